import Foundation

/// Estimators of KL(π‖π_ref) from tokens that π itself wrote, in nats.
///
/// With ρ' = π_ref(a) / π(a):
///
///     k1 = −log ρ'       k2 = ½ (log ρ')²       k3 = (ρ' − 1) − log ρ'
///
/// Schulman 2020, "Approximating KL divergence", joschu.net/blog/kl-approx.html. k1 and k3 are
/// unbiased; k2 and k3 are never negative. A KL of sequences is the sum of k1 over their tokens; the
/// sum of k3 estimates it too, token by token.
///
/// Anchor: all three are 0 where π and π_ref agree.
public enum KLEstimator: String, Sendable, Hashable, Codable, CaseIterable {
  /// The plain log ratio: unbiased, negative on many samples.
  case k1
  /// Half the squared log ratio: biased, small variance.
  case k2
  /// The log ratio with a control variate: unbiased, never negative.
  case k3

  /// The estimate from one sample.
  ///
  /// - Parameters:
  ///   - logProbability: log π(a), of the distribution that a was drawn from.
  ///   - reference: log π_ref(a).
  public func estimate(logProbability: Double, reference: Double) -> Double {
    let logRatio = reference - logProbability
    return switch self {
    case .k1: -logRatio
    case .k2: logRatio * logRatio / 2
    // expm1 keeps the digits that exp − 1 loses where the two policies nearly agree.
    case .k3: expm1(logRatio) - logRatio
    }
  }
}
