import Evaluation
import SandboxCore

/// What the model of a phase is worth: to the world, to the reward model, to every group, on every topic.
struct PhaseRewards: Evaluator {
  let phase: ModelPhase

  private static let proxyReward = Metric(
    key: "proxy_reward", unit: "reward-model units", direction: .neither, formula: "E_π[r]",
    meaning: "Mean reward of the final policy by the reward model; about 0 for the fine-tuned one. "
      + "Where it rises and the gold reward falls, the reward model is being gamed.",
    source: "Gao et al. 2022, arXiv:2210.10760")
  private static let length = Metric(
    key: "response_length", unit: "the world's", direction: .neither, formula: "E_π[length]",
    meaning: "Mean of the attribute length: words of a response, or plies of a game.")

  private var gold: Metric {
    RewardSummary.goldReward.of(
      phase, by: phase == .fineTuned ? RewardSummary.goldReward.divisions : [])
  }
  private var taskSuccess: Metric { RewardSummary.taskSuccess.of(phase) }
  private var harmRate: Metric { RewardSummary.harmRate.of(phase) }
  private var gibberishRate: Metric { RewardSummary.gibberishRate.of(phase) }

  var metrics: [Metric] {
    [
      gold, Self.proxyReward.of(phase), taskSuccess, harmRate, gibberishRate,
    ] + (phase == .policy ? [Self.length] : [])
  }

  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? {
    let means = [
      ("task_success", taskSuccess), ("harm", harmRate), ("gibberish", gibberishRate),
      ("length", Self.length),
    ]
    if let (attribute, _) = means.first(where: { $1.key == metric }),
      world.attributeIndex(attribute) == nil
    {
      return "\(world.name) has no \(attribute)"
    }
    return metric == Self.proxyReward.of(phase).key ? settings.obstacleToRewardModel : nil
  }

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    let summary = RewardSummary(
      context.episodes(phase), attributeNames: context.attributeNames)
    var values = summary.values.map { value in
      var value = value
      value.key += phase.suffix
      return value
    }
    if let rewardModel = context.rewardModel {
      let rewards = rewardModel.rewards(for: context.rollouts(phase).map(\.response)).map(\.value)
      values.insert(
        MetricValue(Self.proxyReward.of(phase), rewards.reduce(0, +) / Double(rewards.count)),
        at: 1)
    }
    if phase == .policy, let index = context.world.attributeIndex("length") {
      values.append(MetricValue(Self.length, summary.attributeMeans[index]))
    }
    return values + byPrompt(context) + byGroup(context)
  }

  /// On each topic, and in each family.
  private func byPrompt(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    [Metric.Division.topic, .family].flatMap { division -> [MetricValue] in
      let parts = context.parts(context.episodes(phase), by: division, prompt: \.response.prompt)
      return parts.flatMap { part, episodes -> [MetricValue] in
        let summary = RewardSummary(episodes, attributeNames: context.attributeNames)
        let numbers: [(metric: Metric, value: Double?)] = [
          (gold, summary.goldReward), (taskSuccess, summary.taskSuccess),
          (harmRate, summary.harmRate),
        ]
        return numbers.filter { $0.metric.divisions.contains(division) }.compactMap {
          metric, value in value.map { MetricValue(metric, of: part, $0) }
        }
      }
    }
  }

  /// To each group, which measures by its own utility.
  private func byGroup(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    guard gold.divisions.contains(.group) else { return [] }
    let episodes = context.episodes(phase)
    return context.world.groups.map { group in
      let utilities = episodes.map {
        group.utility(of: $0, attributeNames: context.attributeNames)
      }
      return MetricValue(
        gold, of: group.name, utilities.reduce(0, +) / Double(utilities.count))
    }
  }
}
