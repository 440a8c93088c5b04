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

  /// The policy that phase 4 begins with, and is held to.
  func startingPoint(
    pretrained: Artifact<any LanguageModel>, fineTuned: Artifact<any LanguageModel>
  ) -> Artifact<any LanguageModel> {
    switch settings.policyOptimization.start {
    case .fineTuned: fineTuned
    case .pretrained: pretrained
    case .untrained:
      Artifact(
        key: ([languageKey] + settings.written(ArmSettings.sections("model", "pretraining")))
          .joined(separator: "|"), value: untrainedModel())
    }
  }

  /// Phase 4, where there is something to learn from: after demonstrations alone the model that imitates them is
  /// the policy.
  mutating func policy(
    from start: Artifact<any LanguageModel>, after lesson: inout Lesson,
    sharing cache: inout ArtifactCache
  ) throws -> any Policy {
    if let method = settings.policyMethod as? any PreferenceMethod {
      return try policy(by: method, from: start, after: &lesson, sharing: &cache)
    }
    let judge = lesson.rewardModel
    guard settings.policyOptimization.reward == .trueReward || judge != nil else {
      return LanguageModelPolicy(start.value)
    }
    let begun = lesson.outcome.value.training
    let inputs = [start.key, judge?.key ?? worldKey] + (begun == nil ? [] : [lesson.outcome.key])
    return try policy(from: inputs, sharing: &cache) { replication in
      let reward: any RewardSignal =
        judge.map { LearnedReward(model: $0.value) } ?? TrueReward(environment: replication.world)
      if let method = replication.settings.policyMethod as? any DirectMethod {
        guard replication.settings.ppo.iterations > 0 else {
          return (LanguageModelPolicy(start.value), TrainingReport())
        }
        let policy = method.policy(
          from: start.value, by: reward, in: replication.world, replication.settings.values)
        return (policy, TrainingReport())
      }
      let (model, report) = try replication.optimize(
        begun ?? replication.policyTraining(from: start.value), heldTo: start.value, by: reward,
        judge?.value)
      return (LanguageModelPolicy(model), report)
    }
  }

  /// Phase 4 without a reward model: the policy learns from the comparisons, and leaves its implicit reward.
  private mutating func policy(
    by method: any PreferenceMethod, from start: Artifact<any LanguageModel>,
    after lesson: inout Lesson, sharing cache: inout ArtifactCache
  ) throws -> any Policy {
    let optimizer = method.optimizer(settings.values)
    let preferences = lesson.evidence.preferences
    let inputs =
      [start.key, lesson.outcome.key] + settings.written(ConsensusSettings.declared)
    let policy = try policy(from: inputs, sharing: &cache) { replication in
      guard !preferences.isEmpty else {
        throw NoPreferences(questionCount: replication.settings.feedback.questions)
      }
      let training = optimizer.begin(
        start.value, reference: start.value, in: replication.world,
        prompts: replication.world.prompts(in: .training), on: preferences,
        using: replication.luck(of: .policyOptimization).child("policy optimisation"))
      let (model, report) = try replication.optimize(
        training, heldTo: start.value, by: TrueReward(environment: replication.world), nil)
      return (LanguageModelPolicy(model), report)
    }
    if let model = policy.languageModel {
      let implicit = ImplicitReward(
        of: model, reference: start.value, beta: optimizer.shared.klCoefficient, in: world)
      lesson.rewardModel = Artifact(key: "implicit", value: implicit)
    }
    return policy
  }

  /// Runs phase 4 unless another arm has done the same.
  private mutating func policy(
    from inputs: [String], sharing cache: inout ArtifactCache,
    run: (Replication) throws -> (any Policy, TrainingReport)
  ) throws -> any Policy {
    try result(
      of: .policyOptimization, PolicyMethods.settings, from: inputs,
      watching: ArmSettings.sections("evaluation").filter { $0.key != PhaseLuck.evaluation.key },
      chance: luck(of: .policyOptimization).child("policy optimisation"),
      sharing: &cache
    ) { replication, _ in try run(replication) }.value
  }

  /// Takes a training to its end, measured on held-out prompts as it goes.
  ///
  /// - Parameters:
  ///   - begun: the training, as earlier rounds have left it.
  ///   - reference: what it is held to.
  ///   - reward: the judge.
  ///   - rewardModel: the reward model, to be measured beside it.
  private func optimize(
    _ begun: any PolicyTraining, heldTo reference: any LanguageModel, by reward: any RewardSignal,
    _ rewardModel: (any RewardModel)?
  ) throws -> (any LanguageModel, TrainingReport) {
    var training = begun
    training.reference = reference
    let (first, end) = (training.iteration, training.iterationCount)
    guard first < end else { return (training.policy, TrainingReport()) }
    var progress = TrainingReport()
    // The seed of evaluation is for the end: on the way, policies of one luck are watched alike.
    let measuring = measuring(by: .policyOptimization)
    try measuring.note(
      training.policy, against: reference, rewardModel, at: first, in: &progress)
    var report = try training.advance(to: end, reward: reward) { current, latest in
      let done = current.iteration
      self.report(
        .advanced(
          arm: arm.name, replication: number, share: Double(done - first) / Double(end - first),
          values: latest.points))
      if done % settings.evaluation.interval == 0 || done == end || current.hasStopped {
        try measuring.note(
          current.policy, against: reference, rewardModel, at: done, in: &progress)
      }
    }
    report.points += progress.points
    return (training.policy, report)
  }

  /// The optimisation of a policy that is held to where it starts from, before its first iteration.
  func policyTraining(from start: any LanguageModel) -> any PolicyTraining {
    guard let method = settings.policyMethod as? any IterativeMethod else {
      preconditionFailure("\(settings.policyOptimization.method) does not learn by acting")
    }
    return method.optimizer(settings.values).begin(
      start, reference: start, in: world, prompts: world.prompts(in: .training),
      using: luck(of: .policyOptimization).child("policy optimisation"))
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
