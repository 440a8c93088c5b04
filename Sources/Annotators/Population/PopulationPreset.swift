import SandboxCore
/// A population that has a name, such as one of the simulated teachers of B-Pref.
///
/// B-Pref (Lee et al. 2021, arXiv:2111.03026) measures a teacher's β in 1 / reward units, the
/// sandbox in 1 / standard deviations of gold. So that its β = 1 may be met exactly in some
/// world, set the rationality to that world's standard deviation of gold (β per deviation = β per
/// reward unit × reward units per deviation); the preset itself has 1 per standard deviation.
public enum PopulationPreset: String, Sendable, Hashable, Codable, CaseIterable {
  /// Always takes what is worth more.
  case bPrefOracle = "b-pref-oracle"
  /// Takes it by the Bradley-Terry law.
  case bPrefStochastic = "b-pref-stochastic"
  /// The oracle, who makes mistakes.
  case bPrefMistake = "b-pref-mistake"
  /// The oracle, who declines where both are poor.
  case bPrefSkip = "b-pref-skip"
  /// The oracle, who calls the alike equal.
  case bPrefEqual = "b-pref-equal"
  /// The oracle, to whom late steps count more.
  case bPrefMyopic = "b-pref-myopic"
  /// The simulated crowd of AlpacaFarm.
  case alpacaFarm = "alpaca-farm"
  /// A crowd as one may find it.
  case typical
  /// People who know what they judge.
  case experts
  /// People who click through.
  case spammers

  /// Who they are, in one sentence.
  public var meaning: String {
    switch self {
    case .bPrefOracle: "Always takes what is worth more to them."
    case .bPrefStochastic: "Takes what is worth more by the Bradley-Terry law with rationality 1."
    case .bPrefMistake: "Flawless, but 10 % of the answers come out as their opposite."
    case .bPrefSkip: "Flawless, but declines where the better is worth at most 10 % of the mean."
    case .bPrefEqual: "Flawless, but calls equal what differs by less than 10 % of the mean."
    case .bPrefMyopic: "Flawless, but a step counts 0.9 of the next."
    case .alpacaFarm:
      "13 people, each with a taste of their own, who flip a quarter of their answers."
    case .typical: "Rationality about 2, some errors, a little of every leaning and habit."
    case .experts: "Rationality about 5, hardly an error, no leanings."
    case .spammers: "A typical crowd of which 30 % answer without looking."
    }
  }

  /// Where that comes from.
  public var source: String {
    switch self {
    case .bPrefOracle, .bPrefStochastic, .bPrefMistake, .bPrefSkip, .bPrefEqual, .bPrefMyopic:
      "Lee et al. 2021, arXiv:2111.03026, section 3"
    case .alpacaFarm:
      "Dubois et al. 2023, arXiv:2305.14387: 13 annotators, p_label_flip = 0.25; the size of their "
        + "tastes is ours"
    case .typical:
      "ours; two people agree on some 70 % of pairs, between the 63 % of Bai et al. 2022, "
        + "arXiv:2204.05862, and the 73 % of Ouyang et al. 2022, arXiv:2203.02155"
    case .experts, .spammers: "ours"
    }
  }

  /// Makes people like this: replaces traits, own taste, thresholds and trolls, and in
  /// AlpacaFarm's case their count; groups, topics and AI judges stay as they were.
  public func apply(to settings: inout PopulationSettings) {
    settings.traits = TraitDistribution()
    for index in settings.groups.indices { settings.groups[index].traits = [] }
    settings.topicTraits = []
    settings.individualTaste = 0
    settings.tieThreshold = nil
    settings.skipThreshold = nil
    settings.trolls = TrollSettings()
    settings.trollKinds = []
    switch self {
    case .bPrefOracle: break
    case .bPrefStochastic: settings.traits.rationality = Spread(1)
    case .bPrefMistake: settings.traits["mistakes"] = Spread(0.1)
    case .bPrefSkip: settings.skipThreshold = .shareOfMeanReturn(0.1)
    case .bPrefEqual: settings.tieThreshold = .shareOfMeanReturn(0.1)
    case .bPrefMyopic: settings.traits["myopia"] = Spread(0.1)
    case .alpacaFarm:
      settings.count = 13
      settings.individualTaste = 0.5
      settings.traits["mistakes"] = Spread(0.25)
    case .typical: settings.traits = Self.typicalTraits
    case .experts:
      settings.traits.rationality = Spread(5, deviation: 1)
      settings.traits["mistakes"] = Spread(0.01)
    case .spammers:
      settings.traits = Self.typicalTraits
      settings.trolls.behavior = RandomBehavior().name
      settings.trolls.share = 0.3
    }
  }

  private static var typicalTraits: TraitDistribution {
    var traits = TraitDistribution()
    traits.rationality = Spread(2, deviation: 0.6)
    traits["mistakes"] = Spread(0.05, deviation: 0.03)
    traits["position_bias"] = Spread(0.1, deviation: 0.2)
    traits["length_bias"] = Spread(0.1, deviation: 0.2)
    traits["halo"] = Spread(0.3, deviation: 0.1)
    traits["anchoring"] = Spread(0.1, deviation: 0.05)
    traits["severity"] = Spread(0, deviation: 0.5)
    traits["scale_use"] = Spread(1, deviation: 0.3)
    return traits
  }
}
