import SandboxCore

/// The Bradley-Terry loss of one comparison, in nats, with a soft label.
///
///     L = −μ log σ(Δ) − (1 − μ) log σ(−Δ),    Δ = r(chosen) − r(rejected),    ∂L/∂Δ = σ(Δ) − μ
///
/// Ouyang et al. 2022, arXiv:2203.02155, eq. 1, is the case μ = 1; Christiano et al. 2017,
/// arXiv:1706.03741, section 2.2.3, has μ (without their 10 % of random answers).
/// ``LabelAssumptions`` change it.
///
/// Anchor: log 2 at Δ = 0, whatever μ.
public struct BradleyTerryLoss: Sendable, Hashable {
  /// L, in nats; ≥ 0 unless flips are corrected for.
  public let value: Double
  /// ∂L/∂Δ; in −1...1 unless flips are corrected for.
  public let derivative: Double
  /// ∂²L/∂Δ², ≥ 0.
  public let curvature: Double

  /// Judges a predicted gap.
  ///
  /// - Parameters:
  ///   - gap: Δ, in reward units.
  ///   - probability: μ, how sure people are that the chosen one is better, in 0...1.
  ///   - labels: what is assumed about μ.
  public init(gap: Double, probability: Double, labels: LabelAssumptions = LabelAssumptions()) {
    let loss = PreferenceLoss.logistic(
      gap: gap, probability: probability, smoothing: labels.smoothing, flipRate: labels.flipRate,
      margin: labels.margin)
    (value, derivative, curvature) = (loss.value, loss.derivative, loss.curvature)
  }
}
