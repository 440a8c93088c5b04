import Evaluation
import RewardModeling
import SandboxCore

/// How far the members of an ensemble of reward models are apart, on what the policy writes and on what it began with.
struct RewardModelDisagreement: Evaluator {
  private static let disagreement = Metric(
    key: "reward_model_disagreement", unit: "reward-model units",
    direction: .neither, formula: "E_π[√(1/M Σ_m (r_m − r̄)²)]",
    meaning:
      "How far an ensemble's reward models are apart on responses of the final policy. Above that of the "
      + "fine-tuned model the policy has gone where they have learnt little.",
    source: "Coste et al. 2023, arXiv:2310.02743")

  private static let phases = [ModelPhase.fineTuned, .policy]
  let metrics = phases.map { disagreement.of($0) }

  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? {
    settings.obstacleToRewardModel
      ?? (settings.rewardModelMethod.name == EnsembleMethod().name
        ? nil : "its reward model is no ensemble")
  }

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    guard let ensemble = context.rewardModel as? RewardEnsemble else { return [] }
    return Self.phases.map { phase in
      let responses = context.rollouts(phase).map(\.response)
      let table = ensemble.memberRewards(for: responses)
      let sum = responses.indices.reduce(0.0) { sum, index in
        sum + RewardCombination.variance(table.map { $0[index] }).squareRoot()
      }
      return MetricValue(Self.disagreement.of(phase), sum / Double(max(1, responses.count)))
    }
  }
}
