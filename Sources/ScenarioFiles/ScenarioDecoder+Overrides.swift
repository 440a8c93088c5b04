import Experiments
import PlainText

extension ScenarioDecoder {
  /// One `--set` of the command line.
  struct Override {
    /// The arm it is for; `nil` for the base.
    var arm: String?
    /// The dotted key.
    var key: String
    /// The value, located at the option.
    var value: ScenarioNode
  }

  /// Takes `KEY=VALUE` or `ARM:KEY=VALUE` apart.
  ///
  /// - Parameter arms: the names of the arms, which may have an equals sign themselves.
  mutating func override(_ text: String, arms: [String]) -> Override? {
    let arm = arms.filter { text.hasPrefix($0 + ":") }.max { $0.count < $1.count }
    let rest = arm.map { text.dropFirst($0.count + 1) } ?? text[...]
    let parts = rest.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let target =
      arm.map { [$0[...], parts[0]] }
      ?? parts[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let place = Place(
      path: "--set \(Excerpt.of(arm.map { $0 + ":" + parts[0] } ?? String(parts[0])))")
    guard parts.count == 2, let key = target.last, !key.isEmpty else {
      problems.append(
        place.problem(
          "\(Excerpt.of(text)) is no setting with a value",
          "write KEY=VALUE, such as annotators.trolls.share=0.2"))
      return nil
    }
    var value = ScenarioNode(place: place, content: .scalar(String(parts[1])))
    // Shares and tables are no plain words.
    if parts[1].hasPrefix("{") || parts[1].hasPrefix("[") {
      do throws(ScenarioProblem) {
        let parsed = try ScenarioNode.parse(yaml: String(parts[1]))
        problems += parsed.problems.map { place.problem($0.what, $0.remedy) }
        value.content = parsed.root.relocated(to: place)
      } catch {
        problems.append(place.problem(error.what, "check the brackets, colons and commas"))
        return nil
      }
    }
    return Override(
      arm: target.count == 2 ? String(target[0]) : nil, key: String(key), value: value)
  }

  /// Puts the overrides in the place of what the file says.
  mutating func apply(
    _ overrides: [Override], base: inout Assignments, drafts: inout [ArmDraft],
    with settings: inout SettingsDecoder
  ) {
    for override in overrides where override.key != "seed" || override.arm != nil {
      let place = override.value.place
      let isList = if case .list = override.value.content { true } else { false }
      let listed = isList ? SettingsCatalog.listed(override.key) : nil
      guard let setting = listed ?? SettingsCatalog.setting(override.key) else {
        problems.append(
          override.key == "replications"
            ? place.problem("replications is no setting", "write --replications N instead")
            : unknown(override.key, at: place, arms: drafts.map(\.name)))
        continue
      }
      if let name = override.arm {
        guard let index = drafts.firstIndex(where: { $0.name == name }) else {
          problems.append(unknownArm(name, at: place, known: drafts.map(\.name)))
          continue
        }
        settings.add(setting, override.value, to: &drafts[index].assignments, replaces: true)
        if drafts[index].differences?.contains(setting.key) == false {
          drafts[index].differences?.append(setting.key)
        }
      } else if !drafts.isEmpty,
        drafts.allSatisfy({ draft in
          draft.assignments[setting.key] != nil
            || setting.path.map { draft.assignments[$0.table] != nil } ?? false
        })
      {
        problems.append(
          place.problem(
            "\(setting.key) changes nothing, because every arm sets it itself",
            "name an arm: --set \(drafts[0].name):\(setting.key)=…"))
      } else {
        settings.add(setting, override.value, to: &base, replaces: true)
      }
    }
  }

  /// The problem with a key that is no setting, or one that begins like an arm: `town.seed`.
  private func unknown(_ key: String, at place: Place, arms: [String]) -> ScenarioProblem {
    let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, SettingsCatalog.setting(parts[1]) != nil,
      let arm = Spelling.nearest(to: parts[0], in: arms)
    else { return SettingsDecoder.unknown(key, at: place) }
    return place.problem(
      "there is no setting \(Excerpt.of(key))", "for one arm alone write --set \(arm):\(parts[1])=…"
    )
  }

  /// The problem with an arm that is not there.
  func unknownArm(_ name: String, at place: Place, known: [String]) -> ScenarioProblem {
    place.problem(
      "there is no arm \(Excerpt.of(name))",
      Spelling.nearest(to: name, in: known).map { "write \($0)" }
        ?? "write one of \(Excerpt.list(known, limit: 20))")
  }
}

extension ScenarioNode {
  /// The content with all places in it replaced.
  fileprivate func relocated(to place: Place) -> Content {
    switch content {
    case .scalar: content
    case .list(let items):
      .list(items.map { ScenarioNode(place: place, content: $0.relocated(to: place)) })
    case .mapping(let entries):
      .mapping(
        entries.map { ($0, ScenarioNode(place: place, content: $1.relocated(to: place))) })
    }
  }
}
