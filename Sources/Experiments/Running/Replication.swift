import Aggregation
import Environments
import Evaluation
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
  let report: @Sendable (RunEvent) -> Void
  var record: ReplicationRecord
  var settings: ArmSettings { arm.settings }
  var measuring: ModelMeasurement<World> {
    ModelMeasurement(
      world: world, settings: settings.evaluation, stream: stream.child("evaluation"))
  }

  init(
    world: World, arm: Arm, number: Int, stream: RandomStream,
    report: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.world = world
    self.arm = arm
    self.number = number
    self.stream = stream
    self.report = report
    record = ReplicationRecord(arm: arm.name, number: number)
  }

  /// Runs all phases.
  ///
  /// - Throws: ``TrainingFailure`` when a number stops being finite; `CancellationError`.
  mutating func run(sharing cache: inout PhaseCache) throws -> ReplicationOutcome {
    let pretrained = try phase("pre-training", sharing: &cache, reading: Self.pretrainingSections) {
      try $0.pretrain()
    }
    let fineTuned = try phase(
      "fine-tuning", sharing: &cache, reading: Self.pretrainingSections + ["fine_tuning"]
    ) { try $0.fineTune(pretrained) }
    var models = [
      ReplicationOutcome.PhaseModel(folder: "pretrained", model: pretrained, role: .policy),
      ReplicationOutcome.PhaseModel(folder: "fine-tuned", model: fineTuned, role: .policy),
    ]
    var judgements: [Judgement] = []
    var rewardModel: SequenceRewardModel?
    if settings.policyOptimization.reward == .rewardModel {
      judgements = try askPeople(about: fineTuned, sharing: &cache)
      let fitted = try fitRewardModel(to: judgements, from: fineTuned, sharing: &cache)
      models.append(
        .init(
          folder: "reward", model: fitted.model,
          role: .reward(scale: fitted.scale, shift: fitted.shift)))
      rewardModel = fitted
    }
    try noteCost(of: judgements)
    let start = startingPoint(pretrained: pretrained, fineTuned: fineTuned)
    let policy = try optimize(start, by: rewardModel, sharing: &cache)
    models.append(.init(folder: "policy", model: policy, role: .policy))
    try measure(
      pretrained: pretrained, fineTuned: fineTuned, rewardModel: rewardModel, start: start,
      policy: policy)
    return ReplicationOutcome(
      record: record, judgements: judgements, vocabulary: world.vocabulary, world: world.name,
      models: models)
  }

  static var pretrainingSections: [String] { ["world", "model", "pretraining"] }
  static var rewardSections: [String] {
    pretrainingSections + ["fine_tuning", "annotators", "feedback", "reward_model"]
  }

  /// Runs a phase that leaves a value and a report, unless another arm has done the same.
  mutating func phase<Result: Sendable>(
    _ name: String, sharing cache: inout PhaseCache, reading sections: [String],
    run: (inout Replication) throws -> (Result, TrainingReport)
  ) throws -> Result {
    try Task.checkCancellation()
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
