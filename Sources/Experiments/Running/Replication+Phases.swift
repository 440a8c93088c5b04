import Networks
import PlainText
import PolicyOptimization
import Randomness
import RewardModeling
import Rollouts
import SandboxCore
import SupervisedTraining

extension Replication {
  /// The luck of one of the first two phases: the same in all scenarios, whatever their seed.
  private func luck(of seed: Int) -> RandomStream {
    RandomStream(seed: UInt64(seed)).child("base").child(number)
  }

  /// Runs one of the first two phases, unless another arm has done the same, or the store has the result.
  mutating func base(
    _ name: String, sharing cache: inout PhaseCache, reading sections: [String],
    run: (Replication) throws -> (any LanguageModel, TrainingReport)
  ) throws -> any LanguageModel {
    try phase(name, sharing: &cache, reading: sections) { replication in
      guard let store = replication.store,
        let key = replication.artifactKey(name, reading: sections)
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
          .notKept(phase: name, reason: "\(store.folder.path): \(SystemError.reason(error))"))
      }
      return (model, report)
    }
  }

  /// Raised whenever one of the first two phases comes to leave other numbers from the same settings.
  static var baseVersion: Int { 1 }

  /// Everything that the model of a phase depends on; `nil` where a file of the user's is part of it.
  private func artifactKey(_ phase: String, reading sections: [String]) -> String? {
    guard settings.board.opponentModel.isEmpty else { return nil }
    return "version \(Self.baseVersion)|\(Kernels.name)|replication \(number)|"
      + settings.key(phase, of: sections)
  }

  /// A model with fresh parameters, of the arm's architecture and the world's vocabulary.
  func untrainedModel() -> any LanguageModel {
    settings.model.untrained(
      vocabularyCount: world.vocabulary.count, contextLength: world.contextLength,
      using: luck(of: settings.pretraining.seed).child("initial weights"))
  }

  /// Phase 1: next-token prediction on what the world is full of.
  func pretrain() throws -> (any LanguageModel, TrainingReport) {
    var model = untrainedModel()
    guard settings.pretraining.amount > 0 else { return (model, TrainingReport()) }
    let stream = luck(of: settings.pretraining.seed)
    var chance = stream.child("corpus")
    let corpus = world.corpus(tokenCount: settings.pretraining.amount, using: &chance)
    let report = try settings.pretraining.trainer(sequenceCount: corpus.count)
      .pretrain(&model, on: corpus, using: stream.child("pre-training"))
    return (model, report)
  }

  /// Phase 2: imitation of experts.
  func fineTune(_ pretrained: any LanguageModel) throws -> (any LanguageModel, TrainingReport) {
    var model = pretrained
    guard settings.fineTuning.amount > 0 else { return (model, TrainingReport()) }
    let stream = luck(of: settings.fineTuning.seed)
    var chance = stream.child("demonstrations")
    let demonstrations = world.demonstrations(count: settings.fineTuning.amount, using: &chance)
    let report = try settings.fineTuning.trainer(sequenceCount: demonstrations.count)
      .fineTune(&model, on: demonstrations, using: stream.child("fine-tuning"))
    return (model, report)
  }

  /// Fine-tuning once more, on what people wrote themselves: corrections and demonstrations.
  mutating func learnWriting(
    _ written: [Response], from fineTuned: any LanguageModel, sharing cache: inout PhaseCache
  ) throws -> any LanguageModel {
    try phase("learning from writing", sharing: &cache, reading: feedbackSections) { replication in
      try replication.imitate(
        written, from: fineTuned, using: replication.stream.child("learning from writing"))
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

  /// Phase 3, second half: a model learns to predict what people prefer.
  mutating func fitRewardModel(
    to evidence: RewardEvidence, from fineTuned: any LanguageModel, sharing cache: inout PhaseCache
  ) throws -> SequenceRewardModel {
    try phase("reward model", sharing: &cache, reading: rewardSections) { replication in
      guard !evidence.isEmpty else {
        throw NoPreferences(questionCount: replication.settings.feedback.questions)
      }
      return try replication.fittedRewardModel(
        to: evidence, from: fineTuned, using: replication.stream.child("reward model"))
    }
  }

  /// A reward model of some evidence; its scale is settled on fresh responses of the model that people
  /// were asked about.
  func fittedRewardModel(
    to evidence: RewardEvidence, from fineTuned: any LanguageModel, using stream: RandomStream
  ) throws -> (SequenceRewardModel, TrainingReport) {
    var model = SequenceRewardModel(model: fineTuned, settings: settings.rewardModel)
    let report = try model.fit(to: evidence, using: stream)
    // Their number is fixed: how models are measured must not change what they are.
    let prompts = measuring.prompts(
      from: world.prompts(in: .training), label: "normalisation", count: 256)
    let rollouts = RolloutEngine(environment: world).run(
      fineTuned, on: prompts, using: self.stream.child("normalisation"))
    model.normalize(on: rollouts.map(\.response))
    return (model, report)
  }

  /// The policy that phase 4 begins with, and is held to.
  func startingPoint(
    pretrained: any LanguageModel, fineTuned: any LanguageModel
  ) -> any LanguageModel {
    switch settings.policyOptimization.start {
    case .fineTuned: fineTuned
    case .pretrained: pretrained
    case .untrained: untrainedModel()
    }
  }

  /// Phase 4: proximal policy optimisation, measured on held-out prompts as it goes.
  ///
  /// - Parameters:
  ///   - start: the reference, and where it starts from.
  ///   - begun: what earlier rounds have come to, which goes on instead.
  ///   - rewardModel: the judge; the world itself without one.
  mutating func optimize(
    _ start: any LanguageModel, continuing begun: (any PolicyTraining)? = nil,
    by rewardModel: SequenceRewardModel?, sharing cache: inout PhaseCache
  ) throws -> any LanguageModel {
    let sections = rewardSections + ["policy_optimization", "evaluation"]
    return try phase("policy optimisation", sharing: &cache, reading: sections) { replication in
      var training = begun ?? replication.policyTraining(from: start)
      training.reference = start
      let (first, end) = (training.iteration, training.iterationCount)
      guard first < end else { return (training.policy, TrainingReport()) }
      let signal: any RewardSignal =
        rewardModel.map { LearnedReward(model: $0) } ?? TrueReward(environment: replication.world)
      var progress = TrainingReport()
      let measuring = replication.measuring
      try measuring.note(training.policy, against: start, rewardModel, at: first, in: &progress)
      let (name, number, events) = (replication.arm.name, replication.number, replication.report)
      var report = try training.advance(to: end, reward: signal) { current in
        let done = current.iteration
        let share = Double(done - first) / Double(end - first)
        events(.advanced(arm: name, replication: number, share: share))
        if done % replication.settings.evaluation.interval == 0 || done == end {
          try measuring.note(current.policy, against: start, rewardModel, at: done, in: &progress)
        }
      }
      report.points += progress.points
      return (training.policy, report)
    }
  }

  /// The optimisation of a policy that is held to where it starts from, before its first iteration.
  func policyTraining(from start: any LanguageModel) -> any PolicyTraining {
    PPO(settings: settings.ppo).begin(
      start, reference: start, in: world, prompts: world.prompts(in: .training),
      using: stream.child("policy optimisation"))
  }
}

/// A campaign that left nothing to learn from.
struct NoPreferences: Error, Sendable, CustomStringConvertible {
  /// How many questions were to be asked.
  var questionCount: Int

  var description: String {
    "reward model: of \(questionCount) questions none has an answer to learn from; "
      + "ask more questions, or let the fine-tuned model vary its responses"
  }
}
