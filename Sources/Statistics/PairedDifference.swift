import CGSL
import Randomness

/// By how much one arm exceeds another, seed by seed.
///
/// Arms that share a seed meet identical luck (common random numbers), so their difference varies far
/// less than either: all effects between arms are judged on pairs.
public struct PairedDifference: Sendable, Hashable, Codable {
  /// The mean of first − second, with Student's t interval.
  public var difference: Estimate
  /// Of the two-sided t test that the mean difference is 0, in 0...1; `nil` (undefined) for a single
  /// pair, and where all differences are equal.
  public var pValue: Double?
  /// The bias-corrected and accelerated bootstrap interval of the mean (see ``bootstrapInterval``);
  /// `nil` for a single pair.
  public var bootstrapInterval: ClosedRange<Double>?

  /// Compares two arms.
  ///
  ///     t = d̄ √n / s_d,   p = 2 P(T(n − 1) ≥ |t|)
  ///
  /// - Parameters:
  ///   - first: one value for each seed; at least 1, all finite.
  ///   - second: what is subtracted: as many values, for the same seeds in the same order.
  ///   - confidence: of both intervals, in 0..<1, not 0.
  ///   - stream: the chance of the bootstrap.
  public init(
    _ first: [Double], minus second: [Double], confidence: Double = 0.95,
    using stream: RandomStream
  ) {
    requirePairs(first, second, atLeast: 1)
    let differences = zip(first, second).map { $0 - $1 }
    difference = Estimate(of: differences, confidence: confidence)
    bootstrapInterval =
      Estimate.bootstrapped(differences, confidence: confidence, using: stream)
      .interval
    pValue = studentTPValue(of: differences)
  }
}
