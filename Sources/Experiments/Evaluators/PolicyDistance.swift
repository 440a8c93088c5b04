import Evaluation
import SandboxCore

/// How far the final policy has moved from where phase 4 began.
struct PolicyDistance: Evaluator {
  let metrics = ReferenceComparison.metrics

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    let policy = context.policy(.policy)
    guard let model = policy.languageModel else {
      // Of a policy that is no language model only the distance may be known.
      return policy.klToReference.map { [MetricValue(ReferenceComparison.divergence, $0)] } ?? []
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
  let metrics = GroupSummary.metrics

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    GroupSummary(
      context.episodes(.policy), baseline: context.episodes(.fineTuned),
      groups: context.world.groups, attributeNames: context.attributeNames
    ).values
  }
}
