import Networks
import SandboxCore

/// `n-gram`
///
/// Under-specified on purpose: what depends on the prompt, or on words far apart, it cannot see. Gao et al. 2022,
/// arXiv:2210.10760, let small reward models be over-optimised; a longer n-gram is a larger model.
public struct NGramMethod: RewardModelMethod {
  /// What can be set of it alone.
  public struct Settings: SettingsGroup {
    /// `reward_model`
    public static let section = "reward_model"
    /// The longest n-gram, in tokens.
    public var order = 2
    /// Words and pairs.
    public init() {}
    /// The declarations.
    public static let settings: [GroupSetting<Self>] = [
      .integer(
        "order", \.order, 1...3,
        "The longest n-gram that an n-gram reward model counts: 1 sees words alone, 2 pairs, too.")
    ]
  }

  /// `n-gram`
  public let name = "n-gram"
  /// What it does.
  public let summary =
    "A weight for each n-gram that the agent writes, fitted exactly to the answers; it sees no prompt."
  /// Its own, the ridge, and those that all share that learn.
  public let settings =
    Settings.declared + LinearMethod.Settings.declared.filter { $0.key == "reward_model.ridge" }
    + SequenceRewardModel.Settings.shared
  /// It learns.
  public let needsEvidence = true
  /// The method.
  public init() {}

  /// What is assumed about labels.
  public func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict] {
    values.group(SequenceRewardModel.Settings.self).labels.conflicts
  }

  /// The model.
  public func model<World: Environment>(
    _ values: SettingValues, from start: any LanguageModel, in world: World
  ) -> any RewardModel {
    LinearRewardModel(
      order: values.group(Settings.self).order, settings: values.group(),
      ridge: values.group(LinearMethod.Settings.self).ridge)
  }
}
