import SandboxCore

/// The Bradley-Terry loss of one comparison, in nats, with a soft label.
///
///     L = −μ log σ(Δ) − (1 − μ) log σ(−Δ),    Δ = r(chosen) − r(rejected),    ∂L/∂Δ = σ(Δ) − μ
///
/// Ouyang et al. 2022, arXiv:2203.02155, eq. 1, is the case μ = 1; Christiano et al. 2017,
/// arXiv:1706.03741, section 2.2.3, has μ (without their 10 % of random answers).
///
/// Anchor: log 2 at Δ = 0, whatever μ.
public struct BradleyTerryLoss: Sendable, Hashable {
  /// L ≥ 0, in nats.
  public let value: Double
  /// ∂L/∂Δ, in −1...1.
  public let derivative: Double

  /// Judges a predicted gap.
  ///
  /// - Parameters:
  ///   - gap: Δ, in reward units.
  ///   - probability: μ, how sure people are that the chosen one is better, in 0...1.
  public init(gap: Double, probability: Double) {
    let loss = PreferenceLoss.logistic(gap: gap, probability: probability)
    (value, derivative) = (loss.value, loss.derivative)
  }
}
