import Foundation
import SandboxCore

/// The best that KL-regularised reinforcement learning can reach among alternatives that are all listed.
///
///     π*(y) = π_ref(y) · exp(r(y) / β) / Z,   Z = Σ_y π_ref(y) · exp(r(y) / β)
///     J = E_π*[r] − β · KL(π* ‖ π_ref) = β · log Z
///
/// Rafailov et al. 2023, arXiv:2305.18290, eq. 4. β is the KL coefficient. Of whole responses it is what an
/// optimiser ought to find; where a world replies, ``TreeOptimum`` asks it state by state.
public struct ExactOptimum: Sendable {
  /// log π*(y) of each response, in nats.
  public let logProbabilities: [Double]
  /// J, in reward units: no policy has a greater regularised reward.
  public let objective: Double
  /// E_π*[r], in reward units.
  public let expectedReward: Double
  /// KL(π* ‖ π_ref), in nats.
  public let klToReference: Double

  /// Tilts a reference distribution by a reward.
  ///
  /// - Parameters:
  ///   - reference: log π_ref(y) of each response; normalised here if it does not sum to 1.
  ///   - rewards: r(y) of each response, as many.
  ///   - klCoefficient: β ≥ 0; 0 is the limit, π_ref among its best and J the greatest reward.
  public init(reference: [Double], rewards: [Double], klCoefficient: Double) {
    precondition(
      reference.count == rewards.count && !rewards.isEmpty,
      "\(reference.count) log-probabilities for \(rewards.count) rewards")
    precondition(klCoefficient >= 0, "klCoefficient is \(klCoefficient), but must be at least 0")
    let total = Self.logSumExp(reference)
    let normalized = reference.map { $0 - total }
    // The best that the reference can write at all comes off every reward, so that however small a β is,
    // nothing overflows.
    let best =
      zip(normalized, rewards).filter { $0.0 > -.infinity }.map(\.1).max() ?? rewards[0]
    let tilted = zip(normalized, rewards).map { logReference, reward in
      // The best lose nothing, whatever β is; at β = 0 all others lose everything.
      logReference == -.infinity || reward == best
        ? logReference : logReference + (reward - best) / klCoefficient
    }
    let logShifted = Self.logSumExp(tilted)
    logProbabilities = tilted.map { $0 - logShifted }
    objective = klCoefficient * logShifted + best
    var (expected, divergence) = (0.0, 0.0)
    for (index, logProbability) in logProbabilities.enumerated()
    where logProbability > -.infinity {
      expected += exp(logProbability) * rewards[index]
      divergence += exp(logProbability) * (logProbability - normalized[index])
    }
    expectedReward = expected
    klToReference = max(0, divergence)
  }

  /// log Σ exp(x), without overflow.
  private static func logSumExp(_ values: [Double]) -> Double {
    let most = values.max() ?? 0
    guard most.isFinite else { return most }
    return most + log(values.reduce(0) { $0 + exp($1 - most) })
  }
}
