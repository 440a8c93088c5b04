import Networks
import SandboxCore

/// Methods that know who answered: `by-group`, `mixture`, `by-annotator` and `group-robust`.
///
/// They read answer by answer, and make rewards of a simpler kind, `reward_model.base`.
public struct GroupMethod: RewardModelMethod {
  /// What can be set of them alone.
  public struct Settings: SettingsGroup {
    /// `reward_model`
    public static let section = "reward_model"
    /// What each reward is made by: one of ``bases``.
    public var base = "transformer"
    /// How the rewards of groups become one.
    public var combineGroups = GroupedRewardModel.Combination.shareWeighted
    /// K, how many groups are looked for.
    public var components = 2
    /// How often all is fitted.
    public var rounds = 8
    /// How often a mixture is begun.
    public var restarts = 2
    /// η of group-robust weights.
    public var groupStep = 1.0
    /// Two groups of transformers, each person counted.
    public init() {}
    static let bases = ["transformer", "linear", "n-gram"]
    /// The declarations.
    public static let settings: [GroupSetting<Self>] = [
      .choice(
        "base", of: bases, \.base,
        "What makes the rewards of groups or annotators: one of the simpler methods."),
      .choice(
        "combine_groups", \.combineGroups,
        "What the reward is, of the rewards of groups: their mean with each person counted, their mean with each group "
          + "counted, or the least of them.",
        source: "Chakraborty et al. 2024, arXiv:2402.08925"),
      .integer(
        "components", \.components, 1...20, "Groups that a mixture looks for.",
        source: "Chakraborty et al. 2024, arXiv:2402.08925"),
      .integer(
        "rounds", \.rounds, 1...200,
        "How often rewards are fitted anew: rounds of expectation-maximisation, of people's scales, or of the weights of groups.",
        smoke: 2),
      .integer(
        "restarts", \.restarts, 1...50,
        "Beginnings of a mixture, of which the likeliest end is kept.", smoke: 1),
      .number(
        "group_step", \.groupStep, 0...100,
        "η, how fast weights go to the group that is served worst, in 1 / nats; 0 weighs groups alike.",
        source: "Sagawa et al. 2020, arXiv:1911.08731"),
    ]
  }

  /// The name scenarios use.
  public let name: String
  /// What it does.
  public let summary: String
  /// Whether everybody's group has to be known.
  public let needsGroups: Bool
  /// Whether there is a reward for each group.
  public let hasGroupRewards: Bool
  /// Answers, not what they come to.
  public let readsAnswersApart = true
  /// It learns.
  public let needsEvidence = true
  private let keys: [String]
  private let make:
    @Sendable (
      _ base: any RewardModel, _ own: Settings, _ shared: SequenceRewardModel.Settings
    ) -> any RewardModel

  /// What they record round by round.
  public static let metrics = [
    series(
      "mixture_loss", "nats an answer", "−E[log Σ_k π_k exp(−L(r_k))]",
      "How badly a mixture of rewards predicts all that an annotator said; it falls from round to round.",
      "Chakraborty et al. 2024, arXiv:2402.08925"),
    series(
      "worst_group_loss", "nats an answer", "max_g L_g",
      "The loss of the group that group-robust weighting serves worst, round by round.",
      "Sagawa et al. 2020, arXiv:1911.08731"),
    series(
      "annotator_scale_deviation", "nats", "τ",
      "How far annotators are apart in the scale on which they read rewards: a standard deviation of its logarithm.",
      "Morris 1983, doi:10.1080/01621459.1983.10477920"),
  ]

  private static func series(
    _ key: String, _ unit: String, _ formula: String, _ meaning: String, _ source: String
  ) -> Metric {
    Metric(
      key: key, unit: unit, direction: .lowerIsBetter, formula: formula, meaning: meaning,
      source: source, occasion: .perStep)
  }

  /// All four.
  public static let all = [
    Self(
      name: "by-group", summary: "A reward for each known group of annotators.",
      needsGroups: true, hasGroupRewards: true, keys: ["base", "combine_groups"]
    ) { base, own, shared in
      GroupedRewardModel(
        base: base, division: .known, combination: own.combineGroups, settings: shared)
    },
    Self(
      name: "mixture",
      summary: "A reward for each of some groups, which are found by how annotators answer.",
      needsGroups: false, hasGroupRewards: true,
      keys: ["base", "combine_groups", "components", "rounds", "restarts"]
    ) { base, own, shared in
      GroupedRewardModel(
        base: base,
        division: .found(count: own.components, rounds: own.rounds, restarts: own.restarts),
        combination: own.combineGroups, settings: shared)
    },
    Self(
      name: "by-annotator",
      summary: "One reward, which every annotator reads on a scale of their own.",
      needsGroups: false, hasGroupRewards: false, keys: ["base", "rounds"]
    ) { base, own, shared in
      CalibratedRewardModel(base: base, rounds: own.rounds, labels: shared.labels)
    },
    Self(
      name: "group-robust",
      summary: "One reward, in which the group that it serves worst weighs more.",
      needsGroups: true, hasGroupRewards: false, keys: ["base", "rounds", "group_step"]
    ) { base, own, shared in
      RobustRewardModel(
        base: base, rounds: own.rounds, step: own.groupStep, labels: shared.labels)
    },
  ]

  private init(
    name: String, summary: String, needsGroups: Bool, hasGroupRewards: Bool, keys: [String],
    make:
      @escaping @Sendable (
        _ base: any RewardModel, _ own: Settings, _ shared: SequenceRewardModel.Settings
      ) -> any RewardModel
  ) {
    self.name = name
    self.summary = summary
    self.needsGroups = needsGroups
    self.hasGroupRewards = hasGroupRewards
    self.keys = keys
    self.make = make
  }

  /// Its own, and those of every base. Of rankings it reads pairs.
  public var settings: [Setting] {
    let own = Settings.declared.filter { setting in
      keys.contains { setting.key == "reward_model." + $0 }
    }
    let bases = [SequenceRewardMethod().settings, LinearMethod().settings, NGramMethod().settings]
    return own
      + bases.flatMap(\.self).eachOnce.filter { $0.key != "reward_model.ranking_loss" }
  }

  private func base(_ values: SettingValues) -> any RewardModelMethod {
    switch values.group(Settings.self).base {
    case "linear": LinearMethod()
    case "n-gram": NGramMethod()
    default: SequenceRewardMethod()
    }
  }

  /// Those of the base.
  public func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict] {
    base(values).conflicts(values, in: world)
  }

  /// What other bases read.
  public func idle(_ values: SettingValues) -> [IdleSetting] {
    let base = base(values)
    let read = Settings.declared + base.settings
    return settings.filter { setting in !read.contains { $0.key == setting.key } }.map {
      IdleSetting($0.key, because: "reward_model.base is \(base.name), which does not read it")
    }
  }

  /// The model.
  public func model<World: Environment>(
    _ values: SettingValues, from start: any LanguageModel, in world: World
  ) -> any RewardModel {
    make(
      base(values).model(values, from: start, in: world), values.group(), values.group())
  }
}
