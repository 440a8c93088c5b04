import SandboxCore

/// `text.vast`: the town's tasks in the vocabulary of a real language model, to see what becomes of a method where the
/// action space is massive.
///
/// A response of the town's own words is worth what it is worth in `text.town`. All other words are said by nobody:
/// they make a text gibberish, and a policy has to learn to leave 149 of 150 words alone. 50,257 is the vocabulary
/// of GPT-2 (Radford et al. 2019).
public struct VastTownDefinition: WorldDefinition {
  /// `text.vast`
  public let name = "text.vast"
  /// What it is.
  public let summary = "The town's tasks among 50,257 words, of which the town uses few."
  /// As in the town.
  public let targets = TownDefinition().targets
  /// The size of the vocabulary.
  public let settings = VastTownSettings.declared

  /// What suits the town, with less to learn from: a token costs some forty times as much.
  public let recommended = TownDefinition().recommended.merging([
    "pretraining.corpus_tokens": 600_000, "fine_tuning.demonstrations": 3000,
    "fine_tuning.epochs": 3, "feedback.questions": 3000,
    "policy_optimization.iterations": 40, "evaluation.episodes": 1024, "evaluation.pairs": 1024,
  ]) { $1 }

  /// The definition.
  public init() {}

  /// The town among strange words.
  public func world(_ values: SettingValues) -> any Environment {
    TownWorld(
      constraints: values.group(WorldSettings.self).constraints,
      vocabularyCount: values.group(VastTownSettings.self).vocabularyCount)
  }
}

/// What can be set of `text.vast`.
public struct VastTownSettings: SettingsGroup {
  /// `world`
  public static let section = "world"
  /// Words, the town's own included.
  public var vocabularyCount = 50_257

  /// As many as GPT-2 has.
  public init() {}

  /// The declarations.
  public static let settings: [GroupSetting<Self>] = [
    .integer(
      "vocabulary", \.vocabularyCount, 500...200_000,
      "Words of text.vast; all but the town's own mean nothing.",
      source: "Radford et al. 2019: 50257")
  ]
}
