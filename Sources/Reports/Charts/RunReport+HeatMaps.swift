import Experiments
import PlainText
import SandboxCore
import Statistics

extension RunReport {
  /// A metric over the combinations of two settings; `nil` where it is the same in all.
  func heatMap(_ metric: String, over grid: SweepGrid) -> Figure? {
    let cells = grid.arms.compactMap { cell in
      estimate(metric, of: cell.arm).map {
        (
          column: SettingValue.number(cell.x).description,
          row: SettingValue.number(cell.y).description,
          estimate: $0
        )
      }
    }
    guard Set(cells.map(\.estimate.mean)).count > 1 else { return nil }
    return heatMap(
      cells.map { ($0.column, $0.row, $0.estimate) }, of: metric,
      columns: (grid.xs.map { SettingValue.number($0).description }, grid.x.key),
      rows: (grid.ys.reversed().map { SettingValue.number($0).description }, grid.y.key),
      title: MetricNames.heading(metric),
      subject: ["\(grid.x.key) and \(grid.y.key)", grid.name].filter { !$0.isEmpty }
        .joined(separator: ", "))
  }

  /// A metric of each arm by part, such as the topics of its world; empty where there are no several parts or arms,
  /// or all is the same.
  ///
  /// - Parameter worlds: those of the arms, as far as they were made.
  func partsMap(
    _ metric: String, by division: Metric.Division, worlds: inout WorldCache
  ) -> [Figure] {
    let arms = armsWithResults
    let parts = MetricNames.unique(
      arms.flatMap { (try? worlds.world($0.arm.settings))?.parts(by: division) ?? [] })
    let cells = arms.flatMap { arm in
      parts.compactMap { part in
        estimate("\(metric)\(Metric.partMark)\(part)", of: arm).map { (part, arm.arm.name, $0) }
      }
    }
    let (shown, rows) = (MetricNames.unique(cells.map(\.0)), MetricNames.unique(cells.map(\.1)))
    guard shown.count > 1, rows.count > 1, Set(cells.map(\.2.mean)).count > 1 else { return [] }
    return [
      heatMap(
        cells, of: metric, columns: (shown, division.rawValue), rows: (rows, "arm"),
        title: "\(MetricNames.heading(metric)) by \(division.rawValue)", subject: "")
    ]
  }

  private func heatMap(
    _ cells: [(column: String, row: String, estimate: Estimate)], of metric: String,
    columns: (names: [String], title: String), rows: (names: [String], title: String),
    title: String, subject: String
  ) -> Figure {
    let means = cells.map(\.estimate.mean)
    let (least, greatest) = (means.min() ?? 0, means.max() ?? 0)
    let values = cells.map { cell in
      JSON.object([
        "column": .text(cell.column), "row": .text(cell.row), "mean": .number(cell.estimate.mean),
        "label": .text(NumberText.short(cell.estimate.mean)),
        "text": .text(RunReport.text(cell.estimate)),
        "isBright": .flag(cell.estimate.mean > (least + greatest) / 2),
      ])
    }
    func axis(_ channel: Encoding.Channel, _ field: String, _ names: [String], _ title: String)
      -> Encoding
    {
      Encoding(
        channel, field, .ordinal, title: title,
        [
          "sort": .array(names.map(JSON.text)),
          "axis": .object([
            "labelAngle": channel == .x ? (names.contains { $0.count > 10 } ? -30 : 0) : nil,
            "ticks": false, "domain": false,
          ]),
        ])
    }
    let x = axis(.x, "column", columns.names, columns.title)
    let y = axis(.y, "row", rows.names, rows.title)
    let plot = Plot(
      rows: values,
      layers: [
        .init(
          "rect", style: ["stroke": "white", "strokeWidth": 1],
          [
            x, y,
            Encoding(
              .color, "mean", title: axisTitle(metric),
              [
                "scale": ["scheme": "viridis", "zero": false, "nice": false],
                "legend": [
                  "orient": "top", "gradientLength": 180, "tickCount": 3, "format": ".2~f",
                ],
              ]),
            .tooltip(["row": rows.title, "column": columns.title, "text": "mean, 95 % interval"]),
          ]),
        .init(
          "text", style: ["fontSize": 11],
          [
            x, y, Encoding(.text, "label", .nominal),
            Encoding(.color, where: "datum.isBright", value: "#111111", otherwise: "#ffffff"),
          ]),
      ], height: Double(30 * rows.names.count + 90))
    return Figure(
      title: title, subject: subject,
      caption: (MetricGlossary.metric(metric)?.meaning ?? "") + " Means over replications.",
      spoken: cells.map { "\($0.row), \($0.column): \(RunReport.text($0.estimate))" }
        .joined(separator: "; "),
      plot: plot)
  }
}
