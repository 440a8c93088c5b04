import PlainText
import Reports

/// A square of cells, each as strong as its number is high.
///
/// Cells are drawn in one colour of the page, more or less opaque, so that a map follows light and
/// dark mode.
struct HeatMap {
  /// What is shown, in a few words.
  var title: String
  /// Of what, where other figures of the page may have the same title; may be empty.
  var subject = ""
  /// What to look for.
  var caption: String
  /// The rows from above, and what they are.
  var rows: (names: [String], title: String?)
  /// The columns from the left, and what they are.
  var columns: (names: [String], title: String?)
  /// The number of each cell, row by row; `nil` leaves it empty.
  var values: [[Double?]]
  /// What numbers mean, for the pointer.
  var meaning: String
  /// The numbers of the faintest and of the strongest cell.
  var range: ClosedRange<Double>
  /// How many decimals a cell shows.
  var decimals = 2

  /// More columns than this leave no room for the numbers in cells.
  private static let labelLimit = 16

  /// The map as a figure; `nil` without a cell.
  var figure: Figure? {
    let (rowNames, columnNames) = (PageNames(rows.names).all, PageNames(columns.names).all)
    let cells = values.indices.flatMap { row in
      values[row].indices.compactMap { column -> JSON? in
        guard let value = values[row][column] else { return nil }
        return .object([
          "row": .text(rowNames[row]), "column": .text(columnNames[column]),
          "value": .number(value),
          "shade": .number(min(max(value, range.lowerBound), range.upperBound)),
          "text": .text(NumberText.typeset(NumberText.fixed(value, decimals: decimals))),
        ])
      }
    }
    guard !cells.isEmpty else { return nil }
    let axis: JSON = ["grid": false, "ticks": false, "domain": false, "labelLimit": 110]
    let x = Encoding(
      .x, "column", .nominal, title: columns.title,
      [
        "sort": .array(columnNames.map(JSON.text)),
        "axis": .object([
          "grid": false, "ticks": false, "domain": false, "labelLimit": 110, "orient": "top",
          "labelAngle": needsSlant ? -60 : 0,
        ]), "scale": ["paddingInner": 0.04],
      ])
    let y = Encoding(
      .y, "row", .nominal, title: rows.title,
      [
        "sort": .array(rowNames.map(JSON.text)), "axis": axis,
        "scale": ["paddingInner": 0.04],
      ])
    let shade = Encoding(
      .opacity, "shade", .quantitative,
      [
        "scale": .object([
          "domain": [.number(range.lowerBound), .number(range.upperBound)], "range": [0.04, 0.72],
        ]),
        "legend": .null,
      ])
    var layers = [
      Plot.Layer(
        "rect", style: ["color": Palette.plain],
        [x, y, shade, .tooltip(["row": "row", "column": "column", "value": meaning])])
    ]
    if columns.names.count <= Self.labelLimit {
      layers.append(
        .init(
          "text",
          style: [
            "color": "var(--text)", "fontSize": 11,
            // Where the screen is so narrow that numbers would run into one another, the shades remain.
            "opacity": ["expr": .text("width < \(leastWidth) ? 0 : 1")],
          ],
          [x, y, Encoding(.text, "text", .nominal)]))
    }
    return Figure(
      title: title, subject: subject, caption: caption,
      spoken: "\(title): "
        + values.indices.prefix(12).map { row in
          "\(rowNames[row]) "
            + values[row].prefix(12).map { value in
              value.map { NumberText.fixed($0, decimals: decimals) } ?? "-"
            }.joined(separator: ", ")
        }.joined(separator: "; "),
      plot: Plot(rows: cells, layers: layers, height: height))
  }

  /// Pixels that the cells of a row need for their numbers.
  private var leastWidth: Int { columns.names.count * (7 * (decimals + 2) + 4) }

  private var needsSlant: Bool {
    (columns.names.map { min($0.count, 80) }.max() ?? 0) * columns.names.count > 60
  }

  private var height: Double {
    Double(max(110, rows.names.count * (rows.names.count > 16 ? 17 : 28) + (needsSlant ? 110 : 60)))
  }
}
