import Evaluation
import RewardModeling
import SandboxCore

/// What a reward model knows of people who differ: how much of what they differ in it sees, whom it takes to be alike, and
/// how well it knows each group.
struct HiddenGroups: Evaluator {
  private static let hiddenContext = Metric(
    key: "hidden_context_score", unit: "share", range: 0...1, direction: .neither,
    formula: "Var(E[u]) / (Var(E[u]) + E[Var u])",
    meaning:
      "r² of a reward model of laws, on held-out responses of the fine-tuned model: how much of the spread of rewards is between responses, not among people. Lower where something hidden decides, such as who answers.",
    source: "Siththaranjan et al. 2023, arXiv:2312.08358")
  private static let recovery = Metric(
    key: "annotator_group_recovery", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "1/n Σ_k max_g |annotators of g in component k|",
    meaning:
      "Share of annotators who are of the group that is commonest in their component of a mixture: 1 where all groups are told apart, the share of the largest group where none is. Only a simulation knows."
  )
  private static let groupAccuracy = Metric(
    key: "group_reward_accuracy", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "E_g[P(sign Δr_g = sign Δu_g)]",
    meaning:
      "Share of held-out pairs that a group's own reward orders as the group's utility does: the mean over groups that have one.",
    source: "Chakraborty et al. 2024, arXiv:2402.08925", divisions: [.group])

  let metrics = [hiddenContext, recovery, groupAccuracy]

  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? {
    if let obstacle = settings.obstacleToRewardModel { return obstacle }
    let name = settings.rewardModelMethod.name
    guard settings.fitsRewardModel else {
      return
        "policy_optimization.method is \(settings.policyOptimization.method), which fits no reward model"
    }
    switch metric {
    case Self.hiddenContext.key:
      return DistributionalMethod.all.contains { $0.name == name }
        ? nil : "its reward model has one reward for a response, and no law"
    case Self.recovery.key:
      return name == "mixture" ? nil : "its reward model is no mixture"
    default:
      return name == "by-group" ? nil : "its reward model has no rewards of known groups"
    }
  }

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    if let model = context.rewardModel as? DistributionalRewardModel {
      let responses = context.rollouts(.fineTuned).map(\.response)
      return model.hiddenContextScore(on: responses).map {
        [MetricValue(Self.hiddenContext, $0)]
      } ?? []
    }
    guard let model = context.rewardModel as? GroupedRewardModel else { return [] }
    return byGroup(context, model) + recovered(context, model)
  }

  /// By the group's own utility, where a reward has a group's name.
  private func byGroup(
    _ context: EvaluationContext<some Environment>, _ model: GroupedRewardModel
  ) -> [MetricValue] {
    let questions = context.pairs[.heldOutPrompts] ?? []
    let responses = questions.flatMap { [$0.first.response, $0.second.response] }
    guard let rewards = model.groupRewards(for: responses) else { return [] }
    let accuracies = zip(rewards.names, rewards.rewards).compactMap { name, own -> MetricValue? in
      guard let group = context.world.groups.first(where: { $0.name == name }) else { return nil }
      let worths = questions.map { question in
        group.utility(of: question.first, attributeNames: context.attributeNames)
          - group.utility(of: question.second, attributeNames: context.attributeNames)
      }
      let decided = worths.indices.filter { worths[$0] != 0 }
      guard !decided.isEmpty else { return nil }
      let right = decided.reduce(0.0) { sum, place in
        let gap = own[2 * place] - own[2 * place + 1]
        return sum + (gap == 0 ? 0.5 : (gap > 0) == (worths[place] > 0) ? 1 : 0)
      }
      return MetricValue(Self.groupAccuracy, of: name, right / Double(decided.count))
    }
    guard !accuracies.isEmpty else { return [] }
    let mean = accuracies.reduce(0) { $0 + $1.value } / Double(accuracies.count)
    return [MetricValue(Self.groupAccuracy, mean)] + accuracies
  }

  /// Whom a mixture takes to be alike.
  private func recovered(
    _ context: EvaluationContext<some Environment>, _ model: GroupedRewardModel
  ) -> [MetricValue] {
    guard context.settings.rewardModelMethod.name == "mixture" else { return [] }
    let groups = Dictionary(
      context.lesson.outcome.value.judgements.map { ($0.annotator, $0.group) }
    ) { first, _ in first }
    var counts: [Int: [String: Int]] = [:]
    for (annotator, own) in model.memberships {
      guard let group = groups[annotator],
        let place = own.indices.max(by: { own[$0] < own[$1] })
      else { continue }
      counts[place, default: [:]][group, default: 0] += 1
    }
    let total = counts.values.reduce(0) { $0 + $1.values.reduce(0, +) }
    guard total > 0 else { return [] }
    let common = counts.values.reduce(0) { $0 + ($1.values.max() ?? 0) }
    return [MetricValue(Self.recovery, Double(common) / Double(total))]
  }
}
