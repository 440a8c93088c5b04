import Experiments
import PlainText
import SandboxCore

// `sweep:` makes arms of all combinations of values:
//
//     sweep:
//       grid: {annotators.length_bias: [0, 0.5, 1], feedback.questions: [500, 2000]}   # each with each
//       zip: {reward_model.epochs: [2, 4], reward_model.learning_rate: [0.001, 0.0005]} # side by side
//       list: [{annotators.mistakes: 0.1}, {annotators.lapses: 0.1}]                    # one after another
//
// A key of grid or zip may also be a word of one's own, over levels that have names:
//
//     grid: {crowd: {calm: {annotators.mistakes: 0}, hasty: {annotators.mistakes: 0.2, annotators.lapses: 0.1}}}
//
// What stands in several of the three is combined, too.
extension ScenarioDecoder {
  /// One value of a factor: what an arm is called by it, and what it sets, as written and as read.
  private struct Level {
    var name: String
    var entries: [(key: String, value: ScenarioNode)]
    var assignments = Assignments()
  }

  /// The arms of a sweep, in the order in which the file writes its values, the last varying fastest.
  mutating func sweepDrafts(
    _ node: ScenarioNode?, besides arms: [ArmDraft], with settings: inout SettingsDecoder
  ) -> [ArmDraft] {
    guard let node, let fields = fields(node, known: ["grid", "zip", "list"]) else { return [] }
    var factors: [[Level]] = []
    if let grid = fields["grid"] { factors += columns(grid) }
    if let zip = fields["zip"] { factors += zipped(columns(zip), at: zip) }
    if let list = fields["list"] { factors += listed(list) }
    guard !factors.isEmpty, factors.allSatisfy({ !$0.isEmpty }) else {
      if problems.isEmpty {
        problems.append(
          node.problem(
            "\(node.place.path) has no values", "write sweep: {grid: {KEY: [first, second]}}"))
      }
      return []
    }
    let count = factors.reduce(1.0) { $0 * Double($1.count) }
    guard count + Double(arms.count) <= Double(Self.mostArms) else {
      problems.append(
        node.problem(
          "the sweep has \(SettingValue.number(count)) cells, but a scenario has at most \(Self.mostArms) arms",
          "sweep fewer values, or split the scenario"))
      return []
    }
    // Each level is read once, whatever the number of its cells.
    for factor in factors.indices {
      for level in factors[factor].indices {
        settings.read(
          factors[factor][level].entries, into: &factors[factor][level].assignments)
      }
    }
    var drafts: [ArmDraft] = []
    var seen: Set<String> = []
    for levels in cells(of: factors) {
      guard let draft = draft(levels, at: node.place, besides: arms) else { continue }
      // Names become files, and some file systems do not tell capitals from small letters.
      guard seen.insert(draft.name.lowercased()).inserted else {
        problems.append(
          draft.place.problem(
            "two cells of the sweep are called \(Excerpt.of(draft.name))",
            "write each value once, and give levels names that tell them apart"))
        return drafts
      }
      drafts.append(draft)
    }
    return drafts
  }

  private mutating func draft(
    _ levels: [Level], at place: Place, besides arms: [ArmDraft]
  ) -> ArmDraft? {
    let name = levels.map(\.name).joined(separator: ",")
    guard Self.isArmName(name) else {
      problems.append(
        place.problem(
          "a cell of the sweep would be called \(Excerpt.of(name)), which is no name of at most "
            + "\(Self.mostInName) letters, digits and . - _ = , + @ ±",
          "write these arms under list: with a name each, or as arms"))
      return nil
    }
    if let arm = arms.first(where: { $0.name.lowercased() == name.lowercased() }) {
      problems.append(
        arm.place.problem(
          "the arm \(Excerpt.of(name)) is also a cell of the sweep", "give the arm another name"))
      return nil
    }
    var draft = ArmDraft(name: name, place: levels.first?.entries.first?.value.place ?? place)
    for level in levels {
      do throws(ScenarioProblem) {
        try draft.assignments.add(level.assignments)
      } catch {
        // Two factors that set the same thing do so in many cells; it is said once.
        if conflicts.insert(error).inserted { problems.append(error) }
      }
    }
    return draft
  }

  private func cells(of factors: [[Level]]) -> [[Level]] {
    factors.reduce([[]]) { cells, factor in
      cells.flatMap { cell in factor.map { cell + [$0] } }
    }
  }

  /// The levels of each key.
  private mutating func columns(_ node: ScenarioNode) -> [[Level]] {
    guard case .mapping(let entries) = node.content, !entries.isEmpty else {
      problems.append(
        node.problem(
          "\(node.place.path) is \(node.description), but must be a mapping of keys to lists",
          "write for example {annotators.mistakes: [0, 0.1]}"))
      return []
    }
    let names = Self.shortNames(entries.map(\.key))
    return zip(entries, names).compactMap { entry, name in
      column(entry.key, entry.value, called: name)
    }
  }

  /// The levels of one key: a list of values of a setting, or, of a word that is no setting, settings by name.
  private mutating func column(_ key: String, _ node: ScenarioNode, called name: String) -> [Level]?
  {
    switch node.content {
    case .list(let values) where !values.isEmpty:
      // A key that is unknown is said once, not for each of its values.
      guard SettingsCatalog.setting(key) != nil else {
        problems.append(SettingsDecoder.unknown(key, at: node.place))
        return nil
      }
      return values.map { Level(name: "\(name)=\(Self.word($0))", entries: [(key, $0)]) }
    case .mapping(let levels) where !levels.isEmpty && SettingsCatalog.setting(key) == nil:
      return levels.compactMap { level in
        switch level.value.content {
        case .mapping(let entries): return Level(name: level.key, entries: entries)
        case .scalar(""): return Level(name: level.key, entries: [])
        default:
          problems.append(
            level.value.problem(
              "\(level.value.place.path) is \(level.value.description), but must be a mapping of settings",
              "write for example {annotators.mistakes: 0.1}"))
          return nil
        }
      }
    default:
      problems.append(
        node.problem(
          "\(node.place.path) is \(node.description), but must be a list of values",
          "write for example [0, 0.1]"))
      return nil
    }
  }

  /// Columns side by side: the first levels together, then the second.
  private mutating func zipped(_ columns: [[Level]], at node: ScenarioNode) -> [[Level]] {
    guard let first = columns.first else { return [] }
    guard columns.allSatisfy({ $0.count == first.count }) else {
      problems.append(
        node.problem(
          "\(node.place.path) has lists of \(columns.map { "\($0.count)" }.joined(separator: " and ")) values",
          "give all keys as many values, or write them under grid"))
      return []
    }
    return [
      first.indices.map { row in
        Level(
          name: columns.map { $0[row].name }.joined(separator: ","),
          entries: columns.flatMap { $0[row].entries })
      }
    ]
  }

  /// Mappings one after another, each with a name of its own, or called by what it sets.
  private mutating func listed(_ node: ScenarioNode) -> [[Level]] {
    guard case .list(let items) = node.content, !items.isEmpty else {
      problems.append(
        node.problem(
          "\(node.place.path) is \(node.description), but must be a list of mappings",
          "write for example [{annotators.mistakes: 0.1}, {annotators.lapses: 0.1}]"))
      return []
    }
    var levels: [Level] = []
    for item in items {
      guard case .mapping(let entries) = item.content, !entries.isEmpty else {
        problems.append(
          item.problem(
            "\(item.place.path) is \(item.description), but must be a mapping",
            "write for example {annotators.mistakes: 0.1}"))
        continue
      }
      let keys = entries.filter { $0.key != "name" }
      let names = zip(Self.shortNames(keys.map(\.key)), keys).map { "\($0)=\(Self.word($1.value))" }
      var name = names.joined(separator: ",")
      if let own = entries.first(where: { $0.key == "name" })?.value {
        guard case .scalar(let word) = own.content, !word.isEmpty else {
          problems.append(
            own.problem(
              "\(own.place.path) is \(own.description), but must be a word",
              "write name: and a word"))
          continue
        }
        name = word
      }
      levels.append(Level(name: name, entries: keys))
    }
    return [levels]
  }

  /// The last words of dotted keys, as many as tell them apart; of a group's field, the group's name with it.
  private static func shortNames(_ keys: [String]) -> [String] {
    let names = keys.map { key in
      let words = key.split(separator: ".").map(String.init)
      let last = words.last ?? key
      guard let path = SettingsCatalog.setting(key)?.path, words.count > 2, last != path.entry,
        key.hasPrefix(path.table + ".")
      else { return last }
      return path.entry + "." + last
    }
    return zip(keys, names).map { key, name in
      names.count { $0 == name } == 1 ? name : key
    }
  }

  /// A value as part of a name.
  private static func word(_ node: ScenarioNode) -> String {
    switch node.content {
    case .scalar(let text): text.replacing("+-", with: "±").filter { !$0.isWhitespace }
    case .list(let items): items.map(word).joined(separator: "+")
    case .mapping(let entries):
      entries.map { entry in
        if case .scalar("1") = entry.value.content {
          entry.key
        } else {
          entry.key + word(entry.value)
        }
      }.joined(separator: "+")
    }
  }

  /// Adds what the base says as an arm called `base`, where a claim or the scale names it.
  func addBase(to drafts: inout [ArmDraft], namedIn nodes: [ScenarioNode]) {
    guard !drafts.contains(where: { $0.name.lowercased() == "base" }) else { return }
    func isNamed(_ node: ScenarioNode) -> Bool {
      switch node.content {
      // A quantity of the arm: base.METRIC, and a metric has no dot.
      case .scalar(let text): text == "base" || text.wholeMatch(of: /base\.[^.]+/) != nil
      case .list(let items): items.contains(where: isNamed)
      case .mapping(let entries):
        entries.contains { $0.key == "base" || (!Self.prose.contains($0.key) && isNamed($0.value)) }
      }
    }
    guard drafts.isEmpty || nodes.contains(where: isNamed) else { return }
    drafts.insert(ArmDraft(name: "base", place: Place(path: "base", line: 1)), at: 0)
  }

  private static let prose = ["id", "claim"]
}
