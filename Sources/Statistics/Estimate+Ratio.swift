import CGSL

extension Estimate {
  /// The ratio of the means of paired measurements, with Fieller's interval.
  ///
  ///     r = x̄ / ȳ;   the interval holds all ρ with  (x̄ − ρ ȳ)² ≤ t² (s_xx − 2ρ s_xy + ρ² s_yy) / n
  ///
  /// Fieller 1954, "Some problems in interval estimation", doi:10.1111/j.2517-6161.1954.tb00159.x. Exact for
  /// normal pairs however few, which the delta method and the jackknife are not; and it has an end on
  /// either side exactly where Student's interval of ȳ leaves out 0.
  ///
  /// - Parameters:
  ///   - numerators: x; all finite.
  ///   - denominators: y, as many; all finite.
  ///   - confidence: in 0..<1, not 0.
  /// - Returns: `nil` for fewer than two pairs, and where the interval of ȳ holds 0: nothing can be said
  ///   then in parts of y.
  public static func ratio(
    of numerators: [Double], over denominators: [Double], confidence: Double = 0.95
  ) -> Estimate? {
    requirePairs(numerators, denominators, atLeast: 0)
    requireConfidence(confidence)
    let count = numerators.count
    guard count >= 2 else { return nil }
    let (x, y) = (Statistics.mean(of: numerators), Statistics.mean(of: denominators))
    let t = gsl_cdf_tdist_Qinv((1 - confidence) / 2, Double(count - 1))
    let scale = t * t / Double(count)
    func covariance(_ left: [Double], _ right: [Double]) -> Double {
      gsl_stats_covariance(left, 1, right, 1, count)
    }
    // The ends are the roots of a ρ² − 2 b ρ + c.
    let a = y * y - scale * covariance(denominators, denominators)
    let b = x * y - scale * covariance(numerators, denominators)
    let c = x * x - scale * covariance(numerators, numerators)
    guard a > 0 else { return nil }
    let reach = max(0, b * b - a * c).squareRoot()
    let (low, high) = ((b - reach) / a, (b + reach) / a)
    // Numbers so large that their fourth power has no place give no interval.
    guard low.isFinite, high.isFinite else { return nil }
    // Rounding must not part the ratio from an interval of no width.
    return Estimate(mean: x / y, interval: min(low, x / y)...max(high, x / y), count: count)
  }
}
