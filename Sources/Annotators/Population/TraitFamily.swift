import SandboxCore
import CGSL
import Foundation

/// The distribution by which people differ in a trait.
public enum TraitFamily: String, Sendable, Hashable, Codable {
  /// Leanings, which may have either sign: N(m, s²), clamped to the trait's range.
  case normal
  /// Positive quantities: log x ~ N(log m − v/2, v) with v = log(1 + s²/m²), of mean m and standard
  /// deviation s.
  case logNormal
  /// Shares: Beta(mν, (1 − m)ν) with ν = m(1 − m)/s² − 1, of mean m and standard deviation s.
  case beta

  /// The value that a share u of people stays below.
  ///
  /// It rises with u for every spread: who has more than others keeps having more when people are
  /// made to differ more. A mean at an end of a share, or of 0 for a positive quantity, is
  /// everybody's value.
  ///
  /// - Parameters:
  ///   - uniform: u in 0..<1.
  ///   - spread: one that ``problem(of:in:)`` has nothing against.
  ///   - range: the trait's.
  func quantile(_ uniform: Double, of spread: Spread, in range: ClosedRange<Double>) -> Double {
    let (mean, deviation) = (spread.mean, spread.deviation)
    guard deviation > 0 else { return mean }
    let u = uniform + 0x1p-54  // The ends are at infinity.
    let value: Double
    switch self {
    case .normal: value = mean + gsl_cdf_gaussian_Pinv(u, deviation)
    case .logNormal:
      guard mean > 0 else { return mean }
      let variance = Self.logVariance(deviation, mean)
      value = gsl_cdf_lognormal_Pinv(u, log(mean) - variance / 2, variance.squareRoot())
    case .beta:
      guard mean > 0, mean < 1 else { return mean }
      let concentration = mean * (1 - mean) / (deviation * deviation) - 1
      // So narrow that nobody differs; GSL stops the program where a parameter has no end.
      guard concentration < 1e12 else { return mean }
      value = Self.betaQuantile(u, mean * concentration, (1 - mean) * concentration)
    }
    return min(max(value, range.lowerBound), range.upperBound)
  }

  /// What is wrong with a spread, if anything: what, and what to do about it.
  func problem(
    of spread: Spread, in range: ClosedRange<Double>
  ) -> (what: String, remedy: String)? {
    let (mean, deviation) = (spread.mean, spread.deviation)
    guard range.contains(mean) else {
      return (
        "the mean is \(mean)", "use a number from \(range.lowerBound) to \(range.upperBound)"
      )
    }
    let width = range.upperBound - range.lowerBound
    guard (0...width).contains(deviation) else {
      return ("the standard deviation is \(deviation)", "use a number from 0.0 to \(width)")
    }
    let most = (mean * (1 - mean)).squareRoot()
    if self == .beta, mean > 0, mean < 1, deviation >= most {
      let limit = (most * 1000).rounded(.down) / 1000
      return (
        "no share with the mean \(mean) has a standard deviation of \(deviation)",
        "use less than \(limit)"
      )
    }
    return nil
  }

  /// v = log(1 + s²/m²), of any s > 0 and m > 0 although their squares may have no room.
  private static func logVariance(_ deviation: Double, _ mean: Double) -> Double {
    let squared = deviation * deviation / (mean * mean)
    if squared.isFinite { return log1p(squared) }
    let logRatio = log(deviation) - log(mean)
    return logRatio > 100 ? 2 * logRatio : log1p(exp(2 * logRatio))
  }

  /// By bisection of GSL's distribution function: its own inverse stops the program where Newton's
  /// method does not arrive.
  private static func betaQuantile(_ u: Double, _ a: Double, _ b: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if gsl_cdf_beta_P(middle, a, b) < u { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
