import Foundation
import Networks
import PolicyOptimization
import Randomness
import RewardModeling
import SandboxCore

extension EpisodeWalker {
  /// A walker of the models that a replication of a run left.
  ///
  /// - Parameters:
  ///   - experiment: what was run.
  ///   - arm: the arm.
  ///   - record: the replication's record.
  ///   - world: the arm's world.
  ///   - models: the folder of the replication's models.
  /// - Throws: ``InspectionProblem`` when the arm's policy is no language model; ``ModelFolderProblem``.
  public init(
    of experiment: Experiment, arm: Arm, record: ReplicationRecord, in world: World, models: URL
  ) throws {
    func folder(_ name: String) -> URL? {
      let folder = models.appending(path: name, directoryHint: .isDirectory)
      return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }
    func model(_ name: String) throws -> any LanguageModel {
      try ModelFolder.readPolicy(
        models.appending(path: name, directoryHint: .isDirectory), words: world.vocabulary.words,
        contextLength: world.contextLength, world: world.name)
    }
    let settings = arm.settings
    let method = settings.policyOptimization.method
    guard folder("policy") != nil || !(PolicyMethods.all.named(method) is any DirectMethod) else {
      throw InspectionProblem(
        what: "the policy of \(arm.name) is no language model: policy_optimization.method is "
          + "\(method), which makes no model of its own",
        remedy: "name an arm whose method trains a model, or run the scenario with "
          + "--set policy_optimization.method=ppo")
    }
    let replication = Replication(
      world: world, arm: arm, number: record.number,
      stream: RandomStream(seed: experiment.seed).child("replication").child(record.number),
      report: { _ in })
    let taught = folder("taught") == nil ? "fine-tuned" : "taught"
    let reference: any LanguageModel =
      switch settings.policyOptimization.start {
      case .fineTuned: try model(taught)
      case .pretrained: try model("pretrained")
      case .untrained: replication.untrainedModel()
      }
    var notes: [String] = []
    var rewardModel: (any RewardModel)?
    if settings.fitsRewardModel, settings.rewardModelCount > 1 {
      notes.append(
        "\(settings.rewardModelCount) reward models judged together here. They are not put together again, so that "
          + "what was paid is left out; `rlhf score` reads each of them.")
    } else if let folder = folder("reward") {
      let contents = try ModelFolder.readReward(
        folder, words: world.vocabulary.words, contextLength: world.contextLength,
        world: world.name)
      if let note = RewardTrace.note(on: contents) { notes.append(note) }
      rewardModel = SequenceRewardModel(contents)
    } else if settings.policyOptimization.reward == .rewardModel,
      !settings.rewardModelMethod.needsEvidence
    {
      // What is known and not learnt is made again.
      rewardModel = try replication.fittedRewardModel(
        to: TrainingExamples(), from: try model(taught),
        using: replication.luck(of: .rewardModel).child("reward model")
      ).0
    }
    if settings.fitsRewardModel, rewardModel == nil, notes.isEmpty {
      notes.append(
        "This run kept no reward model (reward_model.method is "
          + "\(settings.rewardModelMethod.name)), so that what was paid is left out.")
    }
    if !settings.group(ConstraintSettings.self).attribute.isEmpty {
      notes.append("What the constraint charged for is left out of what was paid.")
    }
    if settings.policyGradient.groups != .pooled {
      notes.append(
        "policy_optimization.groups is \(settings.policyGradient.groups.rawValue): what was learnt from is not the reward that is shown as paid."
      )
    }
    if settings.policyGradient.baseline == .bestOfGroup {
      notes.append(
        "The best answer to each prompt was imitated, and the others were not learnt from; advantages do not show that."
      )
    }
    if settings.policyGradient.divergence == .chiSquared {
      notes.append("The price at the last token is that of chi-squared, for the whole response.")
    }
    self.init(
      world: world, settings: settings, policy: try model("policy"), reference: reference,
      rewardModel: rewardModel,
      klCoefficient: Self.klCoefficient(of: settings.policyGradient, in: record))
    self.notes = notes
  }

  /// β at the end of the training: as set, or where the adaptive penalty was at the last iteration.
  private static func klCoefficient(of ppo: PolicyGradient.Settings, in record: ReplicationRecord)
    -> Double
  {
    guard ppo.kl == .adaptive else { return ppo.klPenalty.initialCoefficient }
    let points = record.phases.flatMap(\.report.points).filter { $0.metric == "kl_coefficient" }
    return points.last?.value ?? ppo.klPenalty.initialCoefficient
  }
}
