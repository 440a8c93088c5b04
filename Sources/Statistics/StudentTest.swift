import CGSL

/// The two-sided p value of Student's t test that the values' mean is a given number.
///
///     t = (x̄ − μ) √n / s,   p = 2 P(T(n − 1) ≥ |t|)
///
/// Student 1908, doi:10.1093/biomet/6.1.1.
///
/// - Parameters:
///   - values: at least 1, all finite.
///   - center: μ, the mean that is doubted.
/// - Returns: p in 0...1; `nil` (undefined) for a single value, and where all values are equal.
public func studentTPValue(of values: [Double], center: Double = 0) -> Double? {
  requireFinite(values, atLeast: 1)
  guard values.count > 1 else { return nil }
  let deviation = standardDeviation(of: values)
  guard deviation > 0 else { return nil }
  let t = (mean(of: values) - center) * Double(values.count).squareRoot() / deviation
  return 2 * gsl_cdf_tdist_Q(abs(t), Double(values.count - 1))
}
