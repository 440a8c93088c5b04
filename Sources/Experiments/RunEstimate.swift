import PolicyOptimization
import Environments
import SandboxCore

/// What a run will ask for and leave, before it is run.
///
/// Seconds are the phases' tokens times what one took on the machine of `docs/benchmarks.md`, for a decoder in
/// proportion to its parameters. What arms of a replication share is counted for each. For the scenarios that ship
/// it comes to between 0.5 and 1.7 of what they took.
public struct RunEstimate: Sendable {
  /// Answers of annotators and AI judges, where no budget ends the campaign before.
  public var labels = 0
  /// Seconds of one core for all arms and replications, once base models are kept.
  public var seconds = 0.0
  /// Pre-trained and fine-tuned models that are made unless they are kept from an earlier run.
  public var bases = 0
  /// Seconds of one core to make all of them.
  public var baseSeconds = 0.0
  /// Bytes of the run's folder.
  public var bytes = 0.0
  /// What is set and can change nothing, each with the names of the arms in which it is so.
  public var idle: [(note: String, arms: [String])] = []

  /// Looks ahead.
  ///
  /// - Throws: ``ModelFolderProblem`` when an opponent's model cannot be used.
  public init(_ experiment: Experiment) throws {
    var worlds = WorldCache()
    var bases: Set<[String]> = []
    for arm in experiment.arms {
      let world = try worlds.world(arm.settings)
      for note in arm.settings.idleSettings(in: world) {
        if let index = idle.firstIndex(where: { $0.note == note }) {
          idle[index].arms.append(arm.name)
        } else {
          idle.append((note, [arm.name]))
        }
      }
      let one = Arm(arm.settings, in: world)
      let count = Double(experiment.replications)
      labels += one.labels * experiment.replications
      seconds += one.seconds * count
      bytes += one.bytes * count
      let (pretraining, fineTuning) = (arm.settings.pretraining, arm.settings.fineTuning)
      let isShared = pretraining.isShared && fineTuning.isShared
      let copies = isShared ? 1 : experiment.replications
      let base =
        Worlds.settings.filter { !WorldSettings.isOfReward($0) }
        + ArmSettings.sections("model", "pretraining", "fine_tuning")
      guard bases.insert(base.map { arm.settings[$0].description }).inserted else { continue }
      self.bases += copies
      baseSeconds += one.baseSeconds * Double(copies)
    }
  }

  /// One arm of one replication.
  private struct Arm {
    var labels: Int
    var seconds: Double
    var baseSeconds: Double
    var bytes: Double

    init(_ settings: ArmSettings, in world: any Environment) {
      let numbers = settings.model.numberCount(
        words: world.vocabulary.count, contextLength: world.contextLength)
      // Microseconds of a token that is learnt from, or sampled, by the town's model of 125,000 numbers. The logits
      // of a large vocabulary are computed twice rather than kept.
      let words = world.vocabulary.count
      let logits = words > 1024 ? Double(words * settings.model.width) : 0
      let isDecoder = settings.model.kind == .decoder
      let (learning, sampling) =
        isDecoder
        ? (7e-6 * (numbers + logits) / 125_000, 5e-6 * numbers / 125_000) : (7e-7, 5e-7)
      let own = settings.rewardModelArchitecture
      let ownNumbers =
        own?.numberCount(words: world.vocabulary.count, contextLength: world.contextLength)
        ?? numbers
      let ownLearning = own == nil ? learning : 7e-6 * ownNumbers / 125_000
      // Few texts are as long as they may be; games mostly are.
      let length = (world.wholeGamePrompts.isEmpty ? 0.4 : 0.75) * Double(world.contextLength)
      baseSeconds =
        1.3 * (own == nil ? learning : learning + ownLearning)
        * (Double(settings.pretraining.amount * settings.pretraining.epochs)
          + Double(settings.fineTuning.amount * settings.fineTuning.epochs) * length)
      let feedback = settings.feedback
      let questions = settings.asksAnnotators ? Double(feedback.questions) : 0
      let judges = settings.annotators.population.aiJudgeAccounts
      let share = judges > 0 ? feedback.aiJudgeShare : 0
      let panel = Double(settings.campaign.aiJudgesPerQuestion)
      labels = Int(
        (questions * ((1 - share) * Double(feedback.annotatorsPerQuestion) + share * panel))
          .rounded())
      let shown = Double(feedback.mostShown)
      let sampled = questions * shown * Double(feedback.candidates)
      var seconds = sampled * length * sampling + Double(labels) * 5e-6
      if settings.asksAnnotators, settings.fitsRewardModel,
        settings.rewardModelMethod.needsEvidence
      {
        let passes = Double(settings.rewardModelPasses)
        seconds +=
          questions * shown
          * (settings.learnsByNetwork ? passes * length * ownLearning * 0.8 : 1e-4)
      }
      let ppo = settings.policyGradient
      if settings.policyMethod is any PreferenceMethod {
        let direct = settings.group(DirectPreferenceOptimizer.Settings.self)
        let steps = (questions / Double(direct.batchSize) + 1) * Double(direct.epochs)
        seconds += questions * shown * Double(direct.epochs) * length * learning
        seconds += steps / Double(direct.klInterval) * 256 * length * 2 * sampling
      } else if settings.policyMethod is BestOfNMethod {
        seconds +=
          Double(settings.evaluation.episodes * settings.group(BestOfNMethod.Settings.self).n)
          * length * 2 * sampling
      } else if settings.policyMethod is ExactMethod || settings.policyMethod is TabularMethod {
        seconds += 25 * sampling * Self.listedActions(settings, in: world)
      } else if settings.policyMethod is any IterativeMethod {
        let episodes = Double(ppo.iterations * ppo.episodesPerIteration)
        seconds += episodes * length * (sampling + Double(ppo.epochs) * learning)
      }
      seconds += 0.3 + Double(settings.evaluation.episodes) * length * 4 * sampling
      seconds += 64 * Double(settings.evaluation.bestOfSamples) * length * 2 * sampling
      self.seconds = seconds
      bytes =
        (3 * numbers + Double(settings.rewardModelCount) * ownNumbers) * 4 + Double(labels) * 700
        + 20_000
    }

    /// What the agent may do in all states of the prompts that a listed policy is measured on: each is read, and judged,
    /// several times.
    private static func listedActions(_ settings: ArmSettings, in world: any Environment) -> Double
    {
      func actions(_ prompt: Prompt) -> Int {
        (try? EpisodeTree(of: prompt, in: world))?.actionCount ?? 0
      }
      let heldOut = world.prompts(in: .heldOutPrompts)
      let count = min(heldOut.count, settings.evaluation.episodes)
      let games = world.wholeGamePrompts.reduce(0) { $0 + actions($1) }
      return Double(games + count * (heldOut.first.map(actions) ?? 0))
    }
  }
}
