/// What the data say about a control, whose outcome is known beforehand unless the instrument is broken.
///
/// A negative control is something that should change nothing. "Not significantly different" is no
/// evidence of sameness, so it states a margin and the interval must lie within it: the two one-sided
/// tests of Schuirmann 1987, doi:10.1007/BF01068419, at half the interval's error on each side. One that
/// forbids a single side is one of these tests: with a 95 % interval it errs in 2.5 %.
///
/// A positive control is something that must be seen, or the instrument is blind.
public enum ControlVerdict: String, Sendable, Hashable, Codable, CaseIterable {
  /// The effect is as it must be.
  case holds
  /// The effect is not as it must be.
  case fails
  /// The interval allows both, or there is none.
  case inconclusive

  /// Judges a negative control: whether the effect stays within a margin.
  ///
  /// - Parameters:
  ///   - interval: where the effect lies; `nil` when it could not be measured.
  ///   - margin: the largest effect that counts as none, in units of the effect; ≥ 0. With margin 0
  ///     only an interval of exactly 0 holds.
  ///   - bound: the sides on which the margin is a limit.
  public init(
    interval: ClosedRange<Double>?, margin: Double, bound: ControlBound = .within
  ) {
    precondition(margin >= 0 && margin.isFinite, "a control's margin is \(margin)")
    guard let interval else {
      self = .inconclusive
      return
    }
    let allowed = bound.allowed(margin: margin)
    if allowed.contains(interval.lowerBound) && allowed.contains(interval.upperBound) {
      self = .holds
    } else {
      self = allowed.overlaps(interval) ? .inconclusive : .fails
    }
  }

  /// Judges a positive control: it holds where its claim is supported, and fails where that is refuted.
  ///
  /// - Parameters:
  ///   - claim: what must be seen.
  ///   - estimate: what was measured; `nil` when nothing was.
  public init(claim: Claim, estimate: Estimate?) {
    self =
      switch claim.verdict(on: estimate) {
      case .supported: .holds
      case .refuted: .fails
      case .inconclusive: .inconclusive
      }
  }
}
