import Networks
import Randomness
import Rollouts
import SandboxCore

/// Phase 4 by a policy gradient: proximal policy optimisation and its kin, with a KL penalty to the reference.
///
/// Each iteration acts out episodes with the current policy π_old, has them scored, turns scores and
/// KL penalties into advantages, and then raises the clipped surrogate on them for a few epochs.
/// Schulman et al. 2017, arXiv:1707.06347, algorithm 1; for language models Ziegler et al. 2019,
/// arXiv:1909.08593, and Huang et al. 2024, arXiv:2403.17031, from which we depart in two
/// places: tokens are sampled at temperature 1, so that what is measured is the policy itself, and the
/// value function is the policy's own scalar head. With other baselines, ratios and reductions it is REINFORCE,
/// RLOO, GRPO or A2C (``PolicyGradientMethod``).
///
/// The report has for each iteration, measured on the episodes of π_old: `reward` (mean score, before
/// any clip or penalty), `episode_length` (the agent's tokens), `truncation_rate`, `kl_to_reference`
/// and `kl_to_reference_k3` (nats an episode), `kl_coefficient`, `explained_variance` (of returns by
/// values; absent where all returns are equal, or no values are asked); as means over the steps: `policy_loss`, `value_loss` (if values are asked),
/// `entropy` (nats a token), `clip_fraction`, `gradient_norm`; `kl_to_behaviour` (k3, nats a token)
/// over the last epoch; `learning_rate` and `step_count`.
public struct PolicyGradient: PolicyOptimizer {
  /// How it improves.
  public var settings: Settings
  /// What it is not to say or play.
  public var constraint: ConstraintSettings

  /// An optimiser with these settings.
  public init(
    settings: Settings = Settings(), constraint: ConstraintSettings = ConstraintSettings()
  ) {
    self.settings = settings
    self.constraint = constraint
  }

  /// A training that has not taken an iteration yet; see ``PolicyOptimizer``.
  public func begin<World: Environment>(
    _ policy: any LanguageModel, reference: any LanguageModel, in environment: World,
    prompts: [Prompt], using stream: RandomStream
  ) -> any PolicyTraining {
    Training(
      settings: settings, constraint: constraint, policy: policy, reference: reference,
      engine: RolloutEngine(environment: environment), prompts: prompts, stream: stream)
  }
}
