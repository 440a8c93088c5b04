import PlainText
import Reports

/// Points with their intervals below one another, a row for each name.
struct IntervalChart {
  /// One row.
  struct Row {
    /// What it is about.
    var name: String
    /// The point.
    var value: Double
    /// The line through it; `nil` without one.
    var interval: ClosedRange<Double>?
    /// How much it rests on: of too many rows, those with the greatest weight are shown.
    var weight = 0
    /// Whether it stands out in another colour.
    var isMarked = false
  }

  /// What is shown, in a few words.
  var title: String
  /// What to look for.
  var caption: String
  /// What the numbers are.
  var axis: String
  /// From above.
  var rows: [Row]
  /// What is not shown of a long list, such as `with the fewest labels`.
  var whatIsOmitted = "in the middle"
  /// Both ends of the axis; `nil` fits it to the rows.
  var domain: ClosedRange<Double>?

  /// How many rows a chart shows, beginning with those that rest on most.
  static let rowLimit = 60

  /// The chart as a figure; `nil` without a row.
  var figure: Figure? {
    guard !rows.isEmpty else { return nil }
    let shown = Self.shown(rows)
    let omitted = rows.count - shown.count
    let names = PageNames(shown.map(\.name)).all
    let cells = zip(names, shown).map { name, row -> JSON in
      .object([
        "name": .text(name), "value": .number(row.value),
        "low": .number(row.interval?.lowerBound), "high": .number(row.interval?.upperBound),
        "text": .text(text(row)), "kind": .text(row.isMarked ? "marked" : "plain"),
      ])
    }
    let scale: JSON =
      domain.map {
        .object(["domain": [.number($0.lowerBound), .number($0.upperBound)]])
      } ?? Encoding.fitted
    func x(_ field: String) -> Encoding {
      Encoding(.x, field, title: axis, ["scale": scale])
    }
    let y = Encoding(
      .y, "name", .nominal,
      [
        "sort": .array(names.map(JSON.text)),
        "axis": ["grid": false, "ticks": false, "domain": false],
      ])
    let colour = Encoding(
      .color, "kind", .nominal,
      [
        "scale": ["domain": ["plain", "marked"], "range": [Palette.plain, "var(--series-2)"]],
        "legend": .null,
      ])
    let plot = Plot(
      rows: cells,
      layers: [
        .init(
          "rule", style: ["strokeWidth": 3, "opacity": 0.55],
          rows: cells.filter { $0["low"] != .null }, [x("low"), Encoding(.x2, "high"), y, colour]),
        .init(
          "point", style: ["filled": true, "size": 60, "opacity": 1],
          [x("value"), y, colour, .tooltip(["name": "name", "text": axis])]),
      ], height: Double(18 * shown.count + 50))
    return Figure(
      title: title,
      caption: caption
        + (omitted > 0 ? " \(omitted) \(whatIsOmitted) are left out." : ""),
      spoken: zip(names, shown).prefix(20).map { "\($0) \(text($1))" }.joined(separator: "; "),
      plot: plot)
  }

  /// The rows with the greatest weights, or where all weigh alike those at either end.
  private static func shown(_ rows: [Row]) -> [Row] {
    guard rows.count > rowLimit else { return rows }
    if rows.allSatisfy({ $0.weight == rows[0].weight }) {
      return Array(rows.prefix(rowLimit / 2) + rows.suffix(rowLimit / 2))
    }
    return rows.indices.sorted { (rows[$0].weight, $1) > (rows[$1].weight, $0) }
      .prefix(rowLimit).sorted().map { rows[$0] }
  }

  private func text(_ row: Row) -> String {
    NumberText.typeset(NumberText.interval(row.value, row.interval))
  }
}
