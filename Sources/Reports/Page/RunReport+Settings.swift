import Experiments
import SandboxCore

extension RunReport {
  /// Everything that was fixed; where arms differ, marked.
  var settingsSection: Section? {
    guard !record.experiment.arms.isEmpty else { return nil }
    let differing = SettingsCatalog.all.filter { Set(values($0)).count > 1 }
    let differences: Markup =
      differing.isEmpty
      ? ""
      : "<h3>Where the arms differ</h3>\(.scrolling("Where the arms differ", table(differing, isAll: false)))"
    return Section(
      anchor: "settings", title: "Settings",
      content: """
        \(differences)
        <details><summary>All settings</summary>\(.scrolling("All settings", table(SettingsCatalog.all, isAll: true)))</details>
        """)
  }

  private func values(_ setting: Setting) -> [String] {
    record.experiment.arms.map { setting.value(in: $0.settings).description }
  }

  private func table(_ settings: [Setting], isAll: Bool) -> Markup {
    let heads = record.experiment.arms.map {
      "<th scope=\"col\" class=\"number\">\($0.name)</th>" as Markup
    }
    return """
      <table class="settings">
      <thead><tr><th scope="col">setting</th>\(heads)</tr></thead>
      <tbody>\(settings.map { row($0, marksDifferences: isAll) })</tbody>
      </table>
      """
  }

  private func row(_ setting: Setting, marksDifferences: Bool) -> Markup {
    let values = values(setting)
    let cells: Markup
    if Set(values).count == 1 {
      // One value for all: said once.
      cells = "<td class=\"number same\" colspan=\"\(values.count)\">\(values[0])</td>"
    } else {
      cells = "\(values.map { "<td class=\"number\">\($0)</td>" as Markup })"
    }
    let isMarked = marksDifferences && Set(values).count > 1
    return """
      <tr\(isMarked ? " class=\"differs\"" : "" as Markup)>\
      <th scope="row"><code>\(setting.key)</code> <span class="unit">\(setting.meaning)</span></th>\
      \(cells)</tr>
      """
  }
}
