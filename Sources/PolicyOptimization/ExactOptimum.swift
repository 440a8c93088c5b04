import Foundation
import SandboxCore

/// The best that KL-regularised reinforcement learning can reach, computed by listing everything.
///
///     π*(y) = π_ref(y) · exp(r(y) / β) / Z,   Z = Σ_y π_ref(y) · exp(r(y) / β)
///     J = E_π*[r] − β · KL(π* ‖ π_ref) = β · log Z
///
/// Rafailov et al. 2023, arXiv:2305.18290, eq. 4. β is the KL coefficient.
public struct ExactOptimum: Sendable {
  /// log π*(y) of each response, in nats.
  public let logProbabilities: [Double]
  /// log Z.
  public let logPartition: Double
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
  ///   - klCoefficient: β > 0.
  public init(reference: [Double], rewards: [Double], klCoefficient: Double) {
    precondition(
      reference.count == rewards.count && !rewards.isEmpty,
      "\(reference.count) log-probabilities for \(rewards.count) rewards")
    precondition(klCoefficient > 0, "klCoefficient is \(klCoefficient), but must be positive")
    let total = Self.logSumExp(reference)
    let tilted = zip(reference, rewards).map { $0 - total + $1 / klCoefficient }
    let logPartition = Self.logSumExp(tilted)
    let optimum = tilted.map { $0 - logPartition }
    let expected = zip(optimum, rewards).reduce(0) { sum, pair in
      pair.0 == -.infinity ? sum : sum + exp(pair.0) * pair.1
    }
    logProbabilities = optimum
    self.logPartition = logPartition
    objective = klCoefficient * logPartition
    expectedReward = expected
    // J = E r − β KL, solved for KL.
    klToReference = (expected - klCoefficient * logPartition) / klCoefficient
  }

  /// P(token | prefix) under π*: the policy that writes it token by token.
  ///
  /// - Parameters:
  ///   - token: the token that comes next.
  ///   - prefix: what has been written.
  ///   - responses: the responses in the order in which they were given to the initialiser.
  /// - Returns: 0...1; `nan` when no response with this prefix has any probability.
  public func probability(
    of token: Token, after prefix: [Token], among responses: [Response]
  ) -> Double {
    var withPrefix = 0.0
    var withToken = 0.0
    for (response, logProbability) in zip(responses, logProbabilities)
    where response.continuation.starts(with: prefix)
      && response.continuation.count > prefix.count
    {
      withPrefix += exp(logProbability)
      if response.continuation[prefix.count] == token { withToken += exp(logProbability) }
    }
    return withToken / withPrefix
  }

  /// log Σ exp(x), without overflow.
  private static func logSumExp(_ values: [Double]) -> Double {
    let most = values.max() ?? 0
    guard most.isFinite else { return most }
    return most + log(values.reduce(0) { $0 + exp($1 - most) })
  }
}
