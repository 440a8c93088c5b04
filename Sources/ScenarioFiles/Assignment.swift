import Experiments
import SandboxCore
import PlainText

/// A setting, the value that somebody gave it, and where.
struct Assignment {
  /// A value as written: text, shares by name, or the entries of a table.
  enum Value {
    case text(String)
    case shares([GroupShare])
    case entries([(name: String, fields: [(key: String, text: String)])])
  }

  let setting: Setting
  let value: Value
  let place: Place
  /// Where the fields of a table stand, by their whole keys.
  var fieldPlaces: [String: Place] = [:]

  /// Where a key stands, if it is written here: the setting itself, or something below it.
  func place(of key: String) -> Place? {
    if key == setting.key { return place }
    if let place = fieldPlaces[key] { return place }
    return setting.key.hasPrefix(key + ".") || key.hasPrefix(setting.key + ".") ? place : nil
  }

  /// Gives the settings the value; what is wrong with it is located at the assignment's place.
  func apply(to settings: inout ArmSettings) throws(ScenarioProblem) {
    if case .text(let text) = value,
      let now = RenamedSettings.currentWord(for: text, of: setting.key)
    {
      throw place.problem("\(text) is now called \(now)", "write \(now)")
    }
    do throws(SettingProblem) {
      switch value {
      // What a message would cut is no number and no word that can be chosen; so the setting refuses the
      // excerpt, and quotes no more than it.
      case .text(let text):
        try setting.assign(setting.kind == .text ? text : Excerpt.of(text), to: &settings)
      case .shares(let shares): try setting.assign(shares: shares, to: &settings)
      case .entries(let entries): try setting.assign(entries: entries, to: &settings)
      }
    } catch {
      // Scenarios write `key: value`, the command line `key=value`.
      let remedy =
        place.line == nil
        ? error.remedy.replacing("\(setting.key): ", with: "\(setting.key)=") : error.remedy
      throw place.problem(error.what, remedy)
    }
  }
}

/// The settings that are written in one place of a scenario: its base, or one of its arms.
struct Assignments {
  /// Those that can be applied, in the order written, no key twice.
  private(set) var list: [Assignment] = []
  /// The keys of those that cannot.
  private(set) var failedKeys: [String] = []

  /// The assignment of a key, if it is written here.
  subscript(key: String) -> Assignment? { list.first { $0.setting.key == key } }

  /// Takes up an assignment.
  ///
  /// - Parameter replaces: whether it takes the place of an earlier one with its key.
  /// - Throws: what is wrong with it, or that its key was already written.
  mutating func add(
    _ assignment: Assignment, replaces: Bool = false
  ) throws(ScenarioProblem) {
    let key = assignment.setting.key
    let index = list.firstIndex { $0.setting.key == key }
    // The command line replaces what the file says, and not what it said itself.
    if !replaces || index.map({ list[$0].place.line == nil }) ?? false {
      try requireNew(assignment)
    }
    do {
      var scratch = ArmSettings()
      try assignment.apply(to: &scratch)
    } catch {
      failedKeys.append(key)
      throw error
    }
    if let index { list[index] = assignment } else { list.append(assignment) }
    // A whole table takes the place of what was said of its fields.
    if replaces, case .table = assignment.setting.kind {
      list.removeAll { $0.setting.path?.table == key }
    }
  }

  /// Takes up all assignments of another place, which were accepted there.
  ///
  /// - Throws: that a key was already written.
  mutating func add(_ others: Assignments) throws(ScenarioProblem) {
    failedKeys += others.failedKeys
    for assignment in others.list {
      try requireNew(assignment)
      list.append(assignment)
    }
  }

  /// Throws where a key, or a field of a table, is already written.
  private func requireNew(_ assignment: Assignment) throws(ScenarioProblem) {
    let key = assignment.setting.key
    let earlier =
      self[key]?.place ?? list.lazy.compactMap { $0.fieldPlaces[key] }.first
      ?? list.first { assignment.fieldPlaces[$0.setting.key] != nil }?.place
    if let earlier {
      throw assignment.place.problem(
        "\(key) is written again; it already stands \(earlier.words)", "keep one of the two")
    }
  }

  /// Where a key stands, if it is written here: itself, or else something above or below it.
  func place(of key: String) -> Place? {
    list.first { $0.setting.key == key || $0.fieldPlaces[key] != nil }?.place(of: key)
      ?? list.lazy.compactMap { $0.place(of: key) }.first
  }

  /// Applies all of them: whole tables first, then what is said of single fields.
  func apply(to settings: inout ArmSettings) {
    for assignment in list where assignment.setting.path == nil {
      apply(only: assignment, to: &settings)
    }
    for assignment in list where assignment.setting.path != nil {
      apply(only: assignment, to: &settings)
    }
  }

  /// Applies one of them.
  func apply(only assignment: Assignment, to settings: inout ArmSettings) {
    do {
      try assignment.apply(to: &settings)
    } catch {
      preconditionFailure("\(assignment.setting.key) was accepted and is now refused: \(error)")
    }
  }
}
