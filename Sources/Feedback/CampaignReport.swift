import SandboxCore

/// What a round of a campaign brought, and what it cost.
public struct CampaignReport: Sendable {
  /// The evidence, in the order of the questions: without checks, without the answers of the dismissed
  /// where all of them are left out, without those of AI judges where people answered instead.
  public var judgements: FeedbackDataset
  /// Every answer that was paid for, in the order of the questions.
  public var everything: FeedbackDataset
  /// What the round cost; its wall clock counts from the campaign's beginning.
  public var ledger: CostLedger
  /// How each account stands after the round, in the pool's order.
  public var accounts: [Account]
  /// How many questions were answered by a full panel, checks left out.
  public var answeredCount: Int
  /// How many of them were answered by people; all, without AI judges.
  public var answeredByPeopleCount: Int
  /// Why the round ended.
  public var end: CampaignEnd
  /// What responses are usually like.
  public var scale: UtilityScale

  /// How one account did.
  public struct Account: Sendable, Hashable {
    /// The annotator's name.
    public var name: String
    /// The annotator's behavior.
    public var behavior: String
    /// Whether it is an AI judge.
    public var isAIJudge: Bool
    /// What it has done since the campaign began.
    public var state: AccountState
  }

  /// Reports a round.
  init(_ round: CampaignRound, ledger: CostLedger, pool: AnnotatorPool) {
    judgements = FeedbackDataset(round.evidence)
    everything = FeedbackDataset(round.everything)
    self.ledger = ledger
    accounts = pool.members.indices.map { place in
      Account(
        name: round.nameplates[place].name, behavior: round.nameplates[place].behavior,
        isAIJudge: pool.members[place].isAIJudge, state: round.queue.accounts[place])
    }
    answeredCount = round.answeredCount
    answeredByPeopleCount = round.answeredByPeopleCount
    end = round.end
    scale = round.scale
  }

  /// The names of the accounts that were dismissed, in the pool's order.
  public var dismissed: [String] {
    accounts.filter(\.state.isDismissed).map(\.name)
  }

  /// How many answers were to checks.
  public var checkAnswerCount: Int { everything.count { $0.question.isGoldQuestion } }
}
