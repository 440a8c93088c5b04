import Foundation
import Networks
import Rollouts
import SandboxCore

/// How far a policy has moved from its reference, and how its words read to the reference.
///
/// With ρ' = π_ref(token) / π(token) at each of the agent's tokens, summed over an episode:
///
///     k1 = Σ −log ρ',   k3 = Σ (ρ' − 1) − log ρ'
///
/// Schulman 2020, "Approximating KL divergence". Both have the expectation KL(π‖π_ref) of the episode
/// when it was sampled from π itself (temperature 1, under the same masks); k3 is never negative and
/// varies less near 0, k1 varies less far out, where ρ' has a heavy tail.
public struct ReferenceComparison: Sendable, Hashable {
  /// k1 of each episode, in nats; may be negative.
  public let k1: [Double]
  /// k3 of each episode, in nats, ≥ 0.
  public let k3: [Double]
  /// The mean entropy of π at its own tokens, in nats a token.
  public let entropy: Double
  /// The mean of log π_ref at the agent's tokens, in nats a token: low where the reference would
  /// hardly have written so.
  public let referenceLogProbability: Double

  /// The estimate of KL(π‖π_ref) that is reported, the mean of k1, in nats an episode.
  public var klToReference: Double { k1.reduce(0, +) / Double(k1.count) }

  /// Reads every episode with both models.
  ///
  /// - Parameters:
  ///   - policy: π, which wrote the rollouts.
  ///   - reference: π_ref, of the same vocabulary.
  ///   - rollouts: at least 1, and at least one token of the agent's.
  ///   - workspace: scratch memory.
  public init(
    policy: any LanguageModel, reference: any LanguageModel, rollouts: [Rollout],
    workspace: Workspace = Workspace()
  ) {
    var k1: [Double] = []
    var k3: [Double] = []
    var entropy = 0.0
    var referenceSum = 0.0
    var tokenCount = 0
    let blockSize = 64  // Bounds the memory: a block's activations fit a core's cache.
    for first in stride(from: 0, to: rollouts.count, by: blockSize) {
      let block = rollouts[first..<min(first + blockSize, rollouts.count)]
      let batch = SequenceBatch.agentTokens(of: block)
      let own = policy.outputs(for: batch, heads: .language, workspace: workspace)
      let other = reference.outputs(for: batch, heads: .language, workspace: workspace)
      for sequence in 0..<batch.sequenceCount {
        var sums = (k1: 0.0, k3: 0.0)
        for read in batch.readRange(of: sequence) {
          let logReference = Double(other.logProbabilities[read])
          let logRatio = logReference - Double(own.logProbabilities[read])
          sums.k1 -= logRatio
          sums.k3 += expm1(logRatio) - logRatio
          referenceSum += logReference
          entropy += Double(own.entropies[read])
        }
        k1.append(sums.k1)
        k3.append(sums.k3)
      }
      tokenCount += batch.readCount
    }
    precondition(tokenCount > 0, "the agent wrote nothing that could be compared")
    self.k1 = k1
    self.k3 = k3
    self.entropy = entropy / Double(tokenCount)
    referenceLogProbability = referenceSum / Double(tokenCount)
  }

  /// The distance, which of some policies is known without measuring.
  public static let divergence = Metric(
    key: "kl_to_reference", unit: "nats an episode", direction: .neither,
    formula: "E_π[Σ log π − log π_ref]",
    meaning: "How far the policy has moved from the fine-tuned one; estimator k1, over the "
      + "agent's tokens. 0 for the reference itself.",
    source: "Schulman 2020, Approximating KL divergence")

  /// What it measures, in the order of ``values``.
  public static let metrics = [
    divergence,
    Metric(
      key: "entropy", unit: "nats a token", direction: .neither,
      formula: "E_π[−Σ_a π(a) log π(a)]",
      meaning: "How undecided the policy is at its own tokens; 0 when it always does the same.",
      source: "Shannon 1948"),
    Metric(
      key: "reference_log_probability", unit: "nats a token", direction: .higherIsBetter,
      formula: "E_π[log π_ref]",
      meaning: "How readable the policy's words are to the reference; falls when it games its "
        + "reward."),
  ]

  /// The numbers under the names of their metrics.
  public var values: [MetricValue] {
    zip(Self.metrics, [klToReference, entropy, referenceLogProbability]).map {
      MetricValue($0, $1)
    }
  }
}
