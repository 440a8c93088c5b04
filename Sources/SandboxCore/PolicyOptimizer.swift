import Networks
import Randomness

/// An optimiser that improves a policy by acting, being rewarded, and adjusting (PPO and its kin).
public protocol PolicyOptimizer: Sendable {
  /// Improves the policy in place.
  ///
  /// - Parameters:
  ///   - policy: π, trained in place.
  ///   - reference: π_ref, frozen: what the KL penalty holds on to.
  ///   - environment: the world to act in.
  ///   - prompts: the prompts to act on; at least 1.
  ///   - reward: the judge of finished responses.
  ///   - stream: all chance of the phase.
  ///   - observe: called after every iteration with the policy as it then is.
  /// - Throws: ``TrainingFailure`` when a number stops being finite; `CancellationError`.
  func improve<World: Environment>(
    _ policy: inout any LanguageModel, reference: any LanguageModel, in environment: World,
    prompts: [Prompt], reward: any RewardSignal, using stream: RandomStream,
    observe: (_ iteration: Int, _ policy: any LanguageModel) throws -> Void
  ) throws -> TrainingReport
}
