/// The loss of one value estimate, optionally clipped to stay near the old one.
///
///     L = ½ max((V − R)², (V_clip − R)²),    V_clip = V_old + clip(V − V_old, −ε, ε)
///
/// Without clipping L = ½ (V − R)². The form is that of the original PPO code; see Huang et al. 2022,
/// "The 37 implementation details of proximal policy optimization", detail 9.
///
/// Anchor: while |V − V_old| ≤ ε, clipping changes nothing.
public struct ClippedValueLoss: Sendable, Hashable {
  /// L ≥ 0, in squared reward units.
  public let value: Double
  /// ∂L/∂V.
  public let derivative: Double

  /// Judges one estimate.
  ///
  /// - Parameters:
  ///   - estimate: V.
  ///   - old: V_old, at the time of acting.
  ///   - target: R, the return that was observed.
  ///   - clipRange: ε > 0, in reward units; `nil` does not clip.
  public init(estimate: Double, old: Double, target: Double, clipRange: Double?) {
    let error = estimate - target
    guard let clipRange else {
      value = error * error / 2
      derivative = error
      return
    }
    let clippedError = old + min(max(estimate - old, -clipRange), clipRange) - target
    if error * error >= clippedError * clippedError {
      value = error * error / 2
      derivative = error
    } else {
      // The clipped estimate does not move with V.
      value = clippedError * clippedError / 2
      derivative = 0
    }
  }
}
