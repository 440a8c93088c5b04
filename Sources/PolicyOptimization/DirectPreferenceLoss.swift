import Foundation
import SandboxCore

/// The loss of one answer by which a policy learns from people without a reward model.
///
///     h = [log π(y₁) − log π_ref(y₁)] − [log π(y₂) − log π_ref(y₂)]
///
/// y₁ is the chosen response, y₂ the rejected one, μ how sure people are. β h is the gap of the implicit rewards
/// β log π / π_ref, of which the policy is the KL-regularised optimum. Of a single response, y₂ is a response of the
/// policy's own: z₀ = KL(π‖π_ref) stands in its place.
///
/// Anchor: log 2 at h = 0 for the logistic losses; 1 / (2β)² for the squared one, at μ = 1.
public enum DirectPreferenceLoss: Sendable, Hashable {
  /// −μ log σ(βh) − (1 − μ) log σ(−βh): DPO, Rafailov et al. 2023, arXiv:2305.18290, eq. 7. With smoothing ε,
  /// (1 − ε) ℓ(h) + ε ℓ(−h), it is cDPO, Mitchell 2023; with a flip rate ε, [(1 − ε) ℓ(h) − ε ℓ(−h)] / (1 − 2ε),
  /// rDPO, Chowdhury et al. 2024, arXiv:2403.00409, eq. 11.
  case logistic(smoothing: Double, flipRate: Double)
  /// μ (h − 1/(2β))² + (1 − μ) (h + 1/(2β))²: IPO, Azar et al. 2023, arXiv:2310.12036, eq. 17, with its τ = β.
  case squared
  /// −log σ(β (log π(y₁) / |y₁| − log π(y₂) / |y₂|) − γ): SimPO, Meng et al. 2024, arXiv:2405.14734, eq. 6. It has
  /// no reference; the gap is of mean log-probabilities a token.
  case simple(margin: Double)
  /// μ (1 − σ(βh)) + w (1 − μ) (1 − σ(−βh)): KTO, Ethayarajh et al. 2024, arXiv:2402.01306, eq. 8, of single
  /// responses that people accept (μ = 1) or do not (μ = 0), with λ_U = 1 and λ_D = w.
  case prospect(undesirableWeight: Double)

  /// Whether it is of two responses, not of one.
  var isPaired: Bool { if case .prospect = self { false } else { true } }
  /// Whether the gap is of log-probabilities over those of the reference.
  var hasReference: Bool { if case .simple = self { false } else { true } }
  /// Whether a response's log-probability is divided by its number of tokens.
  var isLengthNormalized: Bool { !hasReference }

  /// The loss and its derivative by h.
  ///
  /// - Parameters:
  ///   - gap: h, in nats (for ``simple(margin:)`` nats a token).
  ///   - probability: μ, in 0...1.
  ///   - beta: β > 0.
  public func value(gap: Double, probability: Double, beta: Double) -> (
    value: Double, derivative: Double
  ) {
    switch self {
    case .logistic(let smoothing, let flipRate):
      let loss = PreferenceLoss.logistic(
        gap: beta * gap, probability: probability, smoothing: smoothing, flipRate: flipRate)
      return (loss.value, beta * loss.derivative)
    case .simple(let margin):
      let loss = PreferenceLoss.logistic(
        gap: beta * gap, probability: probability, margin: margin)
      return (loss.value, beta * loss.derivative)
    case .prospect(let weight):
      let share = 1 / (1 + exp(-beta * gap))
      return (
        probability * (1 - share) + weight * (1 - probability) * share,
        beta * share * (1 - share) * (weight * (1 - probability) - probability)
      )
    case .squared:
      let target = 1 / (2 * beta)
      let (right, wrong) = (gap - target, gap + target)
      return (
        probability * right * right + (1 - probability) * wrong * wrong,
        2 * (probability * right + (1 - probability) * wrong)
      )
    }
  }
}
