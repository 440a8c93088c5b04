import Experiments
import SandboxCore
import PlainText

/// Reads nested or dotted keys of ``SettingsCatalog`` into assignments.
struct SettingsDecoder {
  /// What was wrong so far.
  var problems: [ScenarioProblem] = []

  private static let keys = SettingsCatalog.all.map(\.key)
  /// `annotators`, `annotators.trolls`, …: what can stand above other keys.
  private static let sections: [String] = keys.reduce(into: []) { sections, key in
    for index in key.indices where key[index] == "." {
      let section = String(key[..<index])
      if !sections.contains(section) { sections.append(section) }
    }
  }

  /// Whether keys and words of earlier versions are read as those of now: what a run left says what it meant.
  var readsOldNames = false

  /// Adds the settings written under a key (or under none) to those already read.
  mutating func read(
    _ entries: [(key: String, value: ScenarioNode)], under prefix: String = "",
    into assignments: inout Assignments
  ) {
    for (name, node) in entries {
      var (key, node) = (prefix.isEmpty ? name : "\(prefix).\(name)", node)
      if readsOldNames {
        if key == RenamedSettings.groupTraits, case .mapping(let traits) = node.content {
          let fields = traits.map { trait in
            (
              key: trait.key.replacing(/^([^.]+)\./) { "\($0.output.1).traits." },
              value: trait.value
            )
          }
          read(fields, under: "annotators.groups", into: &assignments)
          continue
        }
        if case .scalar(let text) = node.content {
          let now = RenamedSettings.current(key, text)
          (key, node.content) = (now.key, .scalar(now.text))
        } else {
          key = RenamedSettings.currentName(of: key) ?? key
        }
      }
      if let kinds = SettingsCatalog.listed(key), case .list = node.content {
        // Several kinds are written where one would be.
        add(kinds, node, to: &assignments)
      } else if SettingsCatalog.below(key) != nil, case .mapping(let entries) = node.content {
        read(entries, under: key, into: &assignments)
      } else if let setting = SettingsCatalog.setting(key) {
        add(setting, node, to: &assignments)
      } else if Self.sections.contains(key) {
        switch node.content {
        case .mapping(let entries): read(entries, under: key, into: &assignments)
        case .scalar(""): break
        default:
          problems.append(
            node.problem(
              "\(key) is \(node.description), but must be a mapping",
              "write its settings as a mapping: \(Self.children(of: key))"))
        }
      } else {
        problems.append(Self.unknown(key, at: node.place, suggests: problems.count < 100))
      }
    }
  }

  /// Takes up one setting.
  ///
  /// - Parameter replaces: whether it may take the place of what the file says.
  mutating func add(
    _ setting: Setting, _ node: ScenarioNode, to assignments: inout Assignments,
    replaces: Bool = false
  ) {
    do throws(ScenarioProblem) {
      var places: [String: Place] = [:]
      let value = try value(of: node, for: setting, places: &places)
      try assignments.add(
        Assignment(setting: setting, value: value, place: node.place, fieldPlaces: places),
        replaces: replaces)
    } catch {
      problems.append(error)
    }
  }

  /// The problem with a key that is no setting.
  ///
  /// - Parameter suggests: whether the nearest spelling is looked for; the hundredth problem of a file
  ///   needs none.
  static func unknown(
    _ key: String, at place: Place, suggests: Bool = true
  ) -> ScenarioProblem {
    let what = "there is no setting \(Excerpt.of(key))"
    if let now = RenamedSettings.currentName(of: key) {
      return place.problem(
        "\(Excerpt.of(key)) is now called \(now)\(RenamedSettings.note(on: key))",
        "write the new name")
    }
    let (bare, topic) = SettingTable.parts(of: key)
    if topic != nil, SettingsCatalog.setting(bare) != nil {
      return place.problem(
        "\(Excerpt.of(key)) names a topic, but \(bare) is the same on all",
        "write \(bare), or say a trait of the topic, such as annotators.mistakes@TOPIC")
    }
    if let (table, rest) = SettingsCatalog.below(key) {
      let problem = table.problem(below: rest)
      return place.problem(problem.what, problem.remedy)
    }
    if let whole = keys.first(where: { key.hasPrefix($0 + ".") }) {
      return place.problem(what, "give \(whole) one value; nothing stands below it")
    }
    if sections.contains(key) {
      return place.problem(
        "\(key) is no setting but a group of settings", "name one: \(children(of: key))")
    }
    let section = sections.last { key.hasPrefix($0 + ".") }
    if suggests, let near = near(key, in: section) { return place.problem(what, "write \(near)") }
    return place.problem(what, "write one of \(children(of: section))")
  }

  /// What somebody probably meant: where the section is right, a key of it with the rest spelt alike.
  private static func near(_ key: String, in section: String?) -> String? {
    let prefix = section.map { $0 + "." } ?? ""
    let rests = (keys + sections).filter { $0.hasPrefix(prefix) }
      .map { String($0.dropFirst(prefix.count)) }
    return Spelling.nearest(to: String(key.dropFirst(prefix.count)), in: rests).map { prefix + $0 }
  }

  private static func children(of section: String?) -> String {
    let prefix = section.map { $0 + "." } ?? ""
    let names = (keys + sections).filter { $0.hasPrefix(prefix) }
      .map { String($0.dropFirst(prefix.count).prefix { $0 != "." }) }
    return names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      .joined(separator: ", ")
  }

  private func value(
    of node: ScenarioNode, for setting: Setting, places: inout [String: Place]
  ) throws(ScenarioProblem) -> Assignment.Value {
    if case .table(let table) = setting.kind {
      return .entries(try Self.entries(node, of: table, key: setting.key, places: &places))
    }
    switch node.content {
    case .scalar(let text): return .text(text)
    case .list:
      throw node.problem(
        "\(setting.key) is a list, but must be \(setting.expectation)", "write one value")
    case .mapping(let entries):
      var shares: [GroupShare] = []
      guard setting.kind == .shares else { return .shares(shares) }
      for (group, share) in entries {
        guard case .scalar(let text) = share.content, let value = Double(text), value.isFinite
        else {
          throw share.problem(
            "\(setting.key).\(Excerpt.of(group)) is \(share.description), but must be a number from 0 to 1",
            "give each its part of 1, all together 1")
        }
        shares.append(GroupShare(group: Excerpt.of(group), share: value))
      }
      return .shares(shares)
    }
  }

  /// Entries of a table: a mapping of names to fields, or to the value that stands for them; or a list of
  /// mappings that have a name.
  private static func entries(
    _ node: ScenarioNode, of table: SettingTable, key: String, places: inout [String: Place]
  ) throws(ScenarioProblem) -> [(name: String, fields: [(key: String, text: String)])] {
    var named: [(name: String, node: ScenarioNode)] = []
    switch node.content {
    case .mapping(let entries): named = entries.map { ($0.key, $0.value) }
    case .list(let items):
      for item in items { named.append(try Self.named(item, of: table, key: key)) }
    case .scalar:
      throw node.problem(
        "\(key) is \(node.description), but must be a mapping of names",
        "write the name of each \(table.noun), and below it what is said of it")
    }
    var entries: [(name: String, fields: [(key: String, text: String)])] = []
    for (name, node) in named {
      let name = Excerpt.of(name)
      var fields: [(key: String, text: String)] = []
      if case .scalar(let text) = node.content, let short = table.short, !text.isEmpty {
        fields = [(short, text)]
        places["\(key).\(name).\(short)"] = node.place
      } else if !node.isEmpty {
        try flatten(node, under: "", into: &fields) { places["\(key).\(name).\($0)"] = $1 }
      }
      for field in fields where table.field(field.key) == nil {
        let whole = "\(key).\(name).\(field.key)"
        if RenamedSettings.currentName(of: whole) != nil {
          throw unknown(whole, at: places[whole] ?? node.place)
        }
      }
      places["\(key).\(name)"] = node.place
      entries.append((name, fields))
    }
    return entries
  }

  /// An item of a list with its name, which is no field.
  private static func named(
    _ item: ScenarioNode, of table: SettingTable, key: String
  ) throws(ScenarioProblem) -> (name: String, node: ScenarioNode) {
    guard case .mapping(let fields) = item.content else {
      throw item.problem(
        "\(item.place.path) is \(item.description), but must be a mapping",
        "write {name: and what is said of the \(table.noun)}")
    }
    let naming = ["name", table.naming].compactMap(\.self)
    for key in naming {
      if let field = fields.first(where: { $0.key == key }),
        case .scalar(let name) = field.value.content, !name.isEmpty
      {
        var rest = item
        rest.content = .mapping(fields.filter { $0.key != "name" })
        return (name, rest)
      }
    }
    for field in fields {
      let whole = "\(key).NAME.\(field.key)"
      if RenamedSettings.currentName(of: whole) != nil {
        throw unknown(whole, at: field.value.place)
      }
    }
    throw item.problem(
      "\(item.place.path) has no name", "write name: and a word of letters, digits and hyphens")
  }

  /// The fields below an entry, with dotted keys.
  private static func flatten(
    _ node: ScenarioNode, under prefix: String, into fields: inout [(key: String, text: String)],
    note: (String, Place) -> Void
  ) throws(ScenarioProblem) {
    switch node.content {
    case .scalar(let text):
      guard !prefix.isEmpty else {
        throw node.problem(
          "\(node.place.path) is \(node.description), but must be a mapping",
          "write what is said of it as a mapping")
      }
      fields.append((prefix, text))
      note(prefix, node.place)
    case .list:
      throw node.problem("\(node.place.path) is a list, but must be a value", "write one value")
    case .mapping(let below):
      for (key, value) in below {
        let key = Excerpt.of(key)
        try flatten(
          value, under: prefix.isEmpty ? key : "\(prefix).\(key)", into: &fields, note: note)
      }
    }
  }
}
