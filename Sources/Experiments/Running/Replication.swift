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
  /// What the reward model begins from, where it has an architecture of its own.
  var rewardModelStart: Artifact<any LanguageModel>?
  /// The phase that it is in, for the reason of a failure.
  var stage = "beginning"
  var settings: ArmSettings { arm.settings }
  var measuring: ModelMeasurement<World> { measuring(by: .evaluation) }

  /// All chance of a phase.
  func luck(of phase: PhaseLuck) -> RandomStream { phase.stream(of: stream, settings) }

  /// A measurement that serves a phase: how models are measured in the end must not change what they are.
  func measuring(by phase: PhaseLuck) -> ModelMeasurement<World> {
    ModelMeasurement(
      world: world, settings: settings.evaluation, stream: luck(of: phase).child("evaluation"))
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

  /// Runs all phases: a graph of stages, each of which is given what others left.
  ///
  /// - Throws: ``TrainingFailure`` when a number stops being finite; `CancellationError`; whatever else
  ///   goes wrong in ``stage``.
  mutating func run(sharing cache: inout ArtifactCache) throws -> ReplicationOutcome {
    let pretrained = try pretrain(sharing: &cache)
    let fineTuned = try fineTune(pretrained, sharing: &cache)
    var lesson = try learnFromPeople(fineTuned, pretrained: pretrained, sharing: &cache)
    let start = startingPoint(pretrained: pretrained, fineTuned: lesson.taught)
    let policy = try self.policy(from: start, after: &lesson, sharing: &cache)
    try measure(
      lesson, pretrained: pretrained, fineTuned: fineTuned, start: start.value, policy: policy,
      sharing: &cache)
    let models =
      [
        ReplicationOutcome.PhaseModel(
          folder: "pretrained", model: pretrained.value, role: .policy),
        .init(folder: "fine-tuned", model: fineTuned.value, role: .policy),
      ] + lesson.models
      + (policy.languageModel.map { [.init(folder: "policy", model: $0, role: .policy)] } ?? [])
    return ReplicationOutcome(
      record: record, judgements: lesson.outcome.value.everything, vocabulary: world.vocabulary,
      world: world.name, models: models)
  }

  /// The key of the world: what everything else stands on.
  var worldKey: String { settings.written(Worlds.settings).joined(separator: "|") }

  /// The key of the world's words and rules: what the first two phases stand on, to whom penalties are nothing.
  var languageKey: String {
    settings.written(Worlds.settings.filter { !WorldSettings.isOfReward($0) })
      .joined(separator: "|")
  }

  /// Runs a stage that leaves a value and a report, unless another arm has done the same.
  ///
  /// - Parameters:
  ///   - own: the settings that it reads itself.
  ///   - inputs: the keys of what it is given.
  ///   - watching: settings of evaluation by which it is watched while it works: they are part of what
  ///     the report says, and of no key.
  ///   - chance: its stream.
  mutating func result<Value: Sendable>(
    of stage: Stage, _ own: [Setting], from inputs: [String], watching: [Setting] = [],
    chance: RandomStream, sharing cache: inout ArtifactCache,
    run: (inout Replication, _ key: String) throws -> (Value, TrainingReport)
  ) throws -> Artifact<Value> {
    try Task.checkCancellation()
    self.stage = stage.name
    report(.phaseBegan(arm: arm.name, replication: number, phase: stage.name))
    let clock = ContinuousClock()
    let begin = clock.now
    let key = stage.key(settings: settings.written(own), inputs: inputs, stream: chance)
    let place = ([key] + settings.written(watching)).joined(separator: "|")
    let ((value, phaseReport), isShared) = try cache.result(place) { try run(&self, key) }
    record.phases.append(
      PhaseRecord(
        name: stage.name, seconds: isShared ? 0 : (clock.now - begin) / .seconds(1),
        report: phaseReport))
    return Artifact(key: key, value: value)
  }

  /// Files a metric under its name in the glossary.
  mutating func note(_ name: String, _ value: Double) throws {
    try TrainingFailure.check(value, name, phase: "evaluation", step: 0)
    record.metrics.append(.init(name: name, value: value))
  }
}
