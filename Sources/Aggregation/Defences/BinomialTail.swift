import CGSL

/// Tails of the binomial distribution, ends included.
enum BinomialTail {
  /// P(X ≤ successes), X of so many trials.
  static func lower(_ successes: Int, of trials: Int, probability: Double) -> Double {
    if successes < 0 { return 0 }
    if successes >= trials { return 1 }
    return gsl_cdf_binomial_P(UInt32(successes), min(1, max(0, probability)), UInt32(trials))
  }

  /// P(X ≥ successes).
  static func upper(_ successes: Int, of trials: Int, probability: Double) -> Double {
    if successes <= 0 { return 1 }
    if successes > trials { return 0 }
    return gsl_cdf_binomial_Q(UInt32(successes - 1), min(1, max(0, probability)), UInt32(trials))
  }
}
