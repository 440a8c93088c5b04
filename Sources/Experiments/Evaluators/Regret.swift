import Evaluation
import SandboxCore

/// What the final policy leaves on the table.
struct Regret: Evaluator {
  private static let regret = Metric(
    key: "regret", unit: "reward units", direction: .lowerIsBetter,
    formula: "max_π' E_π'[gold] − E_π[gold]",
    meaning:
      "What the final policy leaves on the table, where the optimum is known exactly. Measured on sampled answers, so it may fall a little below 0.",
    source: "Sutton & Barto 2018, chapter 2")

  private static let gapClosed = Metric(
    key: "gap_closed", unit: "of the gap", direction: .higherIsBetter,
    formula: "(E_π[gold] − E_SFT[gold]) / (max_π' E_π'[gold] − E_SFT[gold])",
    meaning:
      "How much of the way from the fine-tuned model to the best possible policy the final one "
      + "comes; 1 is all of it, below 0 it does worse than the fine-tuned model.")

  let metrics = [regret, gapClosed]

  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? {
    world.bestRewards(of: []) == nil
      ? "the best possible reward of \(world.name) is not known" : nil
  }

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    guard let best = context.world.bestRewards(of: context.prompts), !best.isEmpty else {
      return []
    }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let gold = mean(context.episodes(.policy).map(\.gold.value))
    let fineTuned = mean(context.episodes(.fineTuned).map(\.gold.value))
    let possible = mean(best)
    return [MetricValue(Self.regret, possible - gold)]
      + (possible > fineTuned
        ? [MetricValue(Self.gapClosed, (gold - fineTuned) / (possible - fineTuned))] : [])
  }
}

/// The final policy on topics that no phase after pre-training has seen.
struct HeldOutTopics: Evaluator {
  private static let gold = Metric(
    key: "gold_reward_held_out_topics", unit: "reward units", direction: .higherIsBetter,
    formula: "E_π[gold]",
    meaning: "Mean true reward of the final policy on topics (boards: deeper openings) that no "
      + "phase after pre-training has seen.")

  let metrics = [gold]

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    let measuring = context.measuring
    let prompts = measuring.prompts(
      from: context.world.prompts(in: .heldOutTopics), label: "held-out topics")
    let rollouts = measuring.rollouts(
      of: context.policy(.policy), on: prompts, label: "held-out topics")
    let summary = RewardSummary(
      measuring.episodes(rollouts), attributeNames: context.attributeNames)
    return [MetricValue(Self.gold, summary.goldReward)]
  }
}
