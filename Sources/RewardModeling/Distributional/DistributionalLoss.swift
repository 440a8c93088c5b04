import CGSL
import Foundation

/// The loss of one comparison of two responses whose rewards have laws, in nats.
///
///     L = −μ log P − (1 − μ) log(1 − P)
///     normal    P = Φ((m₁ − m₂) / √(σ₁² + σ₂²)),    x = log σ²
///     atoms     P = Σ_ij p₁(i) p₂(j) σ(m₁ + a_i − m₂ − a_j),    p = softmax(x)
///
/// Siththaranjan et al. 2023, arXiv:2312.08358, section 4: the two answers are of people drawn apart. In their
/// categorical form the larger atom always wins; here people also err as Bradley and Terry have it, so that the
/// spread of atoms is what errors do not explain, and atoms move with a mean.
public struct DistributionalLoss: Sendable, Hashable {
  /// P that the first is preferred.
  public let probability: Double
  /// L ≥ 0.
  public let value: Double
  /// ∂L/∂m of the first; of the second it is the negative.
  public let meanSlope: Double
  /// ∂L/∂x of the first.
  public let firstSlopes: [Double]
  /// ∂L/∂x of the second.
  public let secondSlopes: [Double]

  /// Judges two normal laws.
  ///
  /// - Parameters:
  ///   - means: m of both.
  ///   - logVariances: log σ² of both; beyond ± 20 they count as that.
  ///   - probability: μ, the share of people for the first.
  public init(
    means: (Double, Double), logVariances: (Double, Double), probability: Double
  ) {
    let (first, second) = (
      exp(min(20, max(-20, logVariances.0))), exp(min(20, max(-20, logVariances.1)))
    )
    let variance = first + second
    let z = (means.0 - means.1) / variance.squareRoot()
    self.probability = gsl_cdf_ugaussian_P(z)
    value = -probability * Self.logPhi(z) - (1 - probability) * Self.logPhi(-z)
    // −d log Φ(z)/dz = −φ(z)/Φ(z).
    let slope = -probability * Self.hazard(z) + (1 - probability) * Self.hazard(-z)
    meanSlope = slope / variance.squareRoot()
    firstSlopes = [-0.5 * slope * z * first / variance]
    secondSlopes = [-0.5 * slope * z * second / variance]
  }

  /// Judges two laws of atoms.
  ///
  /// - Parameters:
  ///   - gap: m₁ − m₂.
  ///   - logits: x of both, one for each atom.
  ///   - offsets: a, as many.
  ///   - probability: μ.
  public init(
    gap: Double, logits: ([Double], [Double]), offsets: [Double], probability: Double
  ) {
    let (first, second) = (Self.softmax(logits.0), Self.softmax(logits.1))
    var (wins, losses) = ([Double](repeating: 0, count: offsets.count), offsets.map { _ in 0.0 })
    var (sum, bend) = (0.0, 0.0)
    for (i, offset) in offsets.enumerated() {
      for (j, other) in offsets.enumerated() {
        let chance = 1 / (1 + exp(-(gap + offset - other)))
        wins[i] += second[j] * chance
        losses[j] += first[i] * chance
        bend += first[i] * second[j] * chance * (1 - chance)
      }
      sum += first[i] * wins[i]
    }
    let known = min(1 - 1e-12, max(1e-12, sum))
    self.probability = sum
    value = -probability * log(known) - (1 - probability) * log(1 - known)
    let slope = (known - probability) / (known * (1 - known))
    meanSlope = slope * bend
    firstSlopes = zip(first, wins).map { slope * $0 * ($1 - sum) }
    secondSlopes = zip(second, losses).map { slope * $0 * ($1 - sum) }
  }

  static func softmax(_ logits: [Double]) -> [Double] {
    let most = logits.max() ?? 0
    let parts = logits.map { exp($0 - most) }
    let sum = parts.reduce(0, +)
    return parts.map { $0 / sum }
  }

  /// log Φ(z), also where Φ(z) is too small for a number.
  private static func logPhi(_ z: Double) -> Double {
    z > -30 ? log(gsl_cdf_ugaussian_P(z)) : -0.5 * z * z - log(-z) - 0.5 * log(2 * Double.pi)
  }

  /// φ(z)/Φ(z).
  private static func hazard(_ z: Double) -> Double {
    z > -30 ? exp(-0.5 * z * z) / ((2 * Double.pi).squareRoot() * gsl_cdf_ugaussian_P(z)) : -z
  }
}
