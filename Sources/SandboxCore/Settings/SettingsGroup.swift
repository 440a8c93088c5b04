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

  /// Takes up the settings of a group; a value that is what it was stays as it was written.
  public mutating func set<Group: SettingsGroup>(_ group: Group) {
    let before: Group = self.group()
    for declared in Group.settings {
      let value = declared.read(group)
      if values[declared.setting.key] == nil || value != declared.read(before) {
        values[declared.setting.key] = value
      }
    }
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

extension GroupSetting {
  /// The same setting of a group that holds this one's as a part.
  public func lifted<Outer>(
    _ path: WritableKeyPath<Outer, Group> & Sendable
  ) -> GroupSetting<Outer> {
    GroupSetting<Outer>(
      setting: setting, read: { read($0[keyPath: path]) },
      write: { write(&$0[keyPath: path], $1) })
  }
}

extension SettingsGroup {
  /// The settings of an entry of a table whose fields are this group's settings without their section.
  public init(_ entry: TableEntry) {
    self.init()
    for declared in Self.settings {
      if let value = entry[Self.field(of: declared)] { declared.write(&self, value) }
    }
  }

  /// The fields of a table whose entries are such groups.
  public static var fields: [SettingTable.Field] {
    settings.map { .init(field(of: $0), $0.setting.meaning, $0.setting.kind) }
  }

  /// The entry that says the same: all that is not as it stands anyway, and what every entry says.
  public func entry(named name: String, with always: [String] = []) -> TableEntry {
    TableEntry(
      name: name,
      fields: Self.settings.compactMap { declared in
        let value = declared.read(self)
        let key = Self.field(of: declared)
        return value == declared.setting.initial && !always.contains(key) ? nil : .init(key, value)
      })
  }

  private static func field(of declared: GroupSetting<Self>) -> String {
    String(declared.setting.key.dropFirst(section.count + 1))
  }
}
