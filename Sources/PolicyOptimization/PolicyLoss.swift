import Foundation
import Networks
import Rollouts

/// The loss over one minibatch of episodes.
///
///     L = Σ_t w_t (−surrogate_t + c_V · valueLoss_t − c_H · H_t + β · k3_t)
///
/// Schulman et al. 2017, arXiv:1707.06347, eq. 9 (there to be raised, here to be lowered). The terms
/// are ``ClippedSurrogate`` and ``ClippedValueLoss``; H is the entropy of the policy at the token; k3, an
/// estimate of its distance from the reference, is there where the KL penalty is paid in the loss (Shao et
/// al. 2024, arXiv:2402.03300, eq. 3). The weights w_t are 1/T over T tokens, or what
/// ``PolicyGradient/Settings/LossReduction`` says. Where a whole response is one action, its surrogate stands at each
/// of its tokens.
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
  let settings: PolicyGradient.Settings
  /// β where the KL penalty is paid in the loss, else 0.
  let klCoefficient: Double

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
        let weight = weight(ofTokensAmong: reads.count, in: batch)
        let whole =
          settings.ratio == .response
          ? surrogate(ofResponse: reads, first: first, outputs: outputs) : nil
        for (offset, read) in reads.enumerated() {
          add(
            token: first + offset, read: read, weight: weight, whole: whole,
            outputs: outputs, gradients: &gradients, tally: &tally)
        }
      }
    }
    return tally
  }

  /// w_t of the tokens of a response of so many tokens.
  private func weight(ofTokensAmong count: Int, in batch: SequenceBatch) -> Double {
    switch settings.reduction {
    case .tokenMean: 1 / Double(batch.readCount)
    case .responseMean: 1 / (Double(batch.sequenceCount) * Double(count))
    // The length that is the same for all is the mean of the round.
    case .constant:
      Double(experience.rollouts.count)
        / (Double(batch.sequenceCount) * Double(max(1, experience.tokenCount)))
    }
  }

  /// The surrogate of a response as one action: log ρ is the sum over its tokens.
  private func surrogate(
    ofResponse reads: Range<Int>, first: Int, outputs: ReadOutputs
  ) -> ClippedSurrogate {
    let logRatio = reads.enumerated().reduce(0.0) {
      $0 + Double(outputs.logProbabilities[$1.element])
        - experience.logProbabilities[first + $1.offset]
    }
    return ClippedSurrogate(
      logRatio: logRatio, advantage: experience.advantages[first], clipRange: settings.clipRange)
  }

  @inline(__always)
  private func add(
    token: Int, read: Int, weight: Double, whole: ClippedSurrogate?, outputs: ReadOutputs,
    gradients: inout ReadGradients, tally: inout Tally
  ) {
    let logProbability = Double(outputs.logProbabilities[read])
    let old = experience.logProbabilities[token]
    let surrogate =
      whole
      ?? (settings.ratio == .likelihood
        ? ClippedSurrogate(
          likelihoodOf: logProbability - old, advantage: experience.advantages[token])
        : ClippedSurrogate(
          logRatio: logProbability - old, advantage: experience.advantages[token],
          clipRange: settings.clipRange))
    if settings.hasValueFunction {
      let valueLoss = ClippedValueLoss(
        estimate: Double(outputs.values[read]), old: experience.values[token],
        target: experience.returns[token], clipRange: settings.valueClipRange)
      gradients.values[read] = Float(weight * settings.valueCoefficient * valueLoss.derivative)
      tally.valueLoss += valueLoss.value
    }
    var slope = -weight * surrogate.derivative
    if klCoefficient != 0, let reference = experience.referenceLogProbabilities {
      // ∂k3 / ∂ log π = 1 − π_ref / π
      slope -= weight * klCoefficient * expm1(reference[token] - logProbability)
    }
    gradients.logProbabilities[read] = Float(slope)
    gradients.entropies[read] = Float(-weight * settings.entropyCoefficient)
    tally.tokenCount += 1
    tally.surrogate += surrogate.value
    tally.entropy += Double(outputs.entropies[read])
    tally.outsideRange += surrogate.isOutsideRange ? 1 : 0
    // The samples are π_old's, so this is KL(π_old‖π).
    tally.klToBehaviour += KLEstimator.k3.estimate(logProbability: old, reference: logProbability)
  }
}
