import CGSL
import Randomness

extension Estimate {
  /// The mean of independent measurements, with Student's t interval.
  ///
  ///     x̄ ± t(n − 1) · s / √n
  ///
  /// Exact for normal measurements, and close for others from a few dozen on (Student 1908,
  /// doi:10.1093/biomet/6.1.1). Equal values give an interval of no width.
  ///
  /// - Parameters:
  ///   - values: at least 1, all finite; of 1 there is no interval.
  ///   - confidence: in 0..<1, not 0.
  public init(of values: [Double], confidence: Double = 0.95) {
    let mean = Statistics.mean(of: values)
    requireConfidence(confidence)
    guard values.count > 1 else {
      self.init(mean: mean, interval: nil, count: 1)
      return
    }
    let error = standardDeviation(of: values) / Double(values.count).squareRoot()
    self.init(
      mean: mean,
      interval: studentTInterval(
        around: mean, standardError: error, degreesOfFreedom: values.count - 1,
        confidence: confidence),
      count: values.count)
  }

  /// The mean of independent measurements, with a bootstrap interval (see ``bootstrapInterval``).
  ///
  /// - Parameters:
  ///   - values: at least 1, all finite; of 1 there is no interval.
  ///   - confidence: in 0..<1, not 0.
  ///   - stream: the chance of the resampling.
  public static func bootstrapped(
    _ values: [Double], confidence: Double = 0.95, using stream: RandomStream
  ) -> Estimate {
    Estimate(
      mean: Statistics.mean(of: values),
      interval: bootstrapInterval(of: values, confidence: confidence, using: stream) {
        Statistics.mean(of: $0)
      },
      count: values.count)
  }

  /// The share of successes among independent trials, with Wilson's score interval.
  ///
  ///     (p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n)
  ///
  /// Wilson 1927, doi:10.1080/01621459.1927.10502953. Never leaves 0...1, and has a width even when
  /// all trials agree: 0 of 10 gives 0...0.278.
  ///
  /// - Parameters:
  ///   - successes: in 0...trials.
  ///   - trials: at least 1.
  ///   - confidence: in 0..<1, not 0.
  public static func proportion(
    _ successes: Int, of trials: Int, confidence: Double = 0.95
  ) -> Estimate {
    precondition(
      trials >= 1 && (0...trials).contains(successes), "\(successes) of \(trials) trials")
    requireConfidence(confidence)
    let n = Double(trials)
    let share = Double(successes) / n
    let z = gsl_cdf_ugaussian_Qinv((1 - confidence) / 2)
    let center = share + z * z / (2 * n)
    let halfWidth = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    // The ends are 0 and 1 in exact arithmetic where all trials agree; rounding must not say otherwise.
    let low = successes == 0 ? 0 : (center - halfWidth) / scale
    let high = successes == trials ? 1 : (center + halfWidth) / scale
    return Estimate(mean: share, interval: low...high, count: trials)
  }
}

/// Student's t interval around an estimate whose standard error is known up to chance.
package func studentTInterval(
  around center: Double, standardError: Double, degreesOfFreedom: Int, confidence: Double
) -> ClosedRange<Double> {
  let reach = gsl_cdf_tdist_Qinv((1 - confidence) / 2, Double(degreesOfFreedom)) * standardError
  return (center - reach)...(center + reach)
}
