import Networks
import SandboxCore

/// `mean-variance` and `categorical`: reward models that know that people are not alike, without knowing who is who.
public struct DistributionalMethod: RewardModelMethod {
  /// What can be set of them alone.
  public struct Settings: SettingsGroup {
    /// `reward_model`
    public static let section = "reward_model"
    /// The quantile that is the reward; `nil` is the mean.
    public var quantile: Double?
    /// How many atoms a categorical law has.
    public var atoms = 11
    /// How far atoms reach on either side of the mean, in nats.
    public var atomReach = 4.0
    /// Means, of eleven atoms.
    public init() {}
    /// The declarations.
    public static let settings: [GroupSetting<Self>] = [
      .number(
        "quantile", or: "off", \.quantile, 0.001...0.5,
        "The quantile of people's rewards that counts as the reward of a response, which avoids what some would hate; "
          + "off is the mean.",
        source: "Siththaranjan et al. 2023, arXiv:2312.08358, who take 0.01"),
      .integer(
        "atoms", \.atoms, 2...40, "Different rewards that a response can have.",
        source: "Siththaranjan et al. 2023, arXiv:2312.08358, who take 10 to 20", smoke: 4),
      .number(
        "atom_reach", \.atomReach, 0.1...100,
        "How far the lowest and the highest of them are from the middle, in nats."),
    ]
  }

  /// The name scenarios use.
  public let name: String
  /// What it does.
  public let summary: String
  private let form: @Sendable (Settings) -> DistributionalRewardModel.Form
  private let keys: [String]

  /// Both.
  public static let all = [
    Self(
      name: "mean-variance",
      summary:
        "A normal law of rewards for each response: people differ, and nobody knows who is who.",
      form: { _ in .normal }, keys: ["quantile"]),
    Self(
      name: "categorical",
      summary:
        "A law of a few atoms for each response: people differ, and nobody knows who is who.",
      form: { .atoms(count: $0.atoms, reach: $0.atomReach) },
      keys: ["quantile", "atoms", "atom_reach"]),
  ]

  /// Its own, and those of a network, without what its loss does not know.
  public var settings: [Setting] {
    Settings.declared.filter { setting in keys.contains { setting.key == "reward_model." + $0 } }
      + SequenceRewardModel.Settings.declared.filter { setting in
        !["label_smoothing", "flip_correction", "margin", "ties", "ranking_loss"].contains {
          setting.key == "reward_model." + $0
        }
      }
  }
  /// It learns.
  public let needsEvidence = true
  /// Comparisons, of rankings, too.
  public let learnsFromComparisonsOnly = true

  /// As many atoms as there are words to read them by.
  public func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict] {
    let (wanted, words) = (form(values.group()).wordCount, world.vocabulary.count)
    guard wanted > words else { return [] }
    return [
      SettingConflict(
        keys: ["reward_model.atoms", "reward_model.method"],
        what: "reward_model.atoms is \(wanted), but each is read by a word, and \(world.name) has "
          + "\(words)", remedy: "write reward_model.atoms: \(words) or less")
    ]
  }

  /// The model.
  public func model<World: Environment>(
    _ values: SettingValues, from start: any LanguageModel, in world: World
  ) -> any RewardModel {
    let own = values.group(Settings.self)
    return DistributionalRewardModel(
      model: start, settings: values.group(), form: form(own), quantile: own.quantile)
  }
}
