import Evaluation
import SandboxCore
import Statistics

/// How often what is handed to the reward model is right.
///
/// Of preferences the share that agrees with the gold reward; of scores and approvals the share of pairs
/// of responses that they order as the gold reward does, (1 + τ)/2.
struct ConsensusQuality: Evaluator {
  private static let accuracy = Metric(
    key: "consensus_accuracy", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "P(sign of consensus = sign Δgold)",
    meaning: "Share of the preferences handed to the reward model that agree with the gold reward; "
      + "an even vote counts half.",
    source: "Sheng, Provost & Ipeirotis 2008, doi:10.1145/1401890.1401965")

  let metrics = [accuracy]

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    let evidence = context.lesson.evidence
    func gold(_ response: Response) -> Double { context.world.episode(response).gold.value }
    var right = 0.0
    var count = 0.0
    for preference in evidence.preferences {
      let gap = gold(preference.chosen) - gold(preference.rejected)
      guard gap != 0 else { continue }
      count += 1
      right += preference.probability == 0.5 ? 0.5 : gap > 0 ? 1 : 0
    }
    if count > 0 { return [MetricValue(Self.accuracy, right / count)] }
    let singles =
      evidence.scores.map { ($0.response, $0.score) }
      + evidence.approvals.map { ($0.response, $0.probability) }
    guard singles.count > 1 else { return [] }
    // A sample will do: counting all pairs takes their number squared.
    let sample = singles.prefix(1_000)
    guard let tau = kendallTauB(sample.map(\.1), sample.map { gold($0.0) }) else { return [] }
    return [MetricValue(Self.accuracy, (1 + tau) / 2)]
  }
}
