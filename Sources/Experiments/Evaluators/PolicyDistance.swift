import Evaluation
import PolicyOptimization
import SandboxCore

/// How far the final policy has moved from where phase 4 began.
struct PolicyDistance: Evaluator {
  let metrics = ReferenceComparison.metrics + [bound]

  private static let bound = Metric(
    key: "kl_to_reference_bound", unit: "nats an episode", direction: .neither,
    formula: "log n − (n − 1) / n",
    meaning:
      "How far a best-of-n policy has moved from the fine-tuned one at most, where responses are too many "
      + "to list; so far where no two samples are equal in reward. Where they are listed, "
      + "kl_to_reference is exact.",
    source: "Beirami et al. 2024, arXiv:2401.01879")

  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? {
    let method = settings.policyOptimization.method
    guard PolicyMethods.all.named(method) is any DirectMethod,
      metric != ReferenceComparison.divergence.key, metric != Self.bound.key
    else { return nil }
    return "policy_optimization.method is \(method), which leaves no language model"
  }

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    let policy = context.policy(.policy)
    guard let model = policy.languageModel else {
      // Of a policy that is no language model only the distance may be known.
      switch policy.klToReference(on: context.prompts, in: context.world) {
      case .exactly(let distance): return [MetricValue(ReferenceComparison.divergence, distance)]
      case .atMost(let distance): return [MetricValue(Self.bound, distance)]
      case nil: return []
      }
    }
    return ReferenceComparison(
      policy: model, reference: context.start, rollouts: context.rollouts(.policy)
    ).values
  }
}

/// How varied the final policy's words are.
struct Wording: Evaluator {
  let metrics = WordingVariety.metrics

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    WordingVariety(context.rollouts(.policy).map(\.response)).values
  }
}

/// What the final policy is worth to every group.
struct GroupViews: Evaluator {
  private static let least = Metric(
    key: "least_group_gain", unit: "standard deviations", direction: .higherIsBetter,
    formula: "min_g gain_g, of groups that were asked",
    meaning:
      "What the final policy gains over the fine-tuned one for the group that it serves worst of those from which annotators come.",
    source: "Chakraborty et al. 2024, arXiv:2402.08925")

  let metrics = GroupSummary.metrics + [least]

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    let summary = GroupSummary(
      context.episodes(.policy), baseline: context.episodes(.fineTuned),
      groups: context.world.groups, attributeNames: context.attributeNames)
    let asked = context.settings.groupsAsked
    let gains = summary.views.filter {
      asked.isEmpty ? $0.group == "plain" : asked.contains($0.group)
    }.map(\.gain)
    return summary.values + (gains.min().map { [MetricValue(Self.least, $0)] } ?? [])
  }
}
