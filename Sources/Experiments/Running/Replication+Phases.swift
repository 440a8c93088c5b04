import Aggregation
import Annotators
import Feedback
import Networks
import Randomness
import RewardModeling
import Rollouts
import SandboxCore
import SupervisedTraining

extension Replication {
  /// A model with fresh parameters, of the arm's architecture and the world's vocabulary.
  func untrainedModel() -> any LanguageModel {
    let shape = settings.model
    switch shape.kind {
    case .decoder:
      return Decoder<Float>(
        shape: DecoderShape(
          vocabularyCount: world.vocabulary.count, contextLength: world.contextLength,
          width: shape.width, layerCount: shape.layers, headCount: shape.heads),
        using: stream.child("initial weights"))
    case .nGram:
      return NGramTable(
        vocabularyCount: world.vocabulary.count, order: shape.order,
        contextLength: world.contextLength)
    }
  }

  /// Phase 1: next-token prediction on what the world is full of.
  func pretrain() throws -> (any LanguageModel, TrainingReport) {
    var model = untrainedModel()
    guard settings.pretraining.amount > 0 else { return (model, TrainingReport()) }
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
    var chance = stream.child("demonstrations")
    let demonstrations = world.demonstrations(count: settings.fineTuning.amount, using: &chance)
    let report = try settings.fineTuning.trainer(sequenceCount: demonstrations.count)
      .fineTune(&model, on: demonstrations, using: stream.child("fine-tuning"))
    return (model, report)
  }

  /// Phase 3, first half: people compare responses of the fine-tuned model.
  mutating func askPeople(
    about policy: any LanguageModel, sharing cache: inout PhaseCache
  ) throws -> [Judgement] {
    let judgements = try phase(
      "feedback", sharing: &cache,
      reading: Self.pretrainingSections + ["fine_tuning", "annotators", "feedback"]
    ) { replication in
      var pool = try replication.pool(withTrolls: true)
      let (judgements, _) = replication.settings.feedback.campaign.collect(
        from: policy, prompts: replication.world.prompts(in: .training),
        engine: RolloutEngine(environment: replication.world), pool: &pool,
        using: replication.stream.child("feedback"))
      return (judgements, TrainingReport())
    }
    return judgements
  }

  /// What the answers cost; nothing where nobody was asked.
  mutating func noteCost(of judgements: [Judgement]) throws {
    let ledger = CostLedger(judgements)
    try note("labels", Double(ledger.answers))
    try note("cost_dollars", ledger.dollars)
    try note("annotator_hours", ledger.hours)
  }

  /// The people of this replication.
  func pool(withTrolls: Bool) throws -> AnnotatorPool {
    try AnnotatorPool(
      settings.annotators.population(withTrolls: withTrolls), groups: world.groups,
      attributes: world.attributes, using: stream.child("people"))
  }

  /// Phase 3, second half: a model learns to predict what people prefer.
  mutating func fitRewardModel(
    to judgements: [Judgement], from fineTuned: any LanguageModel, sharing cache: inout PhaseCache
  ) throws -> SequenceRewardModel {
    try phase("reward model", sharing: &cache, reading: Self.rewardSections) { replication in
      var model = SequenceRewardModel(
        model: fineTuned, settings: replication.settings.rewardModel.training)
      let preferences = MajorityVote().preferences(from: judgements)
      guard !preferences.isEmpty else {
        throw NoPreferences(questionCount: replication.settings.feedback.comparisons)
      }
      let report = try model.fit(to: preferences, using: replication.stream.child("reward model"))
      // The scale is settled on fresh responses of the model that people were asked about.
      let prompts = replication.measuring.prompts(
        from: replication.world.prompts(in: .training), label: "normalisation")
      let rollouts = RolloutEngine(environment: replication.world).run(
        fineTuned, on: prompts, using: replication.stream.child("normalisation"))
      model.normalize(on: rollouts.map(\.response))
      return (model, report)
    }
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
  mutating func optimize(
    _ start: any LanguageModel, by rewardModel: SequenceRewardModel?,
    sharing cache: inout PhaseCache
  ) throws -> any LanguageModel {
    let sections = Self.rewardSections + ["policy_optimization", "evaluation"]
    return try phase("policy optimisation", sharing: &cache, reading: sections) { replication in
      let settings = replication.settings
      var policy = start
      guard settings.policyOptimization.iterations > 0 else { return (policy, TrainingReport()) }
      let signal: any RewardSignal =
        rewardModel.map { LearnedReward(model: $0) } ?? TrueReward(environment: replication.world)
      let optimizer = settings.policyOptimization.optimizer(
        isText: !settings.world.name.isBoard && settings.world.name != .tiny)
      var progress = TrainingReport()
      let measuring = replication.measuring
      try measuring.note(policy, against: start, rewardModel, at: 0, in: &progress)
      let (name, number, events) = (replication.arm.name, replication.number, replication.report)
      var report = try optimizer.improve(
        &policy, reference: start, in: replication.world,
        prompts: replication.world.prompts(in: .training), reward: signal,
        using: replication.stream.child("policy optimisation")
      ) { iteration, current in
        let done = iteration + 1
        let total = settings.policyOptimization.iterations
        events(.advanced(arm: name, replication: number, share: Double(done) / Double(total)))
        if done % settings.evaluation.interval == 0 || done == total {
          try measuring.note(current, against: start, rewardModel, at: done, in: &progress)
        }
      }
      report.points += progress.points
      return (policy, report)
    }
  }
}

/// A campaign that left nothing to learn from.
struct NoPreferences: Error, Sendable, CustomStringConvertible {
  /// How many comparisons were asked for.
  var questionCount: Int

  var description: String {
    "reward model: of \(questionCount) comparisons none has an answer to learn from; "
      + "ask for more comparisons, or let the fine-tuned model vary its responses"
  }
}
