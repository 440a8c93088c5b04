import CGSL

/// The straight line of least squares through points.
///
///     y = intercept + slope · x + noise
public struct LinearFit: Sendable, Hashable {
  /// y at x = 0, in units of y.
  public var intercept: Double
  /// Change of y for one unit of x.
  public var slope: Double
  /// Student's t interval of the slope on n − 2 degrees of freedom, for normal noise of one variance;
  /// `nil` for 2 points.
  public var slopeInterval: ClosedRange<Double>?

  /// Fits a line, or gives `nil` when all x are equal.
  ///
  /// - Parameters:
  ///   - x: at least 2 values, all finite.
  ///   - y: as many values, all finite.
  ///   - confidence: in 0..<1, not 0.
  public init?(x: [Double], y: [Double], confidence: Double = 0.95) {
    requirePairs(x, y, atLeast: 2)
    requireConfidence(confidence)
    guard x.contains(where: { $0 != x[0] }) else { return nil }
    (intercept, slope) = (0, 0)
    var (interceptVariance, covariance, slopeVariance, residual) = (0.0, 0.0, 0.0, 0.0)
    gsl_fit_linear(
      x, 1, y, 1, x.count, &intercept, &slope, &interceptVariance, &covariance, &slopeVariance,
      &residual)
    guard x.count > 2 else { return }
    slopeInterval = studentTInterval(
      around: slope, standardError: slopeVariance.squareRoot(), degreesOfFreedom: x.count - 2,
      confidence: confidence)
  }
}
