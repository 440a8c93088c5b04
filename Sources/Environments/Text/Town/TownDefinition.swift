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

  /// What shows known differences between annotators (perfect, noisy, coins) on the policy, found on the seed 1
  /// of a bench of its own; `docs/recipe.md` says what was tried.
  public let recommended: [String: SettingValue] = [
    "pretraining.corpus_tokens": 3_000_000, "pretraining.batch_size": 16,
    "pretraining.optimizer": "muon", "pretraining.learning_rate": 6e-3,
    "fine_tuning.demonstrations": 8000, "fine_tuning.epochs": 4, "fine_tuning.batch_size": 16,
    "fine_tuning.optimizer": "muon", "fine_tuning.learning_rate": 2e-3,
    "feedback.questions": 5000,
    "reward_model.batch_size": 16, "reward_model.reading": "every-token",
    "reward_model.normalization": "predictive-fit",
    "policy_optimization.iterations": 60, "policy_optimization.epochs": 1,
    "policy_optimization.optimizer": "muon", "policy_optimization.learning_rate": 3e-3,
    "policy_optimization.group_size": 4, "policy_optimization.baseline": "leave-one-out",
    "policy_optimization.kl_coefficient": 0.2,
    "policy_optimization.missing_eos_penalty": 1,
    "evaluation.episodes": 4096, "evaluation.pairs": 4096, "evaluation.interval": 10,
  ]

  /// The definition.
  public init() {}

  /// The town.
  public func world(_ values: SettingValues) -> any Environment {
    TownWorld(constraints: values.group(WorldSettings.self).constraints)
  }
}
