import SandboxCore

/// `text.tiny`: the text world in which everything can be listed.
public struct TinyTextDefinition: WorldDefinition {
  /// `text.tiny`
  public let name = "text.tiny"
  /// What it is.
  public let summary = "Short strings of a few letters, of which everything can be listed."
  /// Rising letters, and the first of them.
  public let targets = (attribute: "rises", words: "a")
  /// Letters and length.
  public let settings = TinyTextSettings.declared

  /// A table of n-grams knows so small a world exactly.
  public let recommended: [String: SettingValue] = [
    "model.kind": "n-gram", "model.order": 5,
    "pretraining.corpus_tokens": 10_000, "pretraining.learning_rate": 1e-2,
    "fine_tuning.demonstrations": 500, "fine_tuning.epochs": 2, "fine_tuning.learning_rate": 1e-2,
    "reward_model.learning_rate": 1e-2, "reward_model.epochs": 4,
    "policy_optimization.iterations": 30, "policy_optimization.episodes_per_iteration": 512,
    "policy_optimization.learning_rate": 1e-2, "policy_optimization.kl_coefficient": 0.1,
    "policy_optimization.value_coefficient": 0.5, "policy_optimization.target_kl": 0.05,
    // A table moves only the contexts that it reads: the rate of a decoder leaves it where it was.
    "policy_optimization.preference_learning_rate": 0.5,
    // A law may not have more atoms than there are words.
    "reward_model.atoms": 5,
  ]

  /// The definition.
  public init() {}

  /// The tiny world.
  public func world(_ values: SettingValues) -> any Environment {
    let settings = values.group(TinyTextSettings.self)
    return TinyTextWorld(tokenCount: settings.tokenCount, length: settings.length)
  }
}

/// What can be set of `text.tiny`.
public struct TinyTextSettings: SettingsGroup {
  /// `world`
  public static let section = "world"
  /// Letters.
  public var tokenCount = 4
  /// Length of each response, in tokens.
  public var length = 4

  /// Four letters, four times.
  public init() {}

  /// The declarations.
  public static let settings: [GroupSetting<Self>] = [
    .integer("token_count", \.tokenCount, 2...8, "Letters of text.tiny."),
    .integer("length", \.length, 1...6, "Length of a response of text.tiny, in tokens."),
  ]
}
