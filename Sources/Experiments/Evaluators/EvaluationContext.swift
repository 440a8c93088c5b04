import Evaluation
import Feedback
import Networks
import Randomness
import RewardModeling
import Rollouts
import SandboxCore

/// What a replication left, to be measured.
struct EvaluationContext<World: Environment> {
  /// The replication, with its record so far.
  let replication: Replication<World>
  /// What people left behind.
  let lesson: Replication<World>.Lesson
  /// The policy that phase 4 began with.
  let start: any LanguageModel
  /// The model that annotators were asked about.
  let fineTuned: any LanguageModel
  /// The policies to be measured, by ``ModelPhase``.
  private let policies: [any Policy]
  /// Held-out prompts, the same for all models.
  let prompts: [Prompt]
  /// What each model writes to them, and what that is truly worth.
  private let written: [Written]
  /// Two responses of the fine-tuned model to each of some prompts, by where these are from; none where no
  /// reward model is to be measured.
  let pairs: [PromptSplit: [Question]]
  /// The models head to head, once they have met; `nil` where the settings want no contest.
  var contest: Contest?
  private let partNames: [Metric.Division: [String]]

  /// What a model writes to held-out prompts, and what that is truly worth.
  private struct Written: Sendable {
    var rollouts: [Rollout]
    var episodes: [Episode]
  }

  /// Lets the model of every phase write to the same held-out prompts; what other arms have let the same
  /// models write is taken from them.
  init(
    of replication: Replication<World>, lesson: Replication<World>.Lesson,
    pretrained: Artifact<any LanguageModel>, fineTuned: Artifact<any LanguageModel>,
    start: any LanguageModel, policy: any Policy, sharing cache: inout ArtifactCache
  ) {
    self.replication = replication
    self.lesson = lesson
    self.start = start
    let measuring = replication.measuring
    let luck = measuring.stream
    let prompts = measuring.heldOutPrompts()
    self.fineTuned = fineTuned.value
    policies = [
      LanguageModelPolicy(pretrained.value), LanguageModelPolicy(fineTuned.value), policy,
    ]
    func write(_ policy: any Policy) -> Written {
      let rollouts = measuring.rollouts(of: policy, on: prompts, label: "held-out prompts")
      return Written(rollouts: rollouts, episodes: measuring.episodes(rollouts))
    }
    func shared<Value: Sendable>(
      _ name: String, of model: Artifact<any LanguageModel>, _ count: Int, compute: () -> Value
    ) -> Value {
      let key = [name, replication.worldKey, model.key, "\(count)", "\(luck.identity)"]
        .joined(separator: "|")
      return cache.result(key, compute: compute).value
    }
    written =
      zip([pretrained, fineTuned], policies).map { model, policy in
        shared("held-out prompts", of: model, prompts.count) { write(policy) }
      } + [write(policy)]
    self.prompts = prompts
    var pairs: [PromptSplit: [Question]] = [:]
    let pairCount = replication.settings.evaluation.pairs
    for (split, label) in [
      (PromptSplit.heldOutPrompts, "pairs"), (.heldOutTopics, "pairs on held-out topics"),
    ] where lesson.rewardModel != nil {
      pairs[split] = shared(label, of: fineTuned, pairCount) {
        QuestionSampler(engine: RolloutEngine(environment: replication.world)).questions(
          pairCount, from: fineTuned.value, prompts: replication.world.prompts(in: split),
          using: luck.child(label))
      }
    }
    self.pairs = pairs
    partNames = Dictionary(
      uniqueKeysWithValues: Metric.Division.allCases.map {
        ($0, replication.world.parts(by: $0))
      })
  }

  var world: World { replication.world }
  var settings: ArmSettings { replication.settings }
  /// All chance of measuring.
  var stream: RandomStream { replication.luck(of: .evaluation) }
  var measuring: ModelMeasurement<World> { replication.measuring }
  var rewardModel: (any RewardModel)? { lesson.rewardModel?.value }
  var attributeNames: [String] { world.attributes.map(\.name) }

  func policy(_ phase: ModelPhase) -> any Policy { policies[phase.rawValue] }
  func rollouts(_ phase: ModelPhase) -> [Rollout] { written[phase.rawValue].rollouts }
  func episodes(_ phase: ModelPhase) -> [Episode] { written[phase.rawValue].episodes }

  /// Things sorted by the topic or family of their prompts; parts without any are left out.
  func parts<Item>(
    _ items: [Item], by division: Metric.Division, prompt: (Item) -> Prompt
  ) -> [(name: String, items: [Item])] {
    (partNames[division] ?? []).compactMap { part in
      let own = items.filter { prompt($0).part(by: division) == part }
      return own.isEmpty ? nil : (part, own)
    }
  }
}
