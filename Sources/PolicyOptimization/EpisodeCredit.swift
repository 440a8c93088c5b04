import Networks
import Rollouts
import SandboxCore

/// What the policy gradient makes of one episode before it learns from it: rewards, returns and advantages of the agent's T
/// tokens.
///
/// It is what ``PolicyGradient`` itself computes, but for what it does to all episodes of a round together: rewards are
/// not whitened, advantages not normalised.
package struct EpisodeCredit: Sendable {
  /// The judge's reward of the whole response, before any clip or penalty.
  package let score: Double
  /// What the judge pays at each token, T values in reward units; clipped, less the penalty for no end.
  package let paid: [Double]
  /// What leaving the reference costs, T values in reward units: β (log π(a_t) − log π_ref(a_t)), or χ² at the last
  /// token. Paid in the loss, it is no part of the reward.
  package let klTerms: [Double]
  /// r_t = paid − KL term, T values.
  package let rewards: [Double]
  /// The discounted sum of rewards from t on, T values; with leave-one-out the sum of all.
  package let returns: [Double]
  /// V(s_t), T values; `nil` where nobody asks the value function.
  package let values: [Double]?
  /// Â_t, T values.
  package let advantages: [Double]
  /// The returns of all answers to the prompt, this one's first.
  package let groupReturns: [Double]
}

extension PolicyGradient.Settings {
  /// The credit of the first of some answers to one prompt; `nil` if the agent wrote nothing in it.
  ///
  /// - Parameters:
  ///   - rollouts: answers to one prompt; only leave-one-out looks at the others.
  ///   - reward: who judges.
  ///   - reference: π_ref.
  ///   - klCoefficient: β, in reward units a nat.
  package func credit(
    ofFirst rollouts: [Rollout], by reward: any RewardSignal, reference: any LanguageModel,
    klCoefficient: Double
  ) -> EpisodeCredit? {
    guard rollouts.first?.logProbabilities.isEmpty == false else { return nil }
    var settings = self
    (settings.whitensRewards, settings.normalizesAdvantages) = (false, false)
    var batch = RolloutBatch(rollouts, groupSize: rollouts.count)
    batch.compare(with: reference, workspace: Workspace())
    let responses = batch.rollouts.map(\.response)
    let (scores, byToken) = scores(of: responses, by: reward)
    batch.assignCredit(
      scores: scores, byToken: byToken, klCoefficient: klCoefficient, settings: settings)
    let rewards = batch.tokenRewards(
      scores: scores, byToken: byToken, klCoefficient: klCoefficient, settings: settings)
    let own = batch.tokens(of: 0)
    let klTerms = Array(
      batch.distanceCosts(klCoefficient: klCoefficient, settings: settings)[own])
    let total = rewards[own].reduce(0, +)
    // With V = 0 and λ = 1 an advantage is the discounted return.
    let returns =
      hasValueFunction
      ? PolicyOptimization.advantages(
        rewards: rewards[own], values: own.map { _ in 0 }, discount: discount, traceDecay: 1)
      : own.map { _ in total }
    return EpisodeCredit(
      score: scores[0], paid: zip(rewards[own], klTerms).map { $0 + $1 }, klTerms: klTerms,
      rewards: Array(rewards[own]), returns: returns,
      values: hasValueFunction ? Array(batch.values[own]) : nil,
      advantages: Array(batch.advantages[own]),
      groupReturns: batch.rollouts.indices.map { rewards[batch.tokens(of: $0)].reduce(0, +) })
  }
}
