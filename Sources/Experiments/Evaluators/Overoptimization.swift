import Evaluation
import Foundation
import PolicyOptimization
import SandboxCore

/// How the true reward rises, turns over and falls along policy optimisation, by the form of Gao et al.
struct Overoptimization: Evaluator {
  private static let source = "Gao et al. 2022, arXiv:2210.10760, section 3.1"
  private static let alpha = Metric(
    key: "gao_alpha", unit: "reward units", direction: .higherIsBetter,
    formula: "R(d) = d (α − β log d), d = √KL",
    meaning: "How much true reward the first steps away from the reference bring.", source: source)
  private static let beta = Metric(
    key: "gao_beta", unit: "reward units", direction: .lowerIsBetter,
    formula: "R(d) = d (α − β log d), d = √KL",
    meaning:
      "How fast true reward bends down with distance from the reference; above 0 it turns over somewhere.",
    source: source)
  private static let determination = Metric(
    key: "gao_r2", unit: "share of the variance", range: -.infinity...1, direction: .neither,
    formula: "1 − Σ (R − fit)² / Σ (R − R̄)²",
    meaning: "How well the form fits; curves that never turn over fit well, too.", source: source)
  private static let drop = Metric(
    key: "gao_drop", unit: "reward units", range: 0...Double.infinity, direction: .lowerIsBetter,
    formula: "max_d R(d) − R(d_end)",
    meaning:
      "By how much true reward has fallen from the peak of the fitted curve to its end: over-optimisation.",
    source: source)
  private static let peak = Metric(
    key: "gold_peak", unit: "reward units", direction: .higherIsBetter,
    formula: "max over iterations of gold",
    meaning: "The greatest true reward along policy optimisation, on held-out prompts.",
    source: "Gao et al. 2022, arXiv:2210.10760")

  let metrics = [alpha, beta, determination, drop, peak]

  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? {
    let method = settings.policyOptimization.method
    return settings.policyMethod is any DirectMethod
      ? "policy_optimization.method is \(method), which goes no way" : nil
  }

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    guard
      let report = context.replication.record.phases.first(where: {
        $0.name == Stage.policyOptimization.name
      })?.report
    else { return [] }
    let gold = report.values(of: HeldOutSeries.goldReward.key)
    let divergences = report.values(of: HeldOutSeries.klToReference.key)
    guard let first = gold.first, let peak = gold.max(), gold.count == divergences.count else {
      return []
    }
    let values = [MetricValue(Self.peak, peak)]
    guard
      let fit = OveroptimizationFit(
        .reinforcementLearning, divergences: divergences, gains: gold.map { $0 - first })
    else { return values }
    return values + [
      MetricValue(Self.alpha, fit.alpha), MetricValue(Self.beta, fit.beta),
      MetricValue(Self.determination, fit.determination), MetricValue(Self.drop, fit.drop),
    ]
  }
}
