import Networks

/// Settings of a stage or of a part, each declared once, where it is used.
///
/// Scenario files, the command line, the resolved scenario, reports and documents read the declarations;
/// the stage reads the properties.
public protocol SettingsGroup: Sendable, Hashable {
  /// What stands before its keys, such as `policy_optimization`. Several groups may share a section.
  static var section: String { get }
  /// What it is where nobody says anything.
  init()
  /// Every setting, in the order in which documents list them.
  static var settings: [GroupSetting<Self>] { get }
  /// Settings that are each in range but do not go together.
  var conflicts: [SettingConflict] { get }
}

extension SettingsGroup {
  /// None.
  public var conflicts: [SettingConflict] { [] }

  /// The declared settings, as everybody else reads them.
  public static var declared: [Setting] { settings.map(\.setting) }
}

/// Settings that are each in range but do not go together.
public struct SettingConflict: Sendable, Hashable {
  /// The settings' keys; the one to blame, if somebody wrote it, first.
  public var keys: [String]
  /// What is wrong.
  public var what: String
  /// How to put it right.
  public var remedy: String

  /// Describes a conflict; the parameters are the properties of the same names.
  public init(keys: [String], what: String, remedy: String) {
    self.keys = keys
    self.what = what
    self.remedy = remedy
  }
}

/// One declaration: a setting, and the property of its group in which it is kept.
public struct GroupSetting<Group>: Sendable {
  /// The setting.
  public let setting: Setting
  /// Gives the value that a group has.
  let read: @Sendable (Group) -> SettingValue
  /// Gives a group the value.
  let write: @Sendable (inout Group, SettingValue) -> Void
}

/// The values of settings by key.
///
/// What an arm of an experiment fixes. A stage asks for its group, a part for its own; neither needs to
/// know what others have.
public struct SettingValues: Sendable, Hashable {
  private var values: [String: SettingValue] = [:]

  /// No values: every setting is as its declaration says.
  public init() {}

  /// The value of a key; `nil` where none was given.
  public subscript(key: String) -> SettingValue? {
    get { values[key] }
    set { values[key] = newValue }
  }

  /// The settings of a group.
  public func group<Group: SettingsGroup>(_: Group.Type = Group.self) -> Group {
    var group = Group()
    for declared in Group.settings {
      if let value = values[declared.setting.key] { declared.write(&group, value) }
    }
    return group
  }

  /// Takes up the settings of a group.
  public mutating func set<Group: SettingsGroup>(_ group: Group) {
    for declared in Group.settings { values[declared.setting.key] = declared.read(group) }
  }
}

extension GroupSetting where Group: SettingsGroup {
  /// A setting of any kind.
  ///
  /// - Parameter key: without that of the section.
  public init(
    _ key: String, _ kind: Setting.Kind, _ meaning: String, source: String = "", smoke: Int? = nil,
    read: @escaping @Sendable (Group) -> SettingValue,
    write: @escaping @Sendable (inout Group, SettingValue) -> Void
  ) {
    setting = Setting(
      key: Group.section + "." + key, meaning: meaning, kind: kind, source: source,
      initial: read(Group()), smokeLimit: smoke)
    self.read = read
    self.write = write
  }
}

// One maker for each type of stored property.
extension GroupSetting where Group: SettingsGroup {
  /// Declares a whole number.
  ///
  /// - Parameter smoke: the most of it under `--smoke`.
  public static func integer(
    _ key: String, _ path: WritableKeyPath<Group, Int> & Sendable,
    _ range: ClosedRange<Int>, _ meaning: String, source: String = "", smoke: Int? = nil
  ) -> GroupSetting {
    GroupSetting(
      key, .integer(range), meaning, source: source, smoke: smoke,
      read: { .integer($0[keyPath: path]) },
      write: { if case .integer(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// Declares which luck a phase has: `seed`.
  public static func seed(_ path: WritableKeyPath<Group, Int> & Sendable) -> GroupSetting {
    integer(
      "seed", path, 0...1_000_000_000,
      "Which luck the phase has; 0 is the one that the scenario's seed gives it. Arms that differ in seeds alone "
        + "show where the spread of results comes from.")
  }

  /// Declares a setting.
  public static func number(
    _ key: String, _ path: WritableKeyPath<Group, Double> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .number(range), meaning, source: source,
      read: { .number($0[keyPath: path]) },
      write: { if case .number(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// Declares a setting.
  public static func number(
    _ key: String, or word: String, _ path: WritableKeyPath<Group, Double?> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .numberOr(word, range), meaning, source: source,
      read: { $0[keyPath: path].map(SettingValue.number) ?? .word(word) },
      write: {
        switch $1 {
        case .number(let value): $0[keyPath: path] = value
        default: $0[keyPath: path] = nil
        }
      })
  }

  /// Declares a setting.
  public static func flag(
    _ key: String, _ path: WritableKeyPath<Group, Bool> & Sendable, _ meaning: String,
    source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .flag, meaning, source: source,
      read: { .flag($0[keyPath: path]) },
      write: { if case .flag(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// Declares a setting.
  public static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ key: String, _ path: WritableKeyPath<Group, Choice> & Sendable, _ meaning: String,
    source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .choice(Choice.allCases.map(\.rawValue)), meaning, source: source,
      read: { .word($0[keyPath: path].rawValue) },
      write: {
        if case .word(let word) = $1, let value = Choice(rawValue: word) {
          $0[keyPath: path] = value
        }
      })
  }

  /// Declares a setting.
  public static func text(
    _ key: String, _ path: WritableKeyPath<Group, String> & Sendable, _ meaning: String,
    source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .text, meaning, source: source,
      read: { .word($0[keyPath: path]) },
      write: { if case .word(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// Declares a setting.
  public static func shares(
    _ key: String, _ path: WritableKeyPath<Group, [GroupShare]> & Sendable, _ meaning: String,
    source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .shares, meaning, source: source,
      read: { .shares($0[keyPath: path]) },
      write: { if case .shares(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// Declares a setting.
  public static func spread(
    _ key: String, _ path: WritableKeyPath<Group, Spread> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .spread(range), meaning, source: source,
      read: { .spread($0[keyPath: path]) },
      write: { if case .spread(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// Declares a setting.
  public static func spread(
    _ key: String, or word: String, _ path: WritableKeyPath<Group, Spread?> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .spreadOr(word, range), meaning, source: source,
      read: { $0[keyPath: path].map(SettingValue.spread) ?? .word(word) },
      write: {
        switch $1 {
        case .spread(let value): $0[keyPath: path] = value
        default: $0[keyPath: path] = nil
        }
      })
  }

  /// Declares a setting.
  public static func integer(
    _ key: String, or word: String, _ path: WritableKeyPath<Group, Int?> & Sendable,
    _ range: ClosedRange<Int>, _ meaning: String, source: String = "", smoke: Int? = nil
  ) -> GroupSetting {
    GroupSetting(
      key, .integerOr(word, range), meaning, source: source, smoke: smoke,
      read: { $0[keyPath: path].map(SettingValue.integer) ?? .word(word) },
      write: {
        switch $1 {
        case .integer(let value): $0[keyPath: path] = value
        default: $0[keyPath: path] = nil
        }
      })
  }

  /// Declares a limit in standard deviations, `off`, or a share of the mean return as in
  /// `10 % of the mean return`.
  public static func threshold(
    _ key: String, _ path: WritableKeyPath<Group, Threshold?> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String, source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .threshold(range), meaning, source: source,
      read: { .threshold($0[keyPath: path]) },
      write: { if case .threshold(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// Declares a setting that is one of a list of names.
  public static func choice(
    _ key: String, of names: [String], _ path: WritableKeyPath<Group, String> & Sendable,
    _ meaning: String, source: String = ""
  ) -> GroupSetting {
    GroupSetting(
      key, .choice(names), meaning, source: source,
      read: { .word($0[keyPath: path]) },
      write: { if case .word(let word) = $1 { $0[keyPath: path] = word } })
  }

  /// Declares what takes the steps of a training, as `optimizer`.
  public static func optimizer(
    _ path: WritableKeyPath<Group, OptimizerKind> & Sendable
  ) -> GroupSetting {
    .choice(
      "optimizer", path, "What moves the hidden matrices of a decoder; all else is AdamW's.",
      source: "Liu et al. 2025, arXiv:2502.16982")
  }

  /// Declares which part of a list is taken.
  ///
  /// - Parameter question: what is chosen, such as `How the policy is made`.
  public static func part<Part>(
    _ key: String = "method", of parts: PartList<Part>,
    _ path: WritableKeyPath<Group, String> & Sendable, _ question: String
  ) -> GroupSetting {
    .choice(key, of: parts.names, path, "\(question): \(parts.explained)")
  }
}
