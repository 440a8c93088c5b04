import Evaluation
import Foundation
import Randomness
import SandboxCore

/// What the best of ever more samples of the fine-tuned model is worth, picked by the reward model.
///
/// All n are worked out from one set of samples, without bias (``BestOfN``).
struct BestOfNCurve: Evaluator {
  private static let source =
    "Nakano et al. 2021, arXiv:2112.09332; Gao et al. 2022, arXiv:2210.10760"
  private static let gold = Metric(
    key: "best_of_n_gold", unit: "reward units", direction: .higherIsBetter,
    formula: "E[gold of argmax of n rewards]",
    meaning:
      "True reward of the fine-tuned model's best of evaluation.best_of_samples samples, picked by the reward model.",
    source: source)
  private static let peak = Metric(
    key: "best_of_n_gold_peak", unit: "reward units", direction: .higherIsBetter,
    formula: "max over n of E[gold]",
    meaning: "The greatest true reward that any n from 1 to evaluation.best_of_samples brings.",
    source: source)
  private static let proxy = Metric(
    key: "best_of_n_proxy", unit: "reward-model units", direction: .neither,
    formula: "E[max of n rewards]", meaning: "What the reward model believes of the same samples.",
    source: source)
  private static let beta = Metric(
    key: "best_of_n_gao_beta", unit: "reward units", direction: .lowerIsBetter,
    formula: "R(d) = d (α − β d), d = √(log n − (n − 1)/n)",
    meaning: "How fast true reward bends down as n grows; above 0 it turns over somewhere.",
    source: source)

  let metrics = [gold, peak, proxy, beta]

  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? {
    if settings.evaluation.bestOfSamples < 2 { return "evaluation.best_of_samples is below 2" }
    return settings.obstacleToRewardModel
  }

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    let count = context.settings.evaluation.bestOfSamples
    guard count >= 2, let rewardModel = context.rewardModel else { return [] }
    let prompts = context.measuring.heldOutPrompts(count: 64)
    let rollouts = context.measuring.rollouts(
      of: context.policy(.fineTuned), on: prompts.flatMap { Array(repeating: $0, count: count) },
      label: "best of n")
    let responses = rollouts.map(\.response)
    let proxy = rewardModel.rewards(for: responses).map(\.value)
    let gold = context.measuring.episodes(rollouts).map(\.gold.value)
    let sizes = (0...).lazy.map { 1 << $0 }.prefix { $0 < count } + [count]
    func mean(_ values: [Double], _ n: Int) -> Double {
      prompts.indices.reduce(0) { sum, index in
        let own = index * count..<(index + 1) * count
        return sum
          + BestOfN.expectedGold(gold: Array(values[own]), proxy: Array(proxy[own]), n: n)
      } / Double(prompts.count)
    }
    let curve = sizes.map { mean(gold, $0) }
    guard let first = curve.first, let last = curve.last, let peak = curve.max() else { return [] }
    let fit = OveroptimizationFit(
      .bestOfN, divergences: sizes.map { log(Double($0)) - Double($0 - 1) / Double($0) },
      gains: curve.map { $0 - first })
    return [
      MetricValue(Self.gold, last), MetricValue(Self.peak, peak),
      MetricValue(Self.proxy, mean(proxy, count)),
    ] + (fit.map { [MetricValue(Self.beta, $0.beta)] } ?? [])
  }
}
