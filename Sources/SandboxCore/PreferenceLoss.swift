import Foundation

/// A loss of the gap between two responses, in nats, with its first two derivatives by the gap.
///
/// Reward models have r(chosen) − r(rejected) for the gap, direct optimisers the difference of two
/// log-ratios times their temperature; so both share the formula. It is convex in the gap.
public struct PreferenceLoss: Sendable, Hashable {
  /// L; ≥ 0 unless flips are corrected for.
  public var value: Double
  /// ∂L/∂Δ.
  public var derivative: Double
  /// ∂²L/∂Δ², ≥ 0.
  public var curvature: Double

  /// The gap up to which a corrected loss is left as it is: odds of 22,000 to 1.
  public static let correctedGapLimit = 10.0

  /// The logistic loss of Bradley & Terry 1952, doi:10.2307/2334029, with what is known about the labels.
  ///
  ///     L = −m log σ(x) − (1 − m) log σ(−x),    x = Δ − k (2μ − 1),    ∂L/∂Δ = σ(x) − m
  ///     m = ((1 − ε) μ + ε (1 − μ) − ϕ) / (1 − 2ϕ)
  ///
  /// - ε smooths labels: the loss is (1 − ε) ℓ(Δ) + ε ℓ(−Δ), of Mitchell 2023 (cDPO) and, over classes, Szegedy
  ///   et al. 2015, arXiv:1512.00567. Gaps stop at log((1 − ε) / ε).
  /// - ϕ corrects for flips: of labels of which a share ϕ is wrong, the mean of
  ///   [(1 − ϕ) ℓ(Δ) − ϕ ℓ(−Δ)] / (1 − 2ϕ) is the loss of the right labels (Natarajan et al. 2013; Chowdhury
  ///   et al. 2024, arXiv:2403.00409, rDPO). As ℓ is linear in its label, both are a label m. For a sure
  ///   one m is above 1, and the loss falls without end as the gap grows. Beyond ``correctedGapLimit`` the wall
  ///   ½ (|x| − limit)² is therefore added where m is outside 0...1: convex still, and bounded below.
  /// - k is a margin by which sure preferences must be apart, less where people are divided: Touvron et al.
  ///   2023, arXiv:2307.09288, eq. 2.
  ///
  /// Anchor: log 2 at Δ = 0 without a margin, whatever the labels.
  ///
  /// - Parameters:
  ///   - gap: Δ.
  ///   - probability: μ, how sure people are that the chosen one is better, in 0...1.
  ///   - smoothing: ε in 0..<½.
  ///   - flipRate: ϕ in 0..<½.
  ///   - margin: k ≥ 0, in units of the gap.
  public static func logistic(
    gap: Double, probability: Double = 1, smoothing: Double = 0, flipRate: Double = 0,
    margin: Double = 0
  ) -> PreferenceLoss {
    precondition(flipRate < 0.5, "of labels of which \(flipRate) are wrong nothing can be learnt")
    let smoothed = (1 - smoothing) * probability + smoothing * (1 - probability)
    let label = (smoothed - flipRate) / (1 - 2 * flipRate)
    let distance = gap - margin * (2 * probability - 1)
    // −log σ(x) = softplus(−x), and softplus(x) = softplus(−x) + x.
    let softplus = max(0, -distance) + log1p(exp(-abs(distance)))
    let share = 1 / (1 + exp(-distance))
    var loss = PreferenceLoss(
      value: softplus + (1 - label) * distance, derivative: share - label,
      curvature: share * (1 - share))
    let excess = abs(distance) - correctedGapLimit
    if excess > 0, !(0...1).contains(label) {
      loss.value += 0.5 * excess * excess
      loss.derivative += distance > 0 ? excess : -excess
      loss.curvature += 1
    }
    return loss
  }
}
