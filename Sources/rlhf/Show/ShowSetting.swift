import ArgumentParser
import Experiments

/// `rlhf show setting`
struct ShowSetting: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setting",
    abstract: "What scenarios and --set can change: meaning, range, default, source.")

  @Argument(help: "A key such as annotators.trolls.share, or a section such as annotators.")
  var name: String?

  @Flag(help: "All settings as the tables of docs/settings.md.")
  var markdown = false

  func validate() throws {
    if markdown, name != nil { throw ValidationError("--markdown writes all settings; name none.") }
  }

  func run() throws {
    try exiting {
      if markdown { return try Terminal.print(SettingsText.markdown) }
      guard let name else { return try Terminal.print(SettingsText.table()) }
      if let setting = SettingsCatalog.setting(name) {
        return try Terminal.print(SettingsText.description(of: setting))
      }
      guard SettingsCatalog.all.contains(where: { $0.key.hasPrefix(name + ".") }) else {
        throw BadInput("error: " + SettingsText.unknown(name))
      }
      try Terminal.print(SettingsText.table(section: name))
    }
  }
}
