import Evaluation
import Feedback
import SandboxCore

/// The crowd that was asked, with all its habits, compares the final policy with the fine-tuned model, each
/// pair in both orders.
struct CrowdVerdict: Evaluator {
  private static let source = "Zheng et al. 2023, arXiv:2306.05685"

  private static let winRate = Metric(
    key: "annotator_win_rate", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "P(policy ≻ fine-tuned), policy first",
    meaning:
      "Share of held-out prompts on which the crowd that was asked prefers the final policy's "
      + "response to the fine-tuned model's, the policy's always shown first; ties half.",
    source: source)
  private static let winRateBothOrders = Metric(
    key: "annotator_win_rate_both_orders", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "½ P(policy ≻ fine-tuned | first) + ½ P(· | second)",
    meaning:
      "The same, averaged over both orders of presentation, which cancels a bias of position.",
    source: source)
  private static let positionBias = Metric(
    key: "position_bias_estimate", unit: "nats", direction: .neither,
    formula: "½ log(n_first,first / n_second,second)",
    meaning:
      "The crowd's leaning towards whatever is shown first, from pairs judged in both orders: "
      + "always the first against always the second, half a pair added to both.",
    source: source + ", table 2")
  private static let consistency = Metric(
    key: "order_consistency", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "P(same response preferred in both orders)",
    meaning: "Share of pairs on which the crowd prefers the same response in both orders.",
    source: source + ", table 2")
  private static let goldWinRate = Metric(
    key: "gold_win_rate", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "P(gold(policy) > gold(fine-tuned))",
    meaning:
      "Share of the same prompts on which the final policy's response is truly better; equals "
      + "half.")

  let metrics = [winRate, winRateBothOrders, positionBias, consistency, goldWinRate]

  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? {
    settings.evaluation.headToHeadPrompts == 0
      ? "evaluation.head_to_head_prompts is 0"
      : settings.feedback.questions == 0 ? "feedback.questions is 0" : nil
  }

  func measure(_ context: EvaluationContext<some Environment>) throws -> [MetricValue] {
    let outcome = context.lesson.outcome.value
    let count = context.settings.evaluation.headToHeadPrompts
    guard count > 0, outcome.ledger.answers > 0 else { return [] }
    let prompts = context.measuring.heldOutPrompts(count: count)
    func episodes(of phase: ModelPhase) -> [Episode] {
      context.measuring.rollouts(of: context.policy(phase), on: prompts, label: "verdicts").map {
        context.settings.annotatorsAsked.isMyopic
          ? context.world.episodeWithCourse($0.response) : context.world.episode($0.response)
      }
    }
    let pairs = zip(episodes(of: .policy), episodes(of: .fineTuned)).map {
      (policy: $0, fineTuned: $1)
    }
    let questions = Self.questions(about: pairs)
    var pool = try context.replication.pool(judging: context.fineTuned)
    pool.learn(outcome.scale)
    let answers = FeedbackCampaign(
      settings: Self.campaign(context.settings), scale: outcome.scale
    ).ask(questions, of: &pool, using: context.stream.child("verdicts")).judgements
    let wins = pairs.reduce(0.0) { sum, pair in
      sum + PairwiseQuality.outcome(pair.policy.gold.value, pair.fineTuned.gold.value)
    }
    return Self.values(
      of: HeadToHead(answers, pairCount: pairs.count, differingCount: questions.count / 2))
      + [MetricValue(Self.goldWinRate, wins / Double(pairs.count))]
  }

  private static func values(of verdicts: HeadToHead) -> [MetricValue] {
    let numbers: [(Metric, Double?)] = [
      (winRate, verdicts.winRateFirst), (winRateBothOrders, verdicts.winRateBothOrders),
      (positionBias, verdicts.positionBias), (consistency, verdicts.consistency),
    ]
    return numbers.compactMap { metric, value in value.map { MetricValue(metric, $0) } }
  }

  /// A question in each order about every pair whose responses differ.
  private static func questions(
    about pairs: [(policy: Episode, fineTuned: Episode)]
  ) -> [Question] {
    pairs.enumerated().flatMap { index, pair -> [Question] in
      let items = [pair.policy, pair.fineTuned]
      guard items[0].response.continuation != items[1].response.continuation else { return [] }
      let writers = [Writers.policy, Writers.fineTuned]
      return [0, 1].map { order in
        Question(
          id: 2 * index + order, channel: .comparison, prompt: items[0].response.prompt,
          items: order == 0 ? items : items.reversed(),
          writers: order == 0 ? writers : writers.reversed())
      }
    }
  }

  /// The campaign that was, for once without costs, checks and panels.
  private static func campaign(_ settings: ArmSettings) -> CampaignSettings {
    var campaign = settings.campaign
    campaign.annotatorsPerQuestion = 1
    campaign.aiJudgesPerQuestion = 1
    campaign.costs = .free
    campaign.budget = Budget()
    campaign.workforce = Workforce()
    campaign.goldQuestions = nil
    return campaign
  }
}
