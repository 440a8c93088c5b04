import Evaluation
import SandboxCore

/// The reward model as a judge of samples, and the final policy's place in the Elo table.
struct EloTable: Evaluator {
  private static let bestOfN = Metric(
    key: "gold_reward_best_of_n", unit: "reward units", direction: .higherIsBetter,
    formula: "E[gold of argmax of n rewards]",
    meaning: "Mean true reward of the fine-tuned model's best of n samples (evaluation.best_of), "
      + "picked by the reward model.",
    source: "Nakano et al. 2021, arXiv:2112.09332")
  private static let rating = Metric(
    key: "elo_rating", unit: "points", direction: .higherIsBetter,
    formula: "R ← R + K · (S − E), averaged over orders",
    meaning: "The final policy's rating from head-to-head comparisons with the models of the other "
      + "phases by people without trolls; 400 points are odds of 10 to 1, 1000 is the average.",
    source: "Elo 1978; Boubdir et al. 2023, arXiv:2311.17295")
  private static let spread = Metric(
    key: "elo_order_spread", unit: "points", direction: .lowerIsBetter,
    formula: "sd over orders of R",
    meaning: "How far the rating depends on the order in which the comparisons came.",
    source: "Boubdir et al. 2023, arXiv:2311.17295")

  let metrics = [bestOfN, rating, spread]

  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? {
    if settings.evaluation.matches == 0 { return "evaluation.matches is 0" }
    return metric == Self.bestOfN.key ? settings.obstacleToRewardModel : nil
  }

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    guard let contest = context.contest else { return [] }
    let row = contest.table.first { $0.contestant == ModelPhase.policy.name }
    return (contest.goldOfBest.map { [MetricValue(Self.bestOfN, $0)] } ?? [])
      + (row.map { [MetricValue(Self.rating, $0.rating), MetricValue(Self.spread, $0.spread)] }
        ?? [])
  }
}
