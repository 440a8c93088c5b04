import Randomness
import SandboxCore

/// Asks a crowd, until the questions or the means run out.
///
/// Common random numbers: how account j answers question i draws from a stream of (identity of j, id of
/// i) alone, and hangs otherwise only on what j has been asked before. So neither the order of the pool nor
/// the number of others who answer changes what a tireless person says, and an account added at the end
/// takes its own places on panels and moves nobody else. Everything but the answers themselves (who, when,
/// checks, shifts) is drawn from streams of its own, so arms that differ only in how people behave ask the
/// same people the same questions at the same hours.
public struct FeedbackCampaign: Sendable {
  /// How it asks.
  public var settings: CampaignSettings
  /// What responses are usually like, where checks and the accuracy of ratings need to know. People are
  /// told by ``AnnotatorPool/learn(_:)``, which is the caller's to call.
  public var scale: UtilityScale

  /// A campaign under these settings.
  public init(settings: CampaignSettings, scale: UtilityScale = UtilityScale()) {
    self.settings = settings
    self.scale = scale
  }

  /// Has questions answered in one round; see ``ask(_:checksFrom:of:continuing:using:)``.
  public func ask(
    _ questions: [Question], checksFrom candidates: [Question] = [],
    of pool: inout AnnotatorPool, using stream: RandomStream
  ) -> CampaignReport {
    var state = CampaignState()
    return ask(questions, checksFrom: candidates, of: &pool, continuing: &state, using: stream)
  }

  /// Has questions answered, in their order, each by a full panel, as one round of several.
  ///
  /// The round begins when the last answer of the one before was in. It ends before the first panel that
  /// the budget of the whole campaign no longer allows.
  ///
  /// - Parameters:
  ///   - questions: their ids are distinct and ≥ 0, over all rounds.
  ///   - candidates: questions that checks may be made of, where the settings want checks.
  ///   - pool: the same accounts in every round; what the work does to them stays in it.
  ///   - state: what earlier rounds left, and where this one is noted.
  ///   - stream: all chance of who answers, and what; the same in every round.
  public func ask(
    _ questions: [Question], checksFrom candidates: [Question] = [], of pool: inout AnnotatorPool,
    continuing state: inout CampaignState, using stream: RandomStream
  ) -> CampaignReport {
    var asked = questions
    if let checks = settings.goldQuestions {
      asked = checks.mixed(
        into: questions, from: candidates, scale: scale, after: state.checkCount,
        using: stream.child("checks").child(state.rounds))
    }
    let before = state.ledger
    var round = CampaignRound(
      settings, scale: scale, pool: pool, questions: asked, state: state, using: stream)
    round.run(asked, of: &pool)
    round.close(&state)
    state.checkCount += asked.count - questions.count
    return CampaignReport(round, ledger: state.ledger.since(before), pool: pool)
  }
}
