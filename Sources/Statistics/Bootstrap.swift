import CGSL
import Randomness

/// How a bootstrap distribution becomes an interval.
public enum BootstrapMethod: String, Sendable, Hashable, Codable {
  /// Its quantiles as they are: Efron 1979, doi:10.1214/aos/1176344552.
  case percentile
  /// Its quantiles moved to mend bias and skewness: Efron 1987, doi:10.1080/01621459.1987.10478410.
  case biasCorrectedAccelerated = "bias-corrected-accelerated"
}

/// Where a statistic of the population lies, judged by resampling the sample with replacement.
///
/// The interval runs between the α₁ and α₂ quantiles of the resamples' statistics. By the percentile
/// method α₁ is α/2 = (1 − confidence)/2, and α₂ is 1 − α/2. Bias-corrected and accelerated,
///
///     α₁ = Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))),   z = Φ⁻¹(α/2);   α₂ with z = Φ⁻¹(1 − α/2)
///     z₀ = Φ⁻¹(share of resamples below the sample's statistic)
///     a  = Σ (θ̄ − θᵢ)³ / 6 (Σ (θ̄ − θᵢ)²)^{3/2},   θᵢ: the statistic without element i
///
/// Efron & Tibshirani 1993, "An introduction to the bootstrap", equations 14.10, 14.14 and 14.15.
/// Both fall short of their confidence in small samples. Measured for the mean at 95 %: 89 % at n = 10
/// and 94 % at n = 40 of normal samples, 86 % and 93 % of exponential ones.
///
/// - Parameters:
///   - sample: independent elements.
///   - confidence: in 0..<1, not 0.
///   - resampleCount: at least 100; 2,000 leave about ±0.005 of Monte Carlo error in α₁ and α₂.
///   - stream: the chance of the resampling; the same stream gives the same interval.
///   - statistic: of any list of elements drawn from the sample; `nil` where it is undefined.
/// - Returns: `nil` for less than 2 elements, or if the statistic of the sample, or of more than half
///   of the resamples, is undefined. Other undefined resamples are left out.
@inlinable
public func bootstrapInterval<Element>(
  of sample: [Element], by method: BootstrapMethod = .biasCorrectedAccelerated,
  confidence: Double = 0.95, resampleCount: Int = 2_000, using stream: RandomStream,
  statistic: ([Element]) -> Double?
) -> ClosedRange<Double>? {
  precondition(
    resampleCount >= 100, "bootstrapInterval: \(resampleCount) resamples, but 100 is least")
  guard sample.count > 1, let observed = statistic(sample) else { return nil }
  var stream = stream
  var resample = sample
  let resampled = (0..<resampleCount).compactMap { _ in
    for index in resample.indices { resample[index] = sample[stream.uniform(below: sample.count)] }
    return statistic(resample)
  }
  guard resampled.count * 2 > resampleCount else { return nil }
  var leftOut: [Double] = []
  if method == .biasCorrectedAccelerated {
    leftOut = sample.indices.compactMap { index in
      statistic(Array(sample[..<index] + sample[(index + 1)...]))
    }
  }
  return interval(
    around: observed, resampled: resampled, leftOut: leftOut, method: method,
    confidence: confidence)
}

/// The interval from the statistics of the sample, of its resamples, and without each element.
@usableFromInline
func interval(
  around observed: Double, resampled: [Double], leftOut: [Double], method: BootstrapMethod,
  confidence: Double
) -> ClosedRange<Double> {
  requireConfidence(confidence, "bootstrapInterval")
  requireFinite([observed] + resampled + leftOut, atLeast: 2, "bootstrapInterval")
  let ordered = resampled.sorted()
  var tails = ((1 - confidence) / 2, (1 + confidence) / 2)
  if method == .biasCorrectedAccelerated {
    let bias = bias(of: observed, among: ordered)
    let acceleration = acceleration(leftOut)
    tails.0 = corrected(tails.0, bias: bias, acceleration: acceleration)
    tails.1 = corrected(tails.1, bias: bias, acceleration: acceleration)
  }
  func end(_ fraction: Double) -> Double {
    gsl_stats_quantile_from_sorted_data(ordered, 1, ordered.count, fraction)
  }
  return end(tails.0)...end(tails.1)
}

/// z₀. Ties count half, and a share of 0 or 1 is drawn in by half a resample to stay finite.
private func bias(of observed: Double, among resampled: [Double]) -> Double {
  let below = Double(resampled.count { $0 < observed })
  let equal = Double(resampled.count { $0 == observed })
  let count = Double(resampled.count)
  return gsl_cdf_ugaussian_Pinv(min(max(below + equal / 2, 0.5), count - 0.5) / count)
}

/// a; 0 where the statistic does not move when elements are left out.
private func acceleration(_ leftOut: [Double]) -> Double {
  guard !leftOut.isEmpty else { return 0 }
  let center = mean(of: leftOut)
  let squares = leftOut.reduce(0) { $0 + ($1 - center) * ($1 - center) }
  guard squares > 0 else { return 0 }
  let cubes = leftOut.reduce(0) { $0 + (center - $1) * (center - $1) * (center - $1) }
  return cubes / (6 * squares * squares.squareRoot())
}

/// α₁ or α₂ from the nominal fraction.
private func corrected(_ fraction: Double, bias: Double, acceleration: Double) -> Double {
  let shifted = bias + gsl_cdf_ugaussian_Pinv(fraction)
  let shrink = 1 - acceleration * shifted
  guard shrink > 0 else { return shifted > 0 ? 1 : 0 }
  return gsl_cdf_ugaussian_P(bias + shifted / shrink)
}
