import Foundation
import Networks
import Rollouts

/// PPO's loss over one minibatch of episodes, a mean over the T tokens that the agent wrote in them.
///
///     L = (1/T) Σ_t (−surrogate_t + c_V · valueLoss_t − c_H · H_t)
///
/// Schulman et al. 2017, arXiv:1707.06347, eq. 9 (there to be raised, here to be lowered). The terms
/// are ``ClippedSurrogate`` and ``ClippedValueLoss``; H is the entropy of the policy at the token.
struct PolicyLoss {
  /// What was measured while learning, as sums over `tokenCount` tokens.
  struct Tally {
    var tokenCount = 0
    var surrogate = 0.0
    var valueLoss = 0.0
    var entropy = 0.0
    var outsideRange = 0
    var klToBehaviour = 0.0

    /// Adds what another minibatch measured.
    static func += (left: inout Tally, right: Tally) {
      left.tokenCount += right.tokenCount
      left.surrogate += right.surrogate
      left.valueLoss += right.valueLoss
      left.entropy += right.entropy
      left.outsideRange += right.outsideRange
      left.klToBehaviour += right.klToBehaviour
    }

    /// A sum as a mean a token.
    func mean(_ sum: Double) -> Double { sum / Double(max(1, tokenCount)) }
  }

  let experience: RolloutBatch
  let settings: PPO.Settings

  /// Adds the gradient of L for some episodes to `gradient`.
  func accumulateGradient(
    of policy: any LanguageModel, on episodes: ArraySlice<Int>, into gradient: inout [Float],
    workspace: Workspace
  ) -> Tally {
    let batch = SequenceBatch.agentTokens(of: episodes.lazy.map { experience.rollouts[$0] })
    var tally = Tally()
    policy.accumulateGradient(
      for: batch, heads: settings.hasValueFunction ? [.language, .scalar] : .language, groupSize: 1,
      into: &gradient, workspace: workspace
    ) { outputs, sequences, gradients in
      for sequence in sequences {
        // The reads of a sequence are the agent's tokens of its episode, in the same order.
        let reads = batch.readRange(of: sequence)
        let first = experience.starts[episodes[episodes.startIndex + sequence]]
        for (offset, read) in reads.enumerated() {
          add(
            token: first + offset, read: read, weight: 1 / Double(batch.readCount),
            outputs: outputs, gradients: &gradients, tally: &tally)
        }
      }
    }
    return tally
  }

  @inline(__always)
  private func add(
    token: Int, read: Int, weight: Double, outputs: ReadOutputs, gradients: inout ReadGradients,
    tally: inout Tally
  ) {
    let logProbability = Double(outputs.logProbabilities[read])
    let old = experience.logProbabilities[token]
    let surrogate = ClippedSurrogate(
      logRatio: logProbability - old, advantage: experience.advantages[token],
      clipRange: settings.clipRange)
    if settings.hasValueFunction {
      let valueLoss = ClippedValueLoss(
        estimate: Double(outputs.values[read]), old: experience.values[token],
        target: experience.returns[token], clipRange: settings.valueClipRange)
      gradients.values[read] = Float(weight * settings.valueCoefficient * valueLoss.derivative)
      tally.valueLoss += valueLoss.value
    }
    gradients.logProbabilities[read] = Float(-weight * surrogate.derivative)
    gradients.entropies[read] = Float(-weight * settings.entropyCoefficient)
    tally.tokenCount += 1
    tally.surrogate += surrogate.value
    tally.entropy += Double(outputs.entropies[read])
    tally.outsideRange += surrogate.isOutsideRange ? 1 : 0
    // The samples are π_old's, so this is KL(π_old‖π).
    tally.klToBehaviour += KLEstimator.k3.estimate(logProbability: old, reference: logProbability)
  }
}
