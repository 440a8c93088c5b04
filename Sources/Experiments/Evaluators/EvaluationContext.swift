import Evaluation
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
  private let written: [(rollouts: [Rollout], episodes: [Episode])]
  /// The models head to head, once they have met; `nil` where the settings want no contest.
  var contest: Contest?
  private let partNames: [Metric.Division: [String]]

  /// Lets the model of every phase write to the same held-out prompts.
  init(
    of replication: Replication<World>, lesson: Replication<World>.Lesson,
    pretrained: any LanguageModel, fineTuned: any LanguageModel, start: any LanguageModel,
    policy: any Policy
  ) {
    self.replication = replication
    self.lesson = lesson
    self.start = start
    let measuring = replication.measuring
    let prompts = measuring.heldOutPrompts()
    self.fineTuned = fineTuned
    policies = [LanguageModelPolicy(pretrained), LanguageModelPolicy(fineTuned), policy]
    written = policies.map { policy in
      let rollouts = measuring.rollouts(of: policy, on: prompts, label: "held-out prompts")
      return (rollouts, measuring.episodes(rollouts))
    }
    self.prompts = prompts
    partNames = Dictionary(
      uniqueKeysWithValues: Metric.Division.allCases.map {
        ($0, replication.world.parts(by: $0))
      })
  }

  var world: World { replication.world }
  var settings: ArmSettings { replication.settings }
  var stream: RandomStream { replication.stream }
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
