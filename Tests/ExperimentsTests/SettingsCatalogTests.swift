import Testing

@testable import Experiments

@Suite struct SettingsCatalogTests {
  static let worlds = WorldName.allCases.map(ArmSettings.defaults)

  /// Values that a setting accepts, none of them everybody's default.
  private func texts(_ setting: Setting) -> [String] {
    switch setting.kind {
    case .integer(let range): ["\(range.lowerBound)", "\(range.lowerBound + 1)"]
    case .number(let range): ["\(range.lowerBound)", "0.125"]
    case .numberOr(let word, let range): [word, "\(range.lowerBound)", "0.125"]
    case .flag: ["true", "false"]
    case .choice(let words): words
    case .text: ["", "some/folder"]
    case .shares: []
    }
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

  @Test func everySettingReadsBackWhatItWrites() throws {
    for setting in SettingsCatalog.all {
      for text in texts(setting) {
        var settings = ArmSettings()
        try setting.assign(text, to: &settings)
        let written = setting.value(in: settings).description
        #expect(written == text || Double(written) == Double(text), "\(setting.key): \(text)")
      }
    }
    let shares = [GroupShare(group: "x", share: 0.25), GroupShare(group: "y", share: 0.75)]
    for setting in SettingsCatalog.all where setting.kind == .shares {
      var settings = ArmSettings()
      try setting.assign(shares: shares, to: &settings)
      #expect(setting.value(in: settings) == .shares(shares))
    }
  }

  /// What each world gets by default can be written into a scenario and read again.
  @Test func defaultsLieInTheirRanges() throws {
    for world in Self.worlds {
      var settings = world
      for setting in SettingsCatalog.all {
        switch setting.value(in: world) {
        case .shares(let shares): try setting.assign(shares: shares, to: &settings)
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
      if setting.kind == .shares {
        try setting.assign(shares: [GroupShare(group: "plain", share: 1)], to: &settings)
      } else {
        let value = setting.value(in: settings).description
        let other = try #require(
          texts(setting).first {
            $0 != value && Double($0) != Double(value) || Double($0) == nil && $0 != value
          })
        try setting.assign(other, to: &settings)
      }
      #expect(settings != ArmSettings(), "\(setting.key)")
      changed.insert(settings)
      // One setting changes one key and no other.
      let touched = SettingsCatalog.all.filter {
        $0.value(in: settings) != $0.value(in: ArmSettings())
      }
      #expect(touched.map(\.key) == [setting.key])
    }
    #expect(changed.count == SettingsCatalog.all.count)
  }

  /// Counts the stored numbers, so that a new one cannot be forgotten in the catalog.
  @Test func theCatalogCoversEverythingAnArmFixes() {
    let sections = Mirror(reflecting: ArmSettings()).children
    #expect(sections.count == SettingsCatalog.sections.count)
    let fields = sections.map { Mirror(reflecting: $0.value).children.count }
    let settings = SettingsCatalog.sections.map { section in
      SettingsCatalog.all.count { $0.key.hasPrefix(section + ".") }
    }
    #expect(fields == settings)
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
      try groups.assign(shares: [GroupShare(group: "plain", share: 0.5)], to: &settings)
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
