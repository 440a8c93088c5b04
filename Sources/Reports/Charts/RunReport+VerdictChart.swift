import Experiments
import Statistics

extension RunReport {
  /// An effect against its threshold, and its control against its margin; `nil` when nothing was
  /// measured. The two share an axis where they have one unit.
  func verdictChart(_ outcome: HypothesisRecord, of claim: Hypothesis?) -> VerdictChart? {
    guard let effect = outcome.effect, effect.isFinite else { return nil }
    var rows = [
      VerdictChart.Row(
        name: "effect", mean: effect, interval: ClosedRange(low: outcome.low, high: outcome.high),
        threshold: claim?.threshold ?? 0, margin: nil, unit: claim.map { unit(of: $0.effect) } ?? ""
      )
    ]
    if let control = outcome.control, let nothing = control.effect, nothing.isFinite {
      rows.append(
        VerdictChart.Row(
          name: "control", mean: nothing,
          interval: ClosedRange(low: control.low, high: control.high), threshold: nil,
          margin: control.margin, unit: claim?.control.map { unit(of: $0.effect) } ?? ""))
    }
    return VerdictChart(rows: rows)
  }

  /// What an effect is counted in: `reward units`, or `share per 1 of annotators.trolls.share`.
  private func unit(of effect: Hypothesis.Effect) -> String {
    switch effect {
    case .difference(let left, _): axisTitle(left.metric)
    case .slope(let metric, let key, _): "\(axisTitle(metric)) per 1 of \(key)"
    }
  }
}
