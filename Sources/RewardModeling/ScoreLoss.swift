/// The squared-error loss of one scored response.
///
///     L = ½ (r − s)²,    ∂L/∂r = r − s
///
/// Regression on a normalised score: how reward models learn from ratings, as Wang et al. 2024,
/// arXiv:2410.01257, compare it with Bradley-Terry. Least squares is maximum likelihood where
/// scores stray normally from r with variance 1, so L is in nats up to a constant.
///
/// Anchor: 0 where r = s, and ½ one unit away.
public struct ScoreLoss: Sendable, Hashable {
  /// L ≥ 0.
  public let value: Double
  /// ∂L/∂r.
  public let derivative: Double

  /// Judges a predicted score.
  ///
  /// - Parameters:
  ///   - reward: r, in reward units.
  ///   - score: s, what people say, in the same units.
  public init(reward: Double, score: Double) {
    derivative = reward - score
    value = 0.5 * derivative * derivative
  }
}
