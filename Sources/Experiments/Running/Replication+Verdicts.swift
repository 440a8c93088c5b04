import Feedback
import Networks
import Randomness
import SandboxCore

extension Replication {
  /// Lets the crowd that was asked, with all its habits, compare the final policy with the fine-tuned model,
  /// each pair in both orders.
  mutating func noteVerdicts(
    on policy: any LanguageModel, against fineTuned: any LanguageModel, _ outcome: FeedbackOutcome
  ) throws {
    let count = settings.evaluation.verdicts
    guard count > 0, outcome.ledger.answers > 0 else { return }
    let prompts = measuring.heldOutPrompts(count: count)
    func episodes(of model: any LanguageModel) -> [Episode] {
      measuring.rollouts(of: model, on: prompts, label: "verdicts").map { episode($0.response) }
    }
    let pairs = zip(episodes(of: policy), episodes(of: fineTuned)).map {
      (policy: $0, fineTuned: $1)
    }
    let questions = verdictQuestions(pairs)
    var pool = try pool(judging: fineTuned)
    pool.learn(outcome.scale)
    let answers = FeedbackCampaign(settings: verdictCampaign, scale: outcome.scale).ask(
      questions, of: &pool, using: stream.child("verdicts")
    ).judgements
    try note(Verdicts(answers, pairCount: pairs.count, differingCount: questions.count / 2))
    let wins = pairs.reduce(0.0) { sum, pair in
      let gap = pair.policy.gold.value - pair.fineTuned.gold.value
      return sum + (gap == 0 ? 0.5 : gap > 0 ? 1 : 0)
    }
    try note("gold_win_rate", wins / Double(pairs.count))
  }

  /// A question in each order about every pair whose responses differ.
  private func verdictQuestions(_ pairs: [(policy: Episode, fineTuned: Episode)]) -> [Question] {
    pairs.enumerated().flatMap { index, pair -> [Question] in
      let items = [pair.policy, pair.fineTuned]
      guard items[0].response.continuation != items[1].response.continuation else { return [] }
      let writers = ["policy", "fine-tuned"]
      return [0, 1].map { order in
        Question(
          id: 2 * index + order, channel: .comparison, prompt: items[0].response.prompt,
          items: order == 0 ? items : items.reversed(),
          writers: order == 0 ? writers : writers.reversed())
      }
    }
  }

  /// The campaign that was, for once without costs, checks and panels.
  private var verdictCampaign: CampaignSettings {
    var campaign = settings.campaign
    campaign.annotatorsPerQuestion = 1
    campaign.machinesPerQuestion = 1
    campaign.costs = .free
    campaign.budget = Budget()
    campaign.workforce = Workforce()
    campaign.goldChecks = nil
    return campaign
  }

  private func episode(_ response: Response) -> Episode {
    settings.annotators.isShortSighted
      ? world.episodeWithCourse(response) : world.episode(response)
  }

  private mutating func note(_ verdicts: Verdicts) throws {
    try note("judged_win_rate", verdicts.winRateFirst)
    try note("judged_win_rate_both_orders", verdicts.winRateBothOrders)
    if let estimate = verdicts.positionBias { try note("position_bias_estimate", estimate) }
    if let consistency = verdicts.consistency { try note("order_consistency", consistency) }
  }
}
