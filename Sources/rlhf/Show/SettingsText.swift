import Environments
import Experiments
import SandboxCore
import Foundation
import PlainText
import ScenarioFiles

/// The settings catalog in words.
enum SettingsText {
  /// The settings of one section, or all, with what each may be and is by default.
  static func table(section: String? = nil) -> String {
    let defaults = ArmSettings.defaults(for: .town)
    let rows = SettingsCatalog.all.filter { setting in
      section.map { setting.key.hasPrefix($0 + ".") } ?? true
    }.map { [$0.key, $0.value(in: defaults).description, $0.meaning] }
    return TextTable(heads: ["setting", "text.town", "meaning"], rows: rows)
      .fitted(to: Terminal.width(of: STDOUT_FILENO)).text
  }

  /// All settings as a document: a table for each section.
  static var markdown: String {
    let defaults = WorldName.allCases.map { ArmSettings.defaults(for: $0) }
    let tables = SettingsCatalog.sections.map { section in
      let rows = SettingsCatalog.all.filter { $0.key.hasPrefix(section + ".") }.map { setting in
        let values = defaults.map { setting.value(in: $0).description }
        let isSame = Set(values).count == 1
        let written =
          (isSame
          ? [values[0]]
          : zip(WorldName.allCases, values).map {
            "\($0.rawValue): \($1)"
          }).map { $0.isEmpty ? "empty" : $0 }.joined(separator: "<br>")
        let source = setting.source.isEmpty ? "" : " Source: \(setting.source)."
        let smoke = setting.smokeLimit.map { " At most \($0) under `--smoke`." } ?? ""
        return "| `\(setting.key)` | \(setting.meaning)\(source)\(smoke) | \(setting.expectation) "
          + "| \(written) |"
      }
      return
        (["## \(section)", "", "| setting | meaning | may be | default |", "|---|---|---|---|"]
        + rows).joined(separator: "\n")
    }
    return """
      # Settings

      Everything that a scenario or `--set` can change. This page is written by
      `rlhf show setting --markdown`; what it says stands in the code of the stages that read it.

      \(tables.joined(separator: "\n\n"))

      """
  }

  /// One setting, with its default in each world.
  static func description(of setting: Setting) -> String {
    let values = WorldName.allCases.map { world in
      ["  " + world.rawValue, setting.value(in: ArmSettings.defaults(for: world)).description]
    }
    let source = setting.source.isEmpty ? "" : "\nSource: \(setting.source)"
    return """
      \(setting.key)
        \(setting.meaning)
        Must be \(setting.expectation).

      Unless a scenario says otherwise
      \(TextTable(heads: ["", ""], rows: values).text)\(source)
      """
  }

  /// Changes settings as `KEY=VALUE` says; a preset is what the others start from.
  ///
  /// - Throws: ``BadInput`` with the remedy.
  static func assign(_ assignments: [String], to settings: inout ArmSettings) throws {
    let preset = "annotators.preset="
    for text in assignments where text.hasPrefix(preset) {
      try assign(text, to: &settings)
      settings.takeUpPreset()
    }
    for text in assignments where !text.hasPrefix(preset) { try assign(text, to: &settings) }
  }

  private static func assign(_ text: String, to settings: inout ArmSettings) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let key = String(parts[0])
    let listed = parts.count == 2 && parts[1].hasPrefix("[") ? SettingsCatalog.listed(key) : nil
    guard parts.count == 2, let setting = listed ?? SettingsCatalog.setting(key)
    else {
      throw BadInput("--set \(Excerpt.of(text)): error: " + unknown(key))
    }
    do {
      if parts[1].hasPrefix("{") || parts[1].hasPrefix("[") {
        return try assign(mapping: text, of: setting, to: &settings)
      }
      try setting.assign(String(parts[1]), to: &settings)
    } catch let error as SettingProblem {
      // Scenarios write `key: value`, the command line `key=value`.
      let remedy = error.remedy.replacing("\(key): ", with: "\(key)=")
      throw BadInput("--set \(Excerpt.of(text)): error: \(error.what)\n  fix: \(remedy)")
    }
  }

  /// Takes up shares or traits of groups, as a scenario of the same world reads them.
  private static func assign(
    mapping text: String, of setting: Setting, to settings: inout ArmSettings
  ) throws {
    let scenario = """
      name: scenario
      title: A crowd
      seed: 1
      base: {world.name: \(settings.world.name.rawValue)}
      """
    let read = try Wiring.readScenario(text: scenario, overrides: [text])
    guard let people = read.arms.first?.settings else { return }
    switch setting.value(in: people) {
    case .shares(let shares): try setting.assign(shares: shares, to: &settings)
    case .table: settings[setting] = setting.value(in: people)
    case let value: try setting.assign(value.description, to: &settings)
    }
  }

  /// What to say about a key that does not exist.
  static func unknown(_ key: String) -> String {
    let keys = SettingsCatalog.all.map(\.key)
    let sections = Set(keys.compactMap { $0.split(separator: ".").first.map(String.init) }).sorted()
    if let now = RenamedSettings.currentName(of: key) {
      return
        "\(Excerpt.of(key)) is now called \(now)\(RenamedSettings.note(on: key))\n  fix: write the new name"
    }
    let near = Spelling.nearest(to: key, in: keys + sections)
    return "there is no setting \"\(Excerpt.of(key))\"\n  fix: "
      + (near.map { "did you mean \($0)?" } ?? "`rlhf show setting` lists them all")
  }
}
