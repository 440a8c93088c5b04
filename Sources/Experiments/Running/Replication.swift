import Aggregation
import Environments
import Feedback
import Networks
import Randomness
import RewardModeling
import Rollouts
import SandboxCore

/// One arm of one replication: the four phases in order, each on what the one before left.
///
/// All randomness comes from streams named after what it is used for, under the replication's own; no
/// name has the arm in it. So arms meet identical luck, and their differences are paired.
struct Replication<World: Environment> {
  let world: World
  let arm: Arm
  let number: Int
  let stream: RandomStream
  /// Where results of the first two phases are kept; `nil` keeps nothing.
  let store: ArtifactStore?
  let report: @Sendable (RunEvent) -> Void
  var record: ReplicationRecord
  /// The phase that it is in, for the reason of a failure.
  var stage = "beginning"
  var settings: ArmSettings { arm.settings }
  var measuring: ModelMeasurement<World> {
    ModelMeasurement(
      world: world, settings: settings.evaluation, stream: stream.child("evaluation"))
  }

  init(
    world: World, arm: Arm, number: Int, stream: RandomStream, store: ArtifactStore? = nil,
    report: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.world = world
    self.arm = arm
    self.number = number
    self.stream = stream
    self.store = store
    self.report = report
    record = ReplicationRecord(arm: arm.name, number: number)
  }

  /// Runs all phases.
  ///
  /// - Throws: ``TrainingFailure`` when a number stops being finite; `CancellationError`; whatever else
  ///   goes wrong in ``stage``.
  mutating func run(sharing cache: inout PhaseCache) throws -> ReplicationOutcome {
    let pretrained = try base("pre-training", sharing: &cache, reading: Self.pretrainingSections) {
      try $0.pretrain()
    }
    let fineTuned = try base(
      "fine-tuning", sharing: &cache, reading: Self.pretrainingSections + ["fine_tuning"]
    ) { try $0.fineTune(pretrained) }
    let lesson = try learnFromPeople(fineTuned, pretrained: pretrained, sharing: &cache)
    let start = startingPoint(pretrained: pretrained, fineTuned: lesson.taught)
    let policy = try self.policy(from: start, after: lesson, sharing: &cache)
    try measure(
      lesson, pretrained: pretrained, fineTuned: fineTuned, start: start, policy: policy)
    return ReplicationOutcome(
      record: record, judgements: lesson.outcome.everything, vocabulary: world.vocabulary,
      world: world.name,
      models: [
        .init(folder: "pretrained", model: pretrained, role: .policy),
        .init(folder: "fine-tuned", model: fineTuned, role: .policy),
      ] + lesson.models + [.init(folder: "policy", model: policy, role: .policy)])
  }

  /// Phase 4, where there is a judge: after demonstrations alone the model that imitates them is the policy.
  private mutating func policy(
    from start: any LanguageModel, after lesson: Lesson, sharing cache: inout PhaseCache
  ) throws -> any LanguageModel {
    guard settings.policyOptimization.reward == .trueReward || lesson.rewardModel != nil else {
      return start
    }
    return try optimize(
      start, continuing: lesson.outcome.policy, iterations: lesson.outcome.iterationsLeft,
      by: lesson.rewardModel, sharing: &cache)
  }

  static var pretrainingSections: [String] { ["world", "model", "pretraining"] }

  /// What the answers depend on: with several rounds, on everything up to the policy.
  var feedbackSections: [String] {
    Self.pretrainingSections + ["fine_tuning", "annotators", "feedback"]
      + (settings.feedback.rounds > 1 ? ["reward_model", "policy_optimization"] : [])
  }

  /// What the reward model depends on.
  var rewardSections: [String] {
    feedbackSections + (settings.feedback.rounds > 1 ? [] : ["reward_model"])
  }

  /// Runs a phase that leaves a value and a report, unless another arm has done the same.
  mutating func phase<Result: Sendable>(
    _ name: String, sharing cache: inout PhaseCache, reading sections: [String],
    run: (inout Replication) throws -> (Result, TrainingReport)
  ) throws -> Result {
    try Task.checkCancellation()
    stage = name
    report(.phaseBegan(arm: arm.name, replication: number, phase: name))
    let clock = ContinuousClock()
    let begin = clock.now
    let ((result, phaseReport), isShared) = try cache.result(
      settings.key(name, of: sections)
    ) { try run(&self) }
    record.phases.append(
      PhaseRecord(
        name: name, seconds: isShared ? 0 : (clock.now - begin) / .seconds(1), report: phaseReport))
    return result
  }

  /// Files a metric under its name in the glossary.
  mutating func note(_ name: String, _ value: Double) throws {
    try TrainingFailure.check(value, name, phase: "evaluation", step: 0)
    record.metrics.append(.init(name: name, value: value))
  }
}
