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

  /// Adds the settings written under a key (or under none) to those already read.
  mutating func read(
    _ entries: [(key: String, value: ScenarioNode)], under prefix: String = "",
    into assignments: inout Assignments
  ) {
    for (name, node) in entries {
      let key = prefix.isEmpty ? name : "\(prefix).\(name)"
      if let setting = SettingsCatalog.setting(key) {
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
      let assignment = Assignment(
        setting: setting, value: try value(of: node, for: setting), place: node.place)
      try assignments.add(assignment, replaces: replaces)
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
    of node: ScenarioNode, for setting: Setting
  ) throws(ScenarioProblem) -> Assignment.Value {
    switch node.content {
    case .scalar(let text): return .text(text)
    case .list:
      throw node.problem(
        "\(setting.key) is a list, but must be \(setting.expectation)", "write one value")
    case .mapping(let entries):
      if setting.kind == .groupTraits { return .groupTraits(try Self.groupTraits(entries)) }
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

  /// Traits below groups: `{elders: {mistakes: 0.1}}`, or `{elders.mistakes: 0.1}`.
  private static func groupTraits(
    _ entries: [(key: String, value: ScenarioNode)]
  ) throws(ScenarioProblem) -> [(group: String, key: String, text: String)] {
    var traits: [(group: String, key: String, text: String)] = []
    for (name, node) in entries {
      switch node.content {
      case .mapping(let below):
        for (key, value) in below {
          guard case .scalar(let text) = value.content else {
            throw value.problem(
              "\(value.place.path) is \(value.description), but must be a value",
              "write \(Excerpt.of(key)): and a number")
          }
          traits.append((Excerpt.of(name), Excerpt.of(key), Excerpt.of(text)))
        }
      case .scalar(let text):
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
          throw node.problem(
            "\(node.place.path) is \(node.description), but must be a mapping",
            "write the group's traits below it, such as {mistakes: 0.1}")
        }
        traits.append((Excerpt.of(parts[0]), Excerpt.of(parts[1]), Excerpt.of(text)))
      case .list:
        throw node.problem(
          "\(node.place.path) is a list, but must be a mapping",
          "write the group's traits below it, such as {mistakes: 0.1}")
      }
    }
    return traits
  }
}
