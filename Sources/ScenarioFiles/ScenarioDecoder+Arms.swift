import Environments
import Experiments
import PlainText
import SandboxCore

extension ScenarioDecoder {
  /// Arms at most.
  static let mostArms = 1000

  /// The arms as written.
  mutating func armDrafts(
    _ node: ScenarioNode?, with settings: inout SettingsDecoder
  ) -> [ArmDraft] {
    guard let node else { return [] }
    guard case .list(let list) = node.content, !list.isEmpty else {
      problems.append(
        node.problem(
          "arms is \(node.isEmpty ? "empty" : "no list"), but must be a list of arms",
          "write each arm as - name: and its settings, or leave arms out"))
      return []
    }
    guard isShort(list.count, "arms", most: Self.mostArms, node) else { return [] }
    var drafts: [ArmDraft] = []
    for item in list {
      guard case .mapping(let entries) = item.content else {
        problems.append(
          item.problem(
            "\(item.place.path) is \(item.description), but must be a mapping",
            "write - name: and the settings of the arm"))
        continue
      }
      let fields = Fields(entries, place: item.place)
      var draft = ArmDraft(
        name: text("name", in: fields, isRequired: true), place: item.place)
      checkArmName(draft.name, fields, earlier: drafts)
      draft.differences = fields["differences"].flatMap { words($0) }?.map {
        isResolved ? RenamedSettings.currentName(of: $0) ?? $0 : $0
      }
      settings.read(
        entries.filter { $0.key != "name" && $0.key != "differences" }, into: &draft.assignments)
      drafts.append(draft)
    }
    return drafts
  }

  private mutating func checkArmName(_ name: String, _ fields: Fields, earlier: [ArmDraft]) {
    guard let node = fields["name"], !name.isEmpty else { return }
    if !Self.isArmName(name) {
      problems.append(
        node.problem(
          "\(node.place.path) is \(Excerpt.of(name)), but may have only letters, digits and . - _ = , + @ ±, and "
            + "no . or - in front",
          "write for example name: trolls-20"))
    }
    // Names become files, and some file systems do not tell capitals from small letters.
    if let first = earlier.first(where: { $0.name.lowercased() == name.lowercased() }) {
      problems.append(
        node.problem(
          "the arm \(Excerpt.of(name)) is written again; it already stands \(first.place.words)",
          "give each arm a name of its own"))
    }
  }

  /// A list of words, such as names of arms.
  mutating func words(_ node: ScenarioNode) -> [String]? {
    if case .list(let items) = node.content {
      let words = items.compactMap { item -> String? in
        if case .scalar(let word) = item.content { word } else { nil }
      }
      if words.count == items.count { return words }
    }
    problems.append(
      node.problem("\(node.place.path) is no list of words", "write [first, second]"))
    return nil
  }

  /// Fields of entries that a table, which is written here, does not have: a name spelt otherwise would make
  /// somebody new.
  private func strangeEntries(_ base: Assignments, _ own: Assignments) -> [ScenarioProblem] {
    (base.list + own.list).compactMap { assignment in
      guard let path = assignment.setting.path, path.table.hasPrefix("annotators."),
        path.table != "annotators.topic_traits", let whole = own[path.table] ?? base[path.table],
        case .entries(let entries) = whole.value, !entries.isEmpty
      else { return nil }
      let known = entries.map(\.name)
      guard !known.contains(path.entry) else { return nil }
      return assignment.place.problem(
        "\(path.table) \(whole.place.words) has no entry \(Excerpt.of(path.entry))",
        Spelling.nearest(to: path.entry, in: known).map { "write \($0)" }
          ?? "write one of \(Excerpt.list(known, limit: 20)), or add it to the table")
    }
  }

  /// The arm with every setting filled in: what suits its world and its method, then the base's preset and keys, then its
  /// own.
  mutating func arm(_ draft: ArmDraft, base: Assignments) -> Arm {
    var chosen = ArmSettings()
    base.apply(to: &chosen)
    draft.assignments.apply(to: &chosen)
    var settings = ArmSettings.defaults(
      for: chosen.world.name, method: chosen.policyOptimization.method)
    for assignments in [base, draft.assignments] {
      // A preset is what the settings written beside it start from, whatever their order.
      if let preset = assignments["annotators.preset"] {
        assignments.apply(only: preset, to: &settings)
        settings.takeUpPreset()
      }
      assignments.apply(to: &settings)
    }

    for problem in strangeEntries(base, draft.assignments) where conflicts.insert(problem).inserted
    {
      problems.append(problem)
    }
    let failed = base.failedKeys + draft.assignments.failedKeys
    for conflict in settings.conflicts(makeWorld: { try worlds.world($0) })
    where !conflict.keys.contains(where: failed.contains) {
      let places =
        conflict.keys.compactMap { draft.assignments.place(of: $0) }
        + conflict.keys.compactMap { base.place(of: $0) }
      let problem = (places.first ?? draft.place).problem(conflict.what, conflict.remedy)
      // What the base gets wrong is said once, not for every arm.
      if conflicts.insert(problem).inserted { problems.append(problem) }
    }
    let written = draft.assignments.list.map(\.setting.key)
    return Arm(name: draft.name, settings: settings, differences: draft.differences ?? written)
  }
}
