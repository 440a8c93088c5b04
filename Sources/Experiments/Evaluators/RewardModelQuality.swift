import Evaluation
import Feedback
import Rollouts
import SandboxCore
import Statistics

/// How well the reward model knows people and truth, on pairs of the fine-tuned model's responses.
struct RewardModelQuality: Evaluator {
  private static let accuracy = Metric(
    key: "reward_model_accuracy", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "P(sign Δr = sign Δgold)",
    meaning: "Share of held-out pairs that the reward model orders as the gold reward does; of a "
      + "group, as its utility does.",
    source: "Stiennon et al. 2020, arXiv:2009.01325", divisions: [.topic, .family, .group])
  private static let labelAccuracy = Metric(
    key: "reward_model_label_accuracy", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "P(sign Δr = majority)",
    meaning:
      "Share of held-out pairs that the reward model orders as people's majority does; noise "
      + "among people caps it.",
    source: "Ouyang et al. 2022, arXiv:2203.02155")
  private static let trainingAccuracy = Metric(
    key: "reward_model_training_accuracy", unit: "share", range: 0...1,
    direction: .higherIsBetter, formula: "P(sign Δr = majority), trained on",
    meaning: "Share of the pairs it learns from that the reward model orders as people do, before "
      + "each is learnt from in the last pass; above reward_model_label_accuracy it learns by heart.",
    source: "Bai et al. 2022, arXiv:2204.05862")
  private static let accuracyGap = Metric(
    key: "reward_model_accuracy_gap", unit: "difference of shares", range: -1...1,
    direction: .lowerIsBetter,
    formula: "P(sign Δr = answer), trained on − held out",
    meaning:
      "By how much the reward model orders what it learns from better than what is held out: how much it learns by heart.",
    source: "Bai et al. 2022, arXiv:2204.05862")
  private static let policyCalibrationError = Metric(
    key: "reward_model_calibration_error_policy", unit: "share", range: 0...1,
    direction: .lowerIsBetter, formula: "Σ_bins n_b / n · |hits_b − confidence_b|, on π",
    meaning:
      "reward_model_calibration_error on pairs of the final policy's own answers, where it has learnt nothing.",
    source: "Guo et al. 2017, arXiv:1706.04599, eq. 3")
  private static let variance = Metric(
    key: "reward_variance_within_prompts", unit: "squared reward-model units",
    range: 0...Double.infinity, direction: .neither, formula: "E_x[Var_{y~π}(r(x, y))]",
    meaning:
      "How far apart the reward model sees answers of the fine-tuned model to one prompt. Where it is near 0, policy optimisation has nothing to go by, however right the order.",
    source: "Razin et al. 2025, arXiv:2503.15477")
  private static let topicAccuracy = Metric(
    key: "reward_model_accuracy_held_out_topics", unit: "share", range: 0...1,
    direction: .higherIsBetter, formula: "P(sign Δr = sign Δgold)",
    meaning: "reward_model_accuracy on topics that nobody was asked about.",
    source: "Ouyang et al. 2022, arXiv:2203.02155")
  private static let calibrationError = Metric(
    key: "reward_model_calibration_error", unit: "share", range: 0...1, direction: .lowerIsBetter,
    formula: "Σ_bins n_b / n · |hits_b − confidence_b|",
    meaning: "How far σ(Δr) is from the share of held-out pairs it gets right against the gold "
      + "reward; ten bins of confidence in 0.5...1.",
    source: "Guo et al. 2017, arXiv:1706.04599, eq. 3")
  private static let kendallTau = Metric(
    key: "reward_model_kendall_tau", unit: "correlation", range: -1...1,
    direction: .higherIsBetter, formula: "τ_b(r, gold)",
    meaning: "Rank correlation of learned and true reward over held-out responses.",
    source: "Kendall 1945, doi:10.2307/2332303")
  private static let lengthCorrelation = Metric(
    key: "reward_model_length_correlation", unit: "correlation", range: -1...1,
    direction: .neither, formula: "corr(r, length)",
    meaning: "Pearson's correlation of learned reward and count of tokens over held-out responses.",
    source: "Singhal et al. 2023, arXiv:2310.03716")

  let metrics = [
    labelAccuracy, trainingAccuracy, accuracyGap, topicAccuracy, accuracy, calibrationError,
    policyCalibrationError, variance, kendallTau, lengthCorrelation,
  ]

  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? {
    if let obstacle = settings.obstacleToRewardModel { return obstacle }
    let (episodes, prompts) = (
      settings.evaluation.episodes, world.prompts(in: .heldOutPrompts).count
    )
    if metric == Self.policyCalibrationError.key, episodes <= prompts {
      return
        "evaluation.episodes is \(episodes), of as many prompts, so that no two answers are to one"
    }
    let isFitted = [
      Self.trainingAccuracy.key, Self.labelAccuracy.key, Self.accuracyGap.key,
    ].contains(metric)
    if isFitted, !settings.fitsRewardModel {
      return
        "policy_optimization.method is \(settings.policyOptimization.method), which fits no reward model"
    }
    guard isFitted else { return nil }
    if !settings.rewardModelMethod.needsEvidence {
      return "its reward model learns from no answers"
    }
    if metric != Self.trainingAccuracy.key, settings.rewardModel.heldOutShare == 0 {
      return "reward_model.held_out_share is 0, so that no answers are held out"
    }
    if metric != Self.trainingAccuracy.key, world.prompts(in: .training).count < 2 {
      return "\(world.name) has one prompt, and answers are held out by prompt"
    }
    let isRatingOnly = settings.feedback.parts.allSatisfy {
      [.rating, .rubric].contains($0.channel.form)
    }
    return metric != Self.labelAccuracy.key && isRatingOnly
      ? "of ratings alone it is not measured how many are learnt by heart" : nil
  }

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    guard let rewardModel = context.rewardModel else { return [] }
    return fitting(context) + onHeldOutTopics(context, rewardModel)
      + onHeldOutPrompts(context, rewardModel)
  }

  /// How it fits the answers: of preferences where there are any, else of scores or approvals.
  private func fitting(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    let report = context.replication.record.phases.first { $0.name == "reward model" }?.report
    let series = [
      (
        Self.labelAccuracy,
        [
          "held_out_accuracy", "held_out_ranking_accuracy", "held_out_score_accuracy",
          "held_out_approval_accuracy",
        ]
      ), (Self.trainingAccuracy, ["accuracy", "ranking_accuracy", "approval_accuracy"]),
    ]
    var values = series.compactMap { metric, kinds in
      kinds.lazy.compactMap { report?.last($0) }.first.map { MetricValue(metric, $0) }
    }
    // A gap is of one kind of answers.
    let gaps = ["", "ranking_", "approval_"].lazy.compactMap { kind -> Double? in
      guard let learnt = report?.last(kind + "accuracy"),
        let heldOut = report?.last("held_out_\(kind)accuracy")
      else { return nil }
      return learnt - heldOut
    }
    if let gap = gaps.first { values.append(MetricValue(Self.accuracyGap, gap)) }
    return values
  }

  private func onHeldOutTopics(
    _ context: EvaluationContext<some Environment>, _ rewardModel: any RewardModel
  ) -> [MetricValue] {
    let pairs = context.pairs[.heldOutTopics] ?? []
    guard pairs.contains(where: { $0.first.gold != $0.second.gold }) else { return [] }
    return [MetricValue(Self.topicAccuracy, PairwiseQuality(of: rewardModel, on: pairs).accuracy)]
  }

  private func onHeldOutPrompts(
    _ context: EvaluationContext<some Environment>, _ rewardModel: any RewardModel
  ) -> [MetricValue] {
    let questions = context.pairs[.heldOutPrompts] ?? []
    let episodes = questions.flatMap { [$0.first, $0.second] }
    let proxy = rewardModel.rewards(for: episodes.map(\.response)).map(\.value)
    let gaps = questions.indices.map { proxy[2 * $0] - proxy[2 * $0 + 1] }
    let pairs = zip(questions, gaps).map { (question: $0, gap: $1) }
    guard let quality = Self.quality(pairs, worth: \.gold.value) else { return [] }
    var values = [
      MetricValue(Self.accuracy, quality.accuracy),
      MetricValue(Self.calibrationError, quality.calibrationError),
      // The unbiased variance of two is half the square of their difference.
      MetricValue(
        Self.variance, gaps.reduce(0) { $0 + 0.5 * $1 * $1 } / Double(max(1, gaps.count))),
    ]
    let own = Self.pairs(of: context.episodes(.policy))
    let ownRewards = rewardModel.rewards(for: own.flatMap { [$0.0, $0.1] }.map(\.response))
    let ownGaps = own.indices.map { ownRewards[2 * $0].value - ownRewards[2 * $0 + 1].value }
    let outcomes = own.map { PairwiseQuality.outcome($0.0.gold.value, $0.1.gold.value) }
    if outcomes.contains(where: { $0 != 0.5 }) {
      let quality = PairwiseQuality(gaps: ownGaps, outcomes: outcomes)
      values.append(MetricValue(Self.policyCalibrationError, quality.calibrationError))
    }
    if let tau = kendallTauB(proxy, episodes.map(\.gold.value)) {
      values.append(MetricValue(Self.kendallTau, tau))
    }
    let lengths = episodes.map { Double($0.response.agentTokenCount) }
    if let correlation = pearson(proxy, lengths) {
      values.append(MetricValue(Self.lengthCorrelation, correlation))
    }
    return values + byPart(context, pairs)
  }

  /// Episodes that answer one prompt, two by two.
  private static func pairs(of episodes: [Episode]) -> [(Episode, Episode)] {
    var waiting: [Int: Episode] = [:]
    return episodes.compactMap { episode in
      let prompt = episode.response.prompt.id
      guard let other = waiting.removeValue(forKey: prompt) else {
        waiting[prompt] = episode
        return nil
      }
      return (other, episode)
    }
  }

  /// On each topic, in each family, and by the utility of each group.
  private func byPart(
    _ context: EvaluationContext<some Environment>, _ pairs: [(question: Question, gap: Double)]
  ) -> [MetricValue] {
    let byPrompt = [Metric.Division.topic, .family].flatMap { division in
      context.parts(pairs, by: division, prompt: \.question.prompt).map { part, own in
        (part, Self.quality(own, worth: \.gold.value))
      }
    }
    let byGroup = context.world.groups.map { group in
      (
        group.name,
        Self.quality(pairs) { group.utility(of: $0, attributeNames: context.attributeNames) }
      )
    }
    return (byPrompt + byGroup).compactMap { part, quality in
      quality.map { MetricValue(Self.accuracy, of: part, $0.accuracy) }
    }
  }

  /// How well gaps predict which of two responses is worth more; `nil` where none is.
  private static func quality(
    _ pairs: [(question: Question, gap: Double)], worth: (Episode) -> Double
  ) -> PairwiseQuality? {
    let outcomes = pairs.map {
      PairwiseQuality.outcome(worth($0.question.first), worth($0.question.second))
    }
    guard outcomes.contains(where: { $0 != 0.5 }) else { return nil }
    return PairwiseQuality(gaps: pairs.map(\.gap), outcomes: outcomes)
  }
}
