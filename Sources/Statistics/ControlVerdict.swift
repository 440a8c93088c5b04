/// What the data say about a negative control: that something that should change nothing does not.
///
/// "Not significantly different" is no evidence of sameness, so the control states a margin and the
/// interval must lie within it: the two one-sided tests of Schuirmann 1987, doi:10.1007/BF01068419,
/// at half the interval's error on each side.
public enum ControlVerdict: String, Sendable, Hashable, Codable, CaseIterable {
  /// The effect stays within the margin.
  case holds
  /// The effect exceeds the margin.
  case fails
  /// The interval reaches across the margin, or there is none.
  case inconclusive

  /// Judges whether |effect| ≤ margin.
  ///
  /// - Parameters:
  ///   - interval: where the effect lies; `nil` when it could not be measured.
  ///   - margin: the largest effect that counts as none, in units of the effect; ≥ 0. With margin 0
  ///     only an interval of exactly 0 holds.
  public init(interval: ClosedRange<Double>?, margin: Double) {
    precondition(margin >= 0 && margin.isFinite, "a control's margin is \(margin)")
    guard let interval else {
      self = .inconclusive
      return
    }
    let allowed = -margin...margin
    if allowed.contains(interval.lowerBound) && allowed.contains(interval.upperBound) {
      self = .holds
    } else {
      self = allowed.overlaps(interval) ? .inconclusive : .fails
    }
  }
}
