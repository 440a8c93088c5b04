import CGSL

/// The arithmetic mean.
///
/// - Parameter values: at least 1, all finite.
public func mean(of values: [Double]) -> Double {
  requireFinite(values, atLeast: 1)
  return gsl_stats_mean(values, 1, values.count)
}

/// The sample standard deviation, with Bessel's correction.
///
///     s = √(Σ (x − x̄)² / (n − 1))
///
/// - Parameter values: at least 2, all finite.
/// - Returns: ≥ 0; exactly 0 when all values are equal.
public func standardDeviation(of values: [Double]) -> Double {
  requireFinite(values, atLeast: 2)
  return gsl_stats_sd(values, 1, values.count)
}

/// The value below which a given fraction of a sample lies, interpolated linearly.
///
/// Definition 7 of Hyndman & Fan 1996, doi:10.1080/00031305.1996.10473566; fraction ½ is the median.
///
/// - Parameters:
///   - fraction: in 0...1.
///   - values: at least 1, all finite, in any order.
public func quantile(_ fraction: Double, of values: [Double]) -> Double {
  requireFinite(values, atLeast: 1)
  precondition((0...1).contains(fraction), "quantile: the fraction \(fraction) is not in 0...1")
  return gsl_stats_quantile_from_sorted_data(values.sorted(), 1, values.count, fraction)
}

/// Stops the program when numbers that a statistic is computed from are too few or not finite.
func requireFinite(
  _ values: [Double], atLeast leastCount: Int, _ function: StaticString = #function
) {
  precondition(
    values.count >= leastCount,
    "\(function): \(values.count) values, but at least \(leastCount) are needed")
  precondition(
    values.allSatisfy(\.isFinite),
    "\(function): a value is \(values.first { !$0.isFinite } ?? .nan), which is not finite")
}

/// Stops the program unless two lists pair up, are long enough and hold finite numbers only.
func requirePairs(
  _ first: [Double], _ second: [Double], atLeast leastCount: Int,
  _ function: StaticString = #function
) {
  precondition(
    first.count == second.count,
    "\(function): \(first.count) values cannot be paired with \(second.count)")
  requireFinite(first, atLeast: leastCount, function)
  requireFinite(second, atLeast: leastCount, function)
}

/// Stops the program unless a confidence lies strictly between 0 and 1.
func requireConfidence(_ confidence: Double, _ function: StaticString = #function) {
  precondition(
    confidence > 0 && confidence < 1, "\(function): the confidence \(confidence) is not in 0..<1")
}
