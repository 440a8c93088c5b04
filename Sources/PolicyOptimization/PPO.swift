import Networks
import Randomness
import Rollouts
import SandboxCore

/// Phase 4 by proximal policy optimisation, with a KL penalty to the reference.
///
/// Each iteration acts out episodes with the current policy π_old, has them scored, turns scores and
/// KL penalties into advantages, and then raises the clipped surrogate on them for a few epochs.
/// Schulman et al. 2017, arXiv:1707.06347, algorithm 1; for language models Ziegler et al. 2019,
/// arXiv:1909.08593, and Huang et al. 2024, arXiv:2403.17031, from which we depart in two
/// places: tokens are sampled at temperature 1, so that what is measured is the policy itself, and the
/// value function is the policy's own scalar head.
///
/// The report has for each iteration, measured on the episodes of π_old: `reward` (mean score, before
/// any clip or penalty), `episode_length` (the agent's tokens), `truncation_rate`, `kl_to_reference`
/// and `kl_to_reference_k3` (nats an episode), `kl_coefficient`, `explained_variance` (of returns by
/// values; absent where all returns are equal); as means over the steps: `policy_loss`, `value_loss`,
/// `entropy` (nats a token), `clip_fraction`, `gradient_norm`; `kl_to_behaviour` (k3, nats a token)
/// over the last epoch; `learning_rate` and `step_count`.
public struct PPO: PolicyOptimizer {
  /// How it improves.
  public var settings: Settings

  /// An optimiser with these settings.
  public init(settings: Settings = Settings()) {
    self.settings = settings
  }

  /// Improves the policy in place; see ``PolicyOptimizer``.
  public func improve<World: Environment>(
    _ policy: inout any LanguageModel, reference: any LanguageModel, in environment: World,
    prompts: [Prompt], reward: any RewardSignal, using stream: RandomStream,
    observe: (_ iteration: Int, _ policy: any LanguageModel) throws -> Void
  ) throws -> TrainingReport {
    precondition(!prompts.isEmpty, "policy optimisation needs at least one prompt")
    let engine = RolloutEngine(environment: environment)
    var deck = PromptDeck(prompts, stream: stream.child("prompts"))
    var learner = PolicyLearner(policy: policy, settings: settings)
    var klCoefficient = settings.klPenalty.initialCoefficient
    var report = TrainingReport()
    for iteration in 0..<settings.iterations {
      try Task.checkCancellation()
      let drawn = deck.deal(settings.episodesPerIteration)
      let rollouts = engine.run(
        policy, on: drawn, using: stream.child("rollouts").child(iteration))
      var log = IterationLog(iteration: iteration)

      var experience = Experience(rollouts)
      let scores = reward.rewards(for: experience.rollouts.map(\.response))
      for score in scores { try log.check(score, "reward") }
      if settings.klPenalty != .off || settings.measuresKLToReference {
        experience.compare(with: reference, workspace: learner.workspace)
      }
      experience.assignCredit(scores: scores, klCoefficient: klCoefficient, settings: settings)
      try log.record(experience, scores: scores)
      try log.record("kl_coefficient", klCoefficient)

      try learner.learn(
        &policy, from: experience, using: stream.child("minibatches").child(iteration), log: &log)

      if let kl = experience.klToReference(.k1) {
        klCoefficient = settings.klPenalty.coefficient(
          after: klCoefficient, measuredKL: kl, episodeCount: experience.rollouts.count)
      }
      report.points += log.points
      try observe(iteration, policy)
    }
    return report
  }
}
