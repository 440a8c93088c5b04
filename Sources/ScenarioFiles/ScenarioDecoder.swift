import Experiments
import PlainText
import SandboxCore

/// Turns the nodes of a scenario into an experiment and collects what is wrong on the way.
struct ScenarioDecoder {
  var problems: [ScenarioProblem]
  /// The worlds that arms were checked against.
  var worlds = WorldCache()
  /// What arms' settings were already found to get wrong.
  var conflicts: Set<ScenarioProblem> = []
  /// The arms that a sweep makes.
  var sweptArms: Set<String> = []
  /// Whether a run wrote the scenario, which then says by which version.
  var isResolved = false

  static let texts = ["name", "title", "question", "expectation", "runtime", "source", "version"]
  static let keys =
    texts + ["seed", "replications", "base", "sweep", "arms", "claims", "hypotheses", "scale"]

  /// An arm as it is written, before its world's defaults are filled in.
  struct ArmDraft {
    var name: String
    var place: Place
    var assignments = Assignments()
    /// The keys in which it departs, where a resolved scenario says so.
    var differences: [String]?
  }

  /// The experiment; `nil`, or incomplete, when there are problems.
  mutating func experiment(
    _ root: ScenarioNode, overrides: [String], replications: Int?
  ) -> Experiment? {
    guard case .mapping(let entries) = root.content else {
      problems.append(
        root.problem(
          "the file is \(root.description), but must be a mapping",
          "write keys and values: name, title, seed, base, arms"))
      return nil
    }
    let top = Fields(entries, place: root.place)
    isResolved = top["version"] != nil
    checkKeys(of: top)
    let texts = Self.texts.map { text($0, in: top, isRequired: $0 == "name" || $0 == "title") }
    checkName(texts[0], in: top)

    var settings = SettingsDecoder(readsOldNames: isResolved)
    var base = Assignments()
    if let node = top["base"] { read(node, with: &settings, into: &base) }
    var drafts = armDrafts(top["arms"], with: &settings)
    let cells = sweepDrafts(top["sweep"], besides: drafts, with: &settings)
    drafts = cells + drafts
    addBase(to: &drafts, namedIn: ["claims", "hypotheses", "scale"].compactMap { top[$0] })
    var seed = top["seed"]
    let options = overrides.compactMap { override($0, arms: drafts.map(\.name)) }
    for option in options where option.key == "seed" && option.arm == nil { seed = option.value }
    apply(options, base: &base, drafts: &drafts, with: &settings)
    problems += settings.problems

    let arms = drafts.map { arm($0, base: base) }
    let claims = top["claims"] ?? top["hypotheses"]
    if let hypotheses = top["hypotheses"], top["claims"] != nil {
      problems.append(
        hypotheses.problem("claims are written again as hypotheses", "keep claims alone"))
    }
    return Experiment(
      name: texts[0], title: texts[1], question: texts[2], expectation: texts[3],
      runtime: texts[4], source: texts[5], seed: self.seed(seed, in: top),
      replications: self.replications(replications, in: top, arms: drafts.count), arms: arms,
      hypotheses: hypotheses(claims, arms: arms, cells: Set(cells.map(\.name))),
      scale: top["scale"].flatMap { scale($0, arms: arms) })
  }

  // MARK: - The top

  private mutating func checkKeys(of top: Fields) {
    for (key, node) in top.entries where !Self.keys.contains(key) {
      let isSetting =
        SettingsCatalog.setting(key) != nil
        || SettingsCatalog.sections.contains(String(key.prefix { $0 != "." }))
      problems.append(
        isSetting
          ? node.problem(
            "\(Excerpt.of(key)) is a setting, but stands outside base", "write it below base")
          : unknownKey(key, node, known: Self.keys))
    }
  }

  private mutating func checkName(_ name: String, in top: Fields) {
    guard let place = top["name"]?.place, !name.isEmpty else { return }
    if !Self.isName(name) {
      problems.append(
        place.problem(
          "name is \(Excerpt.of(name)), but may have only letters, digits and hyphens",
          "write for example name: 03-trolls"))
      return
    }
  }

  private mutating func seed(_ node: ScenarioNode?, in top: Fields) -> UInt64 {
    guard let node else {
      problems.append(
        top.place.problem(
          "seed is missing", "write for example seed: 1; all randomness comes from it"))
      return 0
    }
    if case .scalar(let text) = node.content, let seed = UInt64(text.replacing("_", with: "")) {
      return seed
    }
    problems.append(
      node.problem(
        "seed is \(node.description), but must be a whole number from 0 to \(UInt64.max)",
        "write for example seed: 1"))
    return 0
  }

  /// Replications of each arm, and of all arms together.
  private static let (replicationRange, mostReplications) = (1...100_000, 1_000_000)

  private mutating func replications(_ given: Int?, in top: Fields, arms: Int) -> Int {
    let range = Self.replicationRange
    let place = given == nil ? top["replications"]?.place : Place(path: "--replications")
    guard let place else { return 10 }
    let example = given == nil ? "replications: 10" : "--replications 10"
    var written = given.map { "\($0)" } ?? ""
    if given == nil, let node = top["replications"] { written = node.description }
    guard let count = Int(written.replacing("_", with: "")), range.contains(count) else {
      problems.append(
        place.problem(
          "replications is \(written), but must be a whole number from \(range.lowerBound) to "
            + "\(range.upperBound)", "write for example \(example)"))
      return 1
    }
    if count * arms > Self.mostReplications {
      problems.append(
        place.problem(
          "\(arms) arms with \(count) replications are \(arms * count) in all",
          "have \(Self.mostReplications) at most"))
    }
    return count
  }

  // MARK: - For all parts

  /// Whether a word can name a scenario and its folder.
  static func isName(_ word: String) -> Bool { word.wholeMatch(of: /[A-Za-z0-9-]+/) != nil }

  /// Whether a word can name an arm and its files; cells of a sweep are called `share=0.2,questions=500`.
  static func isArmName(_ word: String) -> Bool {
    word.wholeMatch(of: /[A-Za-z0-9_=±][A-Za-z0-9._=,+@±-]*/) != nil
      && word.utf8.count <= mostInName
  }

  /// Characters of a name, and of any other text, at most.
  static let (mostInName, mostInText) = (100, 10_000)

  /// Whether a list has no more entries than are read; a problem is noted where it has.
  mutating func isShort(_ count: Int, _ noun: String, most: Int, _ node: ScenarioNode) -> Bool {
    guard count > most else { return true }
    problems.append(
      node.problem(
        "there are \(count) \(noun), but a scenario has at most \(most)", "split the scenario"))
    return false
  }

  /// The text of a key; empty when it is left out.
  mutating func text(_ key: String, in fields: Fields, isRequired: Bool) -> String {
    let name = fields.place.key(key, line: nil).path
    guard let node = fields[key] else {
      if isRequired {
        problems.append(fields.place.problem("\(name) is missing", "write \(key): and some text"))
      }
      return ""
    }
    guard case .scalar(let text) = node.content, !(isRequired && text.isEmpty) else {
      problems.append(
        node.problem(
          "\(name) is \(node.description), but must be text", "write \(key): and some text"))
      return ""
    }
    let most = key == "name" || key == "id" ? Self.mostInName : Self.mostInText
    guard text.utf8.count <= most else {
      problems.append(
        node.problem(
          "\(name) has \(text.utf8.count) bytes, but may have at most \(most)", "write less"))
      return ""
    }
    return text
  }

  /// The problem with a key that nobody reads.
  func unknownKey(_ key: String, _ node: ScenarioNode, known: [String]) -> ScenarioProblem {
    let remedy = (problems.count < 100 ? Spelling.nearest(to: key, in: known) : nil).map {
      "write \($0)"
    }
    return node.problem(
      "there is no key \(Excerpt.of(key)) here",
      remedy ?? "write one of \(known.joined(separator: ", "))")
  }

  private mutating func read(
    _ node: ScenarioNode, with settings: inout SettingsDecoder, into assignments: inout Assignments
  ) {
    if case .mapping(let entries) = node.content {
      settings.read(entries, into: &assignments)
    } else if !node.isEmpty {
      problems.append(
        node.problem(
          "\(node.place.path) is \(node.description), but must be a mapping",
          "write settings below it, such as world.name: text.town"))
    }
  }
}

/// The keys and values of a mapping, and where it stands.
struct Fields {
  let entries: [(key: String, value: ScenarioNode)]
  let place: Place

  init(_ entries: [(key: String, value: ScenarioNode)], place: Place) {
    self.entries = entries
    self.place = place
  }

  /// The value of a key, if it is written.
  subscript(key: String) -> ScenarioNode? { entries.first { $0.key == key }?.value }
}
