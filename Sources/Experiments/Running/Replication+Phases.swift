import Environments
import Aggregation
import Networks
import PlainText
import PolicyOptimization
import Randomness
import RewardModeling
import Rollouts
import SandboxCore
import SupervisedTraining

extension Replication {
  /// The luck of one of the first two phases: the same in all scenarios, whatever their seed, and, where it
  /// is shared, in all replications.
  private func luck<Phase>(of phase: SupervisedSettings<Phase>) -> RandomStream {
    RandomStream(seed: UInt64(phase.seed)).child("base").child(phase.isShared ? 0 : number)
  }

  /// Runs one of the first two phases, unless another arm has done the same, or the store has the result.
  private mutating func base(
    _ stage: Stage, _ own: [Setting], from inputs: [String], chance: RandomStream,
    sharing cache: inout ArtifactCache,
    run: (Replication) throws -> (any LanguageModel, TrainingReport)
  ) throws -> Artifact<any LanguageModel> {
    try result(of: stage, own, from: inputs, chance: chance, sharing: &cache) { replication, key in
      // What a file of the user's says is no part of the key.
      guard let store = replication.store, replication.settings.board.opponentModel.isEmpty
      else { return try run(replication) }
      if let data = store.data(for: key),
        let known = TrainedModel(data, into: replication.untrainedModel())
      {
        return (known.model, known.report)
      }
      let (model, report) = try run(replication)
      do {
        try store.keep(try TrainedModel(model: model, report: report).encoded, for: key)
      } catch {
        replication.report(
          .notKept(phase: stage.name, reason: "\(store.folder.path): \(SystemError.reason(error))"))
      }
      return (model, report)
    }
  }

  /// A model with fresh parameters, of the arm's architecture and the world's vocabulary.
  func untrainedModel() -> any LanguageModel {
    settings.model.untrained(
      vocabularyCount: world.vocabulary.count, contextLength: world.contextLength,
      using: luck(of: settings.pretraining).child("initial weights"))
  }

  /// Phase 1: next-token prediction on what the world is full of.
  mutating func pretrain(sharing cache: inout ArtifactCache) throws -> Artifact<any LanguageModel> {
    let chance = luck(of: settings.pretraining)
    return try base(
      .pretraining, ArmSettings.sections("model", "pretraining"), from: [languageKey],
      chance: chance,
      sharing: &cache
    ) { replication in
      var model = replication.untrainedModel()
      let phase = replication.settings.pretraining
      guard !phase.isSkipped else { return (model, TrainingReport()) }
      var luck = chance.child("corpus")
      let corpus = replication.world.corpus(tokenCount: phase.amount, using: &luck)
      let report = try phase.trainer(sequenceCount: corpus.count)
        .pretrain(&model, on: corpus, using: chance.child("pre-training"))
      return (model, report)
    }
  }

  /// Phase 2: imitation of experts.
  mutating func fineTune(
    _ pretrained: Artifact<any LanguageModel>, sharing cache: inout ArtifactCache
  ) throws -> Artifact<any LanguageModel> {
    let chance = luck(of: settings.fineTuning)
    return try base(
      .fineTuning, ArmSettings.sections("fine_tuning"), from: [languageKey, pretrained.key],
      chance: chance, sharing: &cache
    ) { replication in
      var model = pretrained.value
      let phase = replication.settings.fineTuning
      guard !phase.isSkipped else { return (model, TrainingReport()) }
      var luck = chance.child("demonstrations")
      let demonstrations = replication.world.demonstrations(count: phase.amount, using: &luck)
      let report = try phase.trainer(sequenceCount: demonstrations.count)
        .fineTune(&model, on: demonstrations, using: chance.child("fine-tuning"))
      return (model, report)
    }
  }

  /// Fine-tuning once more, on what people wrote themselves: corrections and demonstrations.
  mutating func learnWriting(
    _ written: [Response], of outcome: Artifact<FeedbackOutcome>,
    from fineTuned: Artifact<any LanguageModel>, sharing cache: inout ArtifactCache
  ) throws -> Artifact<any LanguageModel> {
    let chance = luck(of: .feedback).child("learning from writing")
    return try result(
      of: .writing, ArmSettings.sections("fine_tuning"), from: [outcome.key, fineTuned.key],
      chance: chance, sharing: &cache
    ) { replication, _ in
      try replication.imitate(written, from: fineTuned.value, using: chance)
    }
  }

  /// A model after fine-tuning on some responses, in the manner of phase 2.
  func imitate(
    _ written: [Response], from model: any LanguageModel, using stream: RandomStream
  ) throws -> (any LanguageModel, TrainingReport) {
    var model = model
    let report = try settings.fineTuning.trainer(sequenceCount: written.count)
      .fineTune(&model, on: written, using: stream)
    return (model, report)
  }

  /// The model that a reward model of an architecture of its own begins from: pre-trained and fine-tuned on what the
  /// policy was.
  mutating func prepareRewardModel(sharing cache: inout ArtifactCache) throws {
    guard let architecture = settings.rewardModelArchitecture else { return }
    var own = arm
    own.settings.model = architecture
    var other = Replication(
      world: world, arm: own, number: number, stream: stream, store: store, report: report)
    let pretrained = try other.pretrain(sharing: &cache)
    rewardModelStart = try other.fineTune(pretrained, sharing: &cache)
  }

  /// Phase 3, second half: a model learns to predict what people prefer.
  mutating func fitRewardModel(
    to evidence: TrainingExamples, of outcome: Artifact<FeedbackOutcome>,
    from start: Artifact<any LanguageModel>, sharing cache: inout ArtifactCache
  ) throws -> Artifact<any RewardModel> {
    let chance = luck(of: .rewardModel).child("reward model")
    return try result(
      of: .rewardModel, ConsensusSettings.declared + RewardModelMethods.settings,
      from: [outcome.key, start.key] + (rewardModelStart.map { [$0.key] } ?? []), chance: chance,
      sharing: &cache
    ) { replication, _ in
      guard !evidence.isEmpty || !replication.settings.rewardModelMethod.needsEvidence else {
        throw NoPreferences(questionCount: replication.settings.feedback.questions)
      }
      return try replication.fittedRewardModel(to: evidence, from: start.value, using: chance)
    }
  }

  /// A reward model of some evidence; its scale is settled on fresh responses of the model that people
  /// were asked about.
  func fittedRewardModel(
    to evidence: TrainingExamples, from fineTuned: any LanguageModel, using stream: RandomStream
  ) throws -> (any RewardModel, TrainingReport) {
    var model = settings.rewardModelMethod.model(
      settings.values, from: rewardModelStart?.value ?? fineTuned, in: world)
    let report = try model.fit(to: evidence, using: stream)
    // Their number is fixed: how models are measured must not change what they are.
    let prompts = measuring(by: .rewardModel).prompts(
      from: world.prompts(in: .training), label: "normalisation", count: 256)
    let rollouts = RolloutEngine(environment: world).run(
      fineTuned, on: prompts, using: luck(of: .rewardModel).child("normalisation"))
    model.normalize(on: rollouts.map(\.response))
    return (model, report)
  }
}

/// A campaign that left nothing to learn from.
struct NoPreferences: Error, Sendable, CustomStringConvertible {
  /// How many questions were to be asked.
  var questionCount: Int

  var description: String {
    "of \(questionCount) questions none has an answer to learn from: too few of the form that is learnt from, or a "
      + "defence, gold questions, ties or skips have left none (the run's answers/ folder has them all); ask more questions, or be "
      + "milder with annotators"
  }
}
