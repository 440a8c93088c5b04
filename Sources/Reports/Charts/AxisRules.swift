import Evaluation

/// What charts may do with numbers of a unit: how far an axis reaches, and which numbers share it.
enum AxisRules {
  /// The ends of an interval as a chart draws them: not past what numbers of this unit can be, so that
  /// few replications do not stretch a share's axis below 0 or above 1. Texts give the whole interval.
  static func drawn(_ estimate: Interval, unit: String) -> (low: Double?, high: Double?) {
    guard let range = range(of: unit) else { return (estimate.low, estimate.high) }
    return (
      estimate.low.map { min(estimate.mean, max(range.lowerBound, $0)) },
      estimate.high.map { max(estimate.mean, min(range.upperBound, $0)) }
    )
  }

  /// Whether numbers of this unit mean the same in every world. Rewards do not: each world pays its own.
  static func isCommon(_ unit: String) -> Bool {
    !unit.contains("units") && unit != "the world's"
  }

  private static func range(of unit: String) -> ClosedRange<Double>? {
    if unit.hasPrefix("share") { return 0...1 }
    return unit == "-1...1" ? -1...1 : nil
  }
}
