import Foundation

/// The loss of one comparison whose answers may be ties, in nats.
///
///     P(first) : P(tie) : P(second) = e^(Δ/2) : ν : e^(−Δ/2),    Δ = r(first) − r(second)
///     L = −(μ − ½) Δ − τ log ν + log(e^(Δ/2) + ν + e^(−Δ/2))
///
/// Davidson 1970, doi:10.1080/01621459.1970.10481082, eq. 2.4. μ is the share of answers for the first, with
/// each tie as a half, and τ the share of ties. Without ties and at ν = 0 it is ``BradleyTerryLoss``. L is
/// convex in Δ and log ν together, as a sum of a line and a logarithm of exponentials.
///
/// Anchor: at Δ = 0 and ν = 1 each of the three has probability ⅓, and L is log 3.
public struct DavidsonLoss: Sendable, Hashable {
  /// L ≥ 0, in nats.
  public let value: Double
  /// ∂L/∂Δ = ½ (P(first) − P(second)) − (μ − ½).
  public let slope: Double
  /// ∂L/∂log ν = P(tie) − τ.
  public let tieSlope: Double
  /// ∂²L/∂Δ² ≥ 0.
  public let curvature: Double
  /// ∂²L/∂(log ν)² ≥ 0.
  public let tieCurvature: Double
  /// ∂²L/∂Δ ∂log ν.
  public let crossCurvature: Double

  /// Judges a predicted gap.
  ///
  /// - Parameters:
  ///   - gap: Δ, in nats.
  ///   - logTie: log ν.
  ///   - probability: μ, in 0...1.
  ///   - tieShare: τ, in 0...1.
  public init(gap: Double, logTie: Double, probability: Double, tieShare: Double) {
    let most = max(abs(gap) / 2, logTie)
    let (first, tie, second) = (exp(gap / 2 - most), exp(logTie - most), exp(-gap / 2 - most))
    let sum = first + tie + second
    let lead = 0.5 * (first - second) / sum
    let tieChance = tie / sum
    value = most + log(sum) - (probability - 0.5) * gap - tieShare * logTie
    slope = lead - (probability - 0.5)
    tieSlope = tieChance - tieShare
    curvature = 0.25 * (1 - tieChance) - lead * lead
    tieCurvature = tieChance * (1 - tieChance)
    crossCurvature = -lead * tieChance
  }
}
