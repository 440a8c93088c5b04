import Aggregation
import Networks
import PolicyOptimization
import Randomness
import RewardModeling
import Rollouts
import SandboxCore

// Phase 4.
extension Replication {
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
        guard replication.settings.policyGradient.iterations > 0 else {
          return (LanguageModelPolicy(start.value), TrainingReport())
        }
        let policy = method.policy(
          from: start.value, by: reward, in: replication.world, replication.settings.values,
          using: replication.luck(of: .policyOptimization).child("policy optimisation"))
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
    guard settings.policyGradient.iterations > 0 else { return LanguageModelPolicy(start.value) }
    let optimizer = method.optimizer(settings.values)
    let evidence = lesson.evidence
    let isEmpty =
      method.evidence == .comparisons ? evidence.preferences.isEmpty : evidence.approvals.isEmpty
    let inputs =
      [start.key, lesson.outcome.key] + settings.written(ConsensusSettings.declared)
    let policy = try policy(from: inputs, sharing: &cache) { replication in
      guard !isEmpty else {
        throw NoPreferences(questionCount: replication.settings.feedback.questions)
      }
      let training = optimizer.begin(
        start.value, reference: start.value, in: replication.world,
        prompts: replication.world.prompts(in: .training), on: evidence,
        using: replication.luck(of: .policyOptimization).child("policy optimisation"))
      let (model, report) = try replication.optimize(
        training, heldTo: start.value, by: UnaskedReward(), nil)
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

/// Stands where a method that learns from comparisons needs no judge; whoever asks it has made a mistake, and is not
/// given the truth.
private struct UnaskedReward: RewardSignal {
  let name = "none"
  func rewards(for responses: [Response]) -> [Double] {
    preconditionFailure("a policy that learns from comparisons asked for a reward")
  }
}
