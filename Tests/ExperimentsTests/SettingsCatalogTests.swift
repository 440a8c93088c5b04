import Environments
import SandboxCore
import Annotators
import Testing

@testable import Experiments
import SupervisedTraining
import RewardModeling
import PolicyOptimization
import Feedback
import Evaluation
import Aggregation

@Suite struct SettingsCatalogTests {
  static let worlds = WorldName.allCases.map { ArmSettings.defaults(for: $0) }

  /// Values that a setting accepts, none of them everybody's default.
  private func texts(_ setting: Setting) -> [String] {
    switch setting.kind {
    case .integer(let range): ["\(range.lowerBound)", "\(range.lowerBound + 1)"]
    case .integerOr(let word, let range):
      [word, "\(range.lowerBound)", "\(range.lowerBound + 1)"]
    case .number(let range): ["\(range.lowerBound)", Self.inside(range)]
    case .numberOr(let word, let range): [word, "\(range.lowerBound)", Self.inside(range)]
    case .flag: ["true", "false"]
    case .choice(let words): words
    case .text: ["", "some/folder"]
    case .spread(let range):
      ["\(range.lowerBound)", Self.inside(range), "\(Self.inside(range)) ± 0.25"]
    case .spreadOr(let word, let range):
      [word, Self.inside(range), "\(Self.inside(range)) ± 0.25"]
    case .threshold: ["off", "0.125", "10 % of the mean return"]
    case .shares, .table: []
    }
  }

  /// A number that a range has and that is nobody's default.
  private static func inside(_ range: ClosedRange<Double>) -> String {
    range.contains(0.375)
      ? "0.375" : "\(range.lowerBound + min(1.375, (range.upperBound - range.lowerBound) / 4))"
  }

  @Test func noKeyStandsTwice() {
    let keys = SettingsCatalog.all.map(\.key)
    #expect(Set(keys).count == keys.count)
    for key in keys { #expect(SettingsCatalog.setting(key)?.key == key) }
    #expect(SettingsCatalog.setting("annotators.troll.share") == nil)
  }

  @Test func sectionsFollowThePipeline() {
    #expect(
      SettingsCatalog.sections == [
        "world", "model", "pretraining", "fine_tuning", "annotators", "feedback", "reward_model",
        "policy_optimization", "evaluation",
      ])
  }

  /// Whether two texts are the same value: the same words, or numbers that are equal.
  private func same(_ written: String, _ text: String) -> Bool {
    written == text || Double(written) != nil && Double(written) == Double(text)
  }

  /// Gives a setting a value that it may have but by default has not.
  private func change(_ setting: Setting, in settings: inout ArmSettings) throws {
    switch setting.kind {
    case .shares:
      // `comparison` alone is the default of the channels, and no groups that of the groups.
      try setting.assign(shares: [GroupShare(group: "rating", share: 1)], to: &settings)
    case .table(let table):
      let field = try #require(table.fields.first)
      let fields =
        table.required.isEmpty
        ? [(field.key, field.key == "group" ? "plain" : "1")]
        : [("share", "0.25"), ("behavior", "random")]
      try setting.assign(entries: [("plain", fields)], to: &settings)
    default:
      let value = setting.value(in: settings).description
      try setting.assign(
        try #require(texts(setting).first { !same(value, $0) }), to: &settings)
    }
  }

  @Test func everySettingReadsBackWhatItWrites() throws {
    for setting in SettingsCatalog.all {
      for text in texts(setting) {
        var settings = ArmSettings()
        try setting.assign(text, to: &settings)
        let written = setting.value(in: settings).description
        #expect(same(written, text), "\(setting.key): \(text) became \(written)")
      }
    }
    let shares = [GroupShare(group: "x", share: 0.25), GroupShare(group: "y", share: 0.75)]
    for setting in SettingsCatalog.all where setting.kind == .shares {
      var settings = ArmSettings()
      try setting.assign(shares: shares, to: &settings)
      #expect(setting.value(in: settings) == .shares(shares))
    }
  }

  @Test func groupsHaveTraitsOfTheirOwn() throws {
    var settings = ArmSettings()
    let setting = try #require(SettingsCatalog.setting("annotators.groups"))
    try setting.assign(
      entries: [
        ("elders", [("traits.mistakes", "0.2 +- 0.1")]),
        ("hill", [("traits.rationality", "3"), ("share", "0.5")]),
      ],
      to: &settings)
    #expect(
      settings.annotators.population.groups == [
        GroupSettings(
          "elders", traits: [SpecialTrait("mistakes", Spread(0.2, deviation: 0.1))]),
        GroupSettings("hill", share: 0.5, traits: [SpecialTrait("rationality", Spread(3))]),
      ])
    #expect(
      setting.value(in: settings).description
        == "{elders: {traits.mistakes: 0.2 ± 0.1}, hill: {share: 0.5, traits.rationality: 3}}")
  }

  @Test(arguments: [
    ("0.2 ± 0.1", Spread(0.2, deviation: 0.1)), ("0.2 +- 0.1", Spread(0.2, deviation: 0.1)),
    ("0.2±0.1", Spread(0.2, deviation: 0.1)), ("0.2", Spread(0.2)), ("0.2 ± 0", Spread(0.2)),
  ])
  func aSpreadIsAMeanAndADeviation(text: String, spread: Spread) throws {
    var settings = ArmSettings()
    try #require(SettingsCatalog.setting("annotators.lapses")).assign(text, to: &settings)
    #expect(settings.annotators.population.traits["lapses"] == spread)
  }

  @Test(arguments: [
    "0.2 ± -0.1", "0.2 ±", "± 0.1", "0.2 ± 0.1 ± 0.1", "1.2 ± 0.1", "0.2 ± inf", "0.2 ± 1.1",
  ])
  func whatIsNoSpreadIsRefused(text: String) throws {
    var settings = ArmSettings()
    let setting = try #require(SettingsCatalog.setting("annotators.lapses"))
    #expect(
      throws: SettingProblem(
        what: "annotators.lapses is \(text), but must be a number from 0 to 1, "
          + "or two as in 0.2 ± 0.1, the second from 0 to 1",
        remedy: "write for example annotators.lapses: 0")
    ) { try setting.assign(text, to: &settings) }
    #expect(settings == ArmSettings())
  }

  @Test(
    arguments: [
      ("off", nil), ("0.3", .deviations(0.3)), ("10 % of the mean return", .shareOfMeanReturn(0.1)),
      ("10% of the mean return", .shareOfMeanReturn(0.1)),
      ("7 % of the mean return", .shareOfMeanReturn(0.07)),
    ] as [(String, Threshold?)])
  func aThresholdIsADifferenceOrAShare(text: String, threshold: Threshold?) throws {
    var settings = ArmSettings()
    let setting = try #require(SettingsCatalog.setting("annotators.tie_threshold"))
    try setting.assign(text, to: &settings)
    #expect(settings.annotators.population.tieThreshold == threshold)
    #expect(setting.value(in: settings).description == text.replacing("10%", with: "10 %"))
  }

  /// What each world gets by default can be written into a scenario and read again.
  @Test func defaultsLieInTheirRanges() throws {
    for world in Self.worlds {
      var settings = world
      for setting in SettingsCatalog.all {
        switch setting.value(in: world) {
        case .shares(let shares): try setting.assign(shares: shares, to: &settings)
        case .table(let entries):
          try setting.assign(
            entries: entries.map { entry in
              (entry.name, entry.fields.map { ($0.key, $0.value.description) })
            }, to: &settings)
        case let value: try setting.assign(value.description, to: &settings)
        }
      }
      #expect(settings == world)
    }
  }

  @Test func everySettingIsItsOwn() throws {
    var changed: Set<ArmSettings> = []
    for setting in SettingsCatalog.all {
      var settings = ArmSettings()
      try change(setting, in: &settings)
      #expect(settings != ArmSettings(), "\(setting.key)")
      changed.insert(settings)
      // It reaches a property of its group, and comes back from there alone.
      var copy = ArmSettings()
      for take in Self.groups { take(&copy, settings) }
      #expect(copy == settings, "\(setting.key)")
    }
    #expect(changed.count == SettingsCatalog.all.count)
  }

  /// Takes each group of one arm over into another, by the properties of the group.
  private static var groups: [(inout ArmSettings, ArmSettings) -> Void] {
    [
      { $0.world = $1.world }, { $0.board = $1.board }, { $0.model = $1.model },
      { $0.pretraining = $1.pretraining }, { $0.fineTuning = $1.fineTuning },
      { $0.annotators = $1.annotators }, { $0.feedback = $1.feedback },
      { $0.consensus = $1.consensus }, { $0.rewardModel = $1.rewardModel },
      { $0.policyOptimization = $1.policyOptimization }, { $0.policyGradient = $1.policyGradient },
      { $0.evaluation = $1.evaluation },
      { $0.set($1.group(ConnectFourSettings.self)) },
      { $0.set($1.group(VastTownSettings.self)) },
      { $0.set($1.group(TinyTextSettings.self)) },
      { $0.set($1.group(FeedbackMethods.Choice.self)) },
      {
        $0.set($1.group(RewardModelMethods.Choice.self))
      },
      { $0.set($1.group(BestOfNMethod.Settings.self)) },
      { $0.set($1.group(FormulaMethod.Settings.self)) },
      { $0.set($1.group(EnsembleMethod.Settings.self)) },
      { $0.set($1.group(LinearMethod.Settings.self)) },
      { $0.set($1.group(NGramMethod.Settings.self)) },
      { $0.set($1.group(DistributionalMethod.Settings.self)) },
      { $0.set($1.group(GroupMethod.Settings.self)) },
      { $0.set($1.group(ConstraintSettings.self)) },
      { $0.set($1.group(TabularMethod.Settings.self)) },
      { $0.set($1.group(DirectPreferenceOptimizer.Settings.self)) },
    ]
  }

  @Test func whatWorldsRecommendIsInRange() throws {
    for world in Worlds.all {
      let settings = ArmSettings.defaults(for: try #require(WorldName(rawValue: world.name)))
      for key in world.recommended.keys {
        let setting = try #require(SettingsCatalog.setting(key), "\(world.name): \(key)")
        let value = setting.value(in: settings)
        #expect(try setting.parse(value.description) == value, "\(world.name): \(key)")
        #expect(value != setting.initial, "\(world.name) recommends what \(key) is anyway")
      }
    }
  }

  /// Counts the stored properties of every group, so that none can be forgotten in its declarations.
  @Test func everyPropertyOfAGroupIsDeclared() {
    func check<Group: SettingsGroup>(_ group: Group, besides others: Int = 0) {
      #expect(
        fieldCount(group) == Group.settings.count + others, "\(Group.self)")
    }
    check(WorldSettings())
    check(BoardSettings())
    check(ConnectFourSettings())
    check(TinyTextSettings())
    check(VastTownSettings())
    check(ModelSettings())
    check(SupervisedSettings<Pretraining>())
    check(SupervisedSettings<FineTuning>())
    check(AnnotatorSettings())
    check(FeedbackSettings())
    check(ConsensusSettings())
    // What has been learnt of ties is nothing that one sets.
    check(SequenceRewardModel.Settings(), besides: 1)
    check(PolicyOptimizationSettings())
    // The horizon of the adaptive penalty, and whether the KL is measured where no penalty needs it.
    check(PolicyGradient.Settings(), besides: 2)
    check(EvaluationSettings())
    check(FormulaMethod.Settings())
    check(EnsembleMethod.Settings())
    check(LinearMethod.Settings())
    check(NGramMethod.Settings())
    check(DistributionalMethod.Settings())
    check(GroupMethod.Settings())
  }

  /// The stored properties of a group, those of the parts of a population with them.
  private func fieldCount(_ section: Any) -> Int {
    Mirror(reflecting: section).children.reduce(0) { sum, child in
      switch child.value {
      case is TraitDistribution: sum + 1 + TraitCatalog.all.count  // Rationality stands apart.
      // The trigger's tokens are made of its words; a name belongs to one kind of several.
      case is TrollSettings: sum + fieldCount(child.value) - 2
      case is AIJudgeSettings: sum + fieldCount(child.value) - 1
      case is PopulationSettings, is LabelAssumptions: sum + fieldCount(child.value)
      default: sum + 1
      }
    }
  }

  @Test func whatIsOutOfRangeChangesNothing() throws {
    let wrong = [
      ("annotators.trolls.share", "1.5"), ("annotators.count", "0"), ("model.kind", "gpt"),
      ("annotators.rationality", "inf"), ("world.constraints", "maybe"), ("evaluation.pairs", ""),
    ]
    for (key, text) in wrong {
      var settings = ArmSettings()
      let setting = try #require(SettingsCatalog.setting(key))
      #expect(throws: SettingProblem.self) { try setting.assign(text, to: &settings) }
      #expect(settings == ArmSettings())
    }
    var settings = ArmSettings()
    let groups = try #require(SettingsCatalog.setting("annotators.groups"))
    #expect(throws: SettingProblem.self) {
      try groups.assign(entries: [("plain", [("share", "1.5")])], to: &settings)
    }
    #expect(settings == ArmSettings())
  }

  /// A phase's key changes with each setting of its sections and with no other.
  @Test func aPhaseDependsOnItsSections() throws {
    let base = ArmSettings()
    var other = base
    try SettingsCatalog.setting("annotators.mistakes")?.assign("0.3", to: &other)
    #expect(base.key("x", of: ["world", "model"]) == other.key("x", of: ["world", "model"]))
    #expect(base.key("x", of: ["annotators"]) != other.key("x", of: ["annotators"]))
    #expect(base.key("x", of: ["world"]) != base.key("y", of: ["world"]))
  }
}
