import SandboxCore

/// `text.town`: the toy English that people read, and the world of a scenario that names none.
public struct TownDefinition: WorldDefinition {
  /// `text.town`
  public let name = "text.town"
  /// What it is.
  public let summary =
    "A town in a readable toy English: advice, questions, summaries, translations."
  /// Length, and a courtesy.
  public let targets = (attribute: "length", words: "take care")

  /// What a laptop's minute allows, found by hand on the first seeds of `01-four-phases`: enough
  /// pre-training to know the world, few enough demonstrations to leave something to learn, a KL penalty
  /// that stops near where the reward model's advice stops being good.
  public let recommended: [String: SettingValue] = [
    "pretraining.corpus_tokens": 600_000, "pretraining.batch_size": 16,
    "fine_tuning.demonstrations": 4000, "fine_tuning.epochs": 3, "fine_tuning.batch_size": 16,
    "fine_tuning.learning_rate": 2e-3,
    "feedback.questions": 5000,
    "reward_model.batch_size": 16, "reward_model.learning_rate": 5e-4,
    "policy_optimization.iterations": 12, "policy_optimization.episodes": 512,
    "policy_optimization.epochs": 2, "policy_optimization.minibatches": 8,
    "policy_optimization.learning_rate": 5e-4, "policy_optimization.kl_coefficient": 0.3,
    "policy_optimization.early_stop_kl": 0.1, "policy_optimization.missing_end_penalty": 1,
    "evaluation.interval": 2,
  ]

  /// The definition.
  public init() {}

  /// The town.
  public func world(_ values: SettingValues) -> any Environment {
    TownWorld(constraints: values.group(WorldSettings.self).constraints)
  }
}
