import Networks
import Randomness

/// An optimiser that improves a policy by acting, being rewarded, and adjusting (PPO and its kin).
public protocol PolicyOptimizer: Sendable {
  /// A training that has not taken an iteration yet.
  ///
  /// - Parameters:
  ///   - policy: π, where it starts from; copied.
  ///   - reference: π_ref, frozen: what the KL penalty holds on to.
  ///   - environment: the world to act in.
  ///   - prompts: the prompts to act on; at least 1.
  ///   - stream: all chance of the phase.
  func begin<World: Environment>(
    _ policy: any LanguageModel, reference: any LanguageModel, in environment: World,
    prompts: [Prompt], using stream: RandomStream
  ) -> any PolicyTraining
}

/// The optimisation of a policy, on its way: advanced iteration by iteration.
///
/// A value that holds everything that later iterations depend on: the policy, the optimiser's moments,
/// the KL coefficient, which prompts come next. So a copy is a saved state, and goes on bit for bit as
/// the original does; and the judge may be another one from iteration to iteration.
public protocol PolicyTraining: Sendable {
  /// π, as it is after ``iteration`` iterations. Whoever changes it in between leaves the rest alone.
  var policy: any LanguageModel { get set }
  /// π_ref, which the next iteration holds on to.
  var reference: any LanguageModel { get set }
  /// How many iterations have been taken.
  var iteration: Int { get }
  /// How many iterations the training has in all; what anneals comes to its end there.
  var iterationCount: Int { get }
  /// Whether it has ended before its last iteration, because a guardrail said so.
  var hasStopped: Bool { get }

  /// Takes one iteration.
  ///
  /// - Parameters:
  ///   - reward: the judge of finished responses.
  ///   - workspace: scratch memory, reused from call to call.
  /// - Returns: the numbers of this iteration, at step ``iteration`` as it was before.
  /// - Throws: ``TrainingFailure`` when a number stops being finite; `CancellationError`. The training
  ///   is then of no more use.
  mutating func step(reward: any RewardSignal, workspace: Workspace) throws -> TrainingReport
}

extension PolicyTraining {
  /// It goes on to its last iteration, unless it says otherwise.
  public var hasStopped: Bool { false }

  /// Takes iterations until so many have been taken in all, or the training has stopped.
  ///
  /// - Parameters:
  ///   - end: nothing is done if there are as many already.
  ///   - reward: the judge of finished responses.
  ///   - observe: called after every iteration with the training as it then is, and the numbers of the
  ///     iteration.
  /// - Returns: the numbers of these iterations.
  public mutating func advance(
    to end: Int, reward: any RewardSignal,
    observe: (_ training: Self, _ latest: TrainingReport) throws -> Void = { _, _ in }
  ) throws -> TrainingReport {
    let workspace = Workspace()
    var report = TrainingReport()
    while iteration < end, !hasStopped {
      let latest = try step(reward: reward, workspace: workspace)
      report.points += latest.points
      try observe(self, latest)
    }
    return report
  }
}

extension PolicyOptimizer {
  /// Improves the policy in place, from the first iteration to the last, by one judge.
  public func improve<World: Environment>(
    _ policy: inout any LanguageModel, reference: any LanguageModel, in environment: World,
    prompts: [Prompt], reward: any RewardSignal, using stream: RandomStream
  ) throws -> TrainingReport {
    var training = begin(
      policy, reference: reference, in: environment, prompts: prompts, using: stream)
    let report = try training.advance(to: training.iterationCount, reward: reward)
    policy = training.policy
    return report
  }
}
