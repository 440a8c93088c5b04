import Experiments

extension RunReport {
  /// Where the arms lie between the two ends of the scenario's scale; `nil` without a scale.
  var sensitivitySection: Section? {
    guard let sensitivity = record.sensitivity else { return nil }
    let (best, worst) = (sensitivity.best, sensitivity.worst)
    let heads = sensitivity.levels.map { level in
      "<th scope=\"col\" class=\"number\" title=\"\(level.metric)\">\(level.name)</th>" as Markup
    }
    let rows = sensitivity.arms.enumerated().map { index, arm -> Markup in
      let cells = sensitivity.levels.map { level -> Markup in
        let cell =
          level.indices[index].map { estimateCell($0) } ?? "–"
        return "<td class=\"number\">\(cell)</td>"
      }
      return "<tr><th scope=\"row\">\(arm)</th>\(cells)</tr>"
    }
    let notes = SensitivityText.notes(on: sensitivity).map { "<p>\($0)</p>" as Markup }
    let table: Markup = """
      <table>
      <thead><tr><th scope="col">arm</th>\(heads)</tr></thead>
      <tbody>\(rows)</tbody>
      </table>
      """
    return Section(
      anchor: "sensitivity", title: "Sensitivity",
      introduction:
        "How far each arm is from \(best) (0) to \(worst) (1), in labels, reward model and policy: "
        + "(\(best) − arm) / (\(best) − \(worst)), with 95 % intervals by Fieller over paired "
        + "replications. A claim about gold reward that is open where even a third of the range could "
        + "have gone unseen is called insensitive.",
      content: "\(rows.isEmpty ? "" : Markup.scrolling("Sensitivity", table))\(notes)")
  }
}
