/// What a hypothesis says about an effect, settled before the run.
public enum Claim: Sendable, Hashable {
  /// The effect is above this threshold; above 0 says "it raises".
  case above(Double)
  /// The effect is below this threshold; below 0 says "it lowers".
  case below(Double)

  /// How many equal values decide: that n fall on one side by chance has the probability 2^(1 − n), which is
  /// below 5 % from six on.
  static let decidingEqualValues = 6

  /// What measurements of the effect say about the claim.
  ///
  /// Their interval decides. Where all are equal there is no spread to judge by, and the sign test does (Conover
  /// 1999, *Practical Nonparametric Statistics*, section 3.4): from six measurements on, the side on which they lie
  /// is no chance. On the threshold itself they lie on no side.
  ///
  /// - Parameter estimate: what was measured; `nil` when nothing was.
  /// - Returns: `supported` when the effect lies on the claimed side of the threshold, `refuted` when it does not,
  ///   `inconclusive` when both are possible.
  public func verdict(on estimate: Estimate?) -> Verdict {
    guard let estimate, let interval = estimate.interval, interval.lowerBound == interval.upperBound
    else { return verdict(on: estimate?.interval) }
    guard estimate.count >= Self.decidingEqualValues else { return .inconclusive }
    let distance =
      switch self {
      case .above(let threshold): interval.lowerBound - threshold
      case .below(let threshold): threshold - interval.lowerBound
      }
    return distance > 0 ? .supported : distance < 0 ? .refuted : .inconclusive
  }

  /// What a measured interval of the effect says about the claim.
  ///
  /// - Parameter interval: where the effect lies; `nil` when it could not be measured.
  /// - Returns: `supported` when the whole interval lies on the claimed side of the threshold,
  ///   `refuted` when none of it does, `inconclusive` when the threshold lies inside or there is no
  ///   interval. So it is with an interval of no width: equal values do not say how far they may vary.
  func verdict(on interval: ClosedRange<Double>?) -> Verdict {
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
