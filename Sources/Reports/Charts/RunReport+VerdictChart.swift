import Experiments
import Statistics

extension RunReport {
  /// An effect against its threshold, its control against its margin, and its positive control against what
  /// it must pass; `nil` when nothing was measured. Neighbours share an axis where they have one unit.
  func verdictChart(_ outcome: HypothesisRecord, of claim: Hypothesis?) -> VerdictChart? {
    guard let effect = outcome.effect, effect.isFinite else { return nil }
    var rows = [
      VerdictChart.Row(
        name: "effect", mean: effect, interval: ClosedRange(low: outcome.low, high: outcome.high),
        threshold: claim?.threshold ?? 0, allowed: nil,
        unit: claim.map { unit(of: $0.effect) } ?? "")
    ]
    if let control = outcome.control, let nothing = control.effect, nothing.isFinite {
      rows.append(
        VerdictChart.Row(
          name: "control", mean: nothing,
          interval: ClosedRange(low: control.low, high: control.high), threshold: nil,
          allowed: control.bound.allowed(margin: control.margin),
          unit: claim?.control.map { unit(of: $0.effect) } ?? ""))
    }
    if let positive = outcome.positive, let seen = positive.effect, seen.isFinite {
      rows.append(
        VerdictChart.Row(
          name: "positive", mean: seen,
          interval: ClosedRange(low: positive.low, high: positive.high),
          threshold: positive.threshold, allowed: nil,
          unit: claim?.positive.map { unit(of: $0.effect) } ?? ""))
    }
    return VerdictChart(rows: rows)
  }

  /// What an effect is counted in: `reward units`, or `share per 1 of annotators.trolls.share`.
  private func unit(of effect: Hypothesis.Effect) -> String {
    switch effect {
    case .difference(let left, _): axisTitle(left.metric)
    case .slope(let metric, let key, _): "\(axisTitle(metric)) per 1 of \(key)"
    case .contrast(let metric, _): axisTitle(metric)
    case .interaction(let metric, let keys, _):
      "\(axisTitle(metric)) per 1 of \(keys.joined(separator: " and "))"
    }
  }
}
