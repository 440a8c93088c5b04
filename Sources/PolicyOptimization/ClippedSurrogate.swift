import Foundation

/// The clipped surrogate objective of one action, which PPO raises.
///
///     L = min(ρ Â, clip(ρ, 1 − ε, 1 + ε) Â),    ρ = π(a) / π_old(a)
///     ∂L / ∂ log π(a) = ρ Â where the unclipped term is the least, else 0
///
/// Schulman et al. 2017, arXiv:1707.06347, eq. 7.
///
/// Anchor: at ρ = 1 the value and the derivative are Â: the first step of PPO is REINFORCE's.
public struct ClippedSurrogate: Sendable, Hashable {
  /// L, in units of the advantage.
  public let value: Double
  /// ∂L / ∂ log π(a).
  public let derivative: Double
  /// Whether ρ has left 1 ± ε, on either side.
  public let isOutsideRange: Bool

  /// Raises the likelihood of one action in the place of a ratio: L = Â (log π − log π_old), ∂L / ∂ log π = Â.
  ///
  /// - Parameters:
  ///   - logRatio: log ρ, in nats.
  ///   - advantage: Â.
  public init(likelihoodOf logRatio: Double, advantage: Double) {
    value = advantage * logRatio
    derivative = advantage
    isOutsideRange = false
  }

  /// Judges one action.
  ///
  /// - Parameters:
  ///   - logRatio: log ρ, in nats.
  ///   - advantage: Â.
  ///   - clipRange: ε > 0; `nil` does not clip.
  public init(logRatio: Double, advantage: Double, clipRange: Double?) {
    let ratio = exp(logRatio)
    guard let clipRange else {
      value = ratio * advantage
      derivative = value
      isOutsideRange = false
      return
    }
    let clipped = min(max(ratio, 1 - clipRange), 1 + clipRange) * advantage
    value = min(ratio * advantage, clipped)
    derivative = ratio * advantage <= clipped ? ratio * advantage : 0
    isOutsideRange = abs(ratio - 1) > clipRange
  }
}
