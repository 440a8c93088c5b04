import Statistics

/// What charts may do with numbers of a unit: how far an axis reaches, and which numbers share it.
enum AxisRules {
  /// The ends of an interval as a chart draws them: not past where its numbers can lie, so that few
  /// replications do not stretch a share's axis below 0 or above 1. Texts give the whole interval.
  static func drawn(
    _ estimate: Estimate, in range: ClosedRange<Double>?
  ) -> ClosedRange<Double>? {
    guard let range, let interval = estimate.interval else { return estimate.interval }
    let low = min(estimate.mean, max(range.lowerBound, interval.lowerBound))
    return low...max(estimate.mean, min(range.upperBound, interval.upperBound))
  }

  /// Whether numbers of this unit mean the same in every world. Rewards do not: each world pays its own.
  static func isCommon(_ unit: String) -> Bool {
    !unit.contains("units") && unit != "the world's"
  }
}
