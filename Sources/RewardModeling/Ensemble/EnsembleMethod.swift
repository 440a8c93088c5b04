import Networks
import SandboxCore

/// `ensemble`
///
/// What one reward model is wrong about, others of the same making need not be: Coste et al. 2023, arXiv:2310.02743,
/// let policies learn from several. Eisenstein et al. 2023, arXiv:2312.09244: what all are wrong about stays.
public struct EnsembleMethod: RewardModelMethod {
  /// What can be set of it alone.
  public struct Settings: SettingsGroup {
    /// `reward_model`
    public static let section = "reward_model"
    /// How many reward models.
    public var members = 5
    /// How their rewards become one.
    public var combine = RewardCombination.Name.mean
    /// λ of the uncertainty-weighted reward.
    public var uncertaintyWeight = 0.1
    /// What makes them differ.
    public var diversity = RewardEnsemble.Diversity.initialization
    /// Five, from heads of their own, averaged.
    public init() {}
    /// The declarations.
    public static let settings: [GroupSetting<Self>] = [
      .integer(
        "members", \.members, 1...50, "Reward models of an ensemble.",
        source: "Coste et al. 2023, arXiv:2310.02743", smoke: 3),
      .choice(
        "combine", \.combine,
        "What an ensemble's reward is: the mean of its members; the least of them; or their mean less "
          + "uncertainty_weight times their variance.",
        source: "Coste et al. 2023, arXiv:2310.02743, section 3.2"),
      .number(
        "uncertainty_weight", \.uncertaintyWeight, 0...100,
        "λ, what a unit of variance among the members costs; Coste et al. take 0.1 with ppo and 0.5 with best-of-n.",
        source: "Coste et al. 2023, arXiv:2310.02743"),
      .choice(
        "diversity", \.diversity,
        "What makes an ensemble's members differ: a resample of the answers, their order, or a random scalar head "
          + "to begin with, each with an order of its own; none makes them all alike, as a control.",
        source: "Lakshminarayanan et al. 2017, arXiv:1612.01474"),
    ]

    /// How rewards become one.
    var combination: RewardCombination {
      switch combine {
      case .mean: .mean
      case .worstCase: .worstCase
      case .uncertaintyWeighted: .uncertaintyWeighted(uncertaintyWeight)
      }
    }
  }

  /// `ensemble`
  public let name = "ensemble"
  /// What it does.
  public let summary = "Several transformers that learn apart, and one reward of what they say."
  /// Its own, and those of its members.
  public let settings = Settings.declared + SequenceRewardModel.Settings.declared
  /// It learns.
  public let needsEvidence = true
  /// The method.
  public init() {}

  /// What is assumed about labels.
  public func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict] {
    values.group(SequenceRewardModel.Settings.self).labels.conflicts
  }

  /// Only an uncertainty-weighted reward has a weight.
  public func idle(_ values: SettingValues) -> [IdleSetting] {
    values.group(Settings.self).combine == .uncertaintyWeighted
      ? []
      : [
        IdleSetting(
          "reward_model.uncertainty_weight",
          because: "reward_model.combine is not uncertainty-weighted")
      ]
  }

  /// The ensemble.
  public func model<World: Environment>(
    _ values: SettingValues, from start: any LanguageModel, in world: World
  ) -> any RewardModel {
    let own = values.group(Settings.self)
    return RewardEnsemble(
      model: start, settings: values.group(), memberCount: own.members, diversity: own.diversity,
      combination: own.combination)
  }
}
