/// What a hypothesis says about an effect, settled before the run.
public enum Claim: Sendable, Hashable {
  /// The effect is above this threshold; above 0 says "it raises".
  case above(Double)
  /// The effect is below this threshold; below 0 says "it lowers".
  case below(Double)

  /// What a measured interval of the effect says about the claim.
  ///
  /// - Parameter interval: where the effect lies; `nil` when it could not be measured.
  /// - Returns: `supported` when the whole interval lies on the claimed side of the threshold,
  ///   `refuted` when none of it does, `inconclusive` when the threshold lies inside or there is no
  ///   interval. So it is with an interval of no width: equal values do not say how far they may vary.
  public func verdict(on interval: ClosedRange<Double>?) -> Verdict {
    guard let interval, interval.lowerBound < interval.upperBound else { return .inconclusive }
    switch self {
    case .above(let threshold):
      precondition(threshold.isFinite, "a claim's threshold is \(threshold)")
      if interval.lowerBound > threshold { return .supported }
      return interval.upperBound <= threshold ? .refuted : .inconclusive
    case .below(let threshold):
      precondition(threshold.isFinite, "a claim's threshold is \(threshold)")
      if interval.upperBound < threshold { return .supported }
      return interval.lowerBound >= threshold ? .refuted : .inconclusive
    }
  }
}
