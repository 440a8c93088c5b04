import Foundation
import PlainText

/// What a claim's effect and its control came to, as a picture that needs no script.
///
/// Places are shares of the width, so that text keeps its size on every screen; colours are classes of
/// the style sheet.
struct VerdictChart {
  /// One measured number, a row.
  struct Row {
    /// `effect`, `control` or `positive`.
    var name: String
    /// The number.
    var mean: Double
    /// Where the truth lies; `nil` where that is not known.
    var interval: ClosedRange<Double>?
    /// What the number is compared with: a dashed line; `nil` without one.
    var threshold: Double?
    /// The band in which the number must lie, open where an end is infinite; `nil` without one.
    var allowed: ClosedRange<Double>?
    /// The unit, in words.
    var unit: String
  }

  /// From above.
  var rows: [Row]

  /// Rows of the same unit share an axis; others have their own.
  private var panels: [[Row]] {
    rows.reduce(into: []) { panels, row in
      if panels.last?.first?.unit == row.unit {
        panels[panels.count - 1].append(row)
      } else {
        panels.append([row])
      }
    }
  }

  private static let rowHeight = 26
  private static let axisHeight = 42
  /// Where numbers begin and end, in per cent of the width; names stand before.
  private static let (left, right) = (16.0, 96.0)

  /// The picture, said as `spoken`.
  func markup(spoken: String) -> Markup {
    var top = 0
    var drawn: [Markup] = []
    for panel in panels {
      drawn.append(Self.draw(panel, top: top))
      top += panel.count * Self.rowHeight + Self.axisHeight
    }
    return """
      <svg class="verdict" role="img" aria-label="\(spoken)" width="100%" height="\(top)">
      \(drawn)</svg>
      """
  }

  private static func draw(_ rows: [Row], top: Int) -> Markup {
    let numbers = rows.flatMap { row in
      [row.mean, row.interval?.lowerBound, row.interval?.upperBound, row.threshold].compactMap(
        \.self)
        + (row.allowed.map { [0, $0.lowerBound, $0.upperBound] } ?? [])
    }.filter(\.isFinite)
    let scale = NiceScale(covering: (numbers.min() ?? 0)...(numbers.max() ?? 0))
    let bottom = top + rows.count * rowHeight
    let ticks = scale.ticks.map { tick -> Markup in
      """
      \(line("grid", from: tick, to: tick, y: (top, bottom), scale))\
      <text x="\(percent(scale, tick))" y="\(bottom + 15)">\(scale.text(of: tick))</text>
      """
    }
    let marks = rows.enumerated().map { mark($1, top: top + $0 * rowHeight, scale) }
    let unit: Markup = """
      <text x="\(percent((left + right) / 2))" y="\(bottom + 32)">\(rows[0].unit)</text>
      """
    return "\(ticks)\(marks)\(unit)"
  }

  private static func mark(_ row: Row, top: Int, _ scale: NiceScale) -> Markup {
    let middle = top + rowHeight / 2
    let bottom = top + rowHeight
    let margin = row.allowed.map {
      // A line as thick as a row is a band.
      let band = $0.clamped(to: scale.ends)
      return line(
        "margin", from: band.lowerBound, to: band.upperBound, y: (middle, middle), scale)
    }
    let threshold = row.threshold.map {
      line("threshold", from: $0, to: $0, y: (top, bottom), scale)
    }
    var interval: Markup?
    if let ends = row.interval {
      interval = line(
        "interval", from: ends.lowerBound, to: ends.upperBound, y: (middle, middle), scale)
    }
    return """
      <g class="\(row.name)">\([margin, threshold, interval].compactMap(\.self))\
      <circle cx="\(percent(scale, row.mean))" cy="\(middle)" r="4.5"/>\
      <text class="name" x="\(percent(left - 2))" y="\(middle + 4)">\(row.name)</text></g>
      """
  }

  private static func line(
    _ kind: String, from start: Double, to end: Double, y: (Int, Int), _ scale: NiceScale
  ) -> Markup {
    """
    <line class="\(kind)" x1="\(percent(scale, start))" x2="\(percent(scale, end))" \
    y1="\(y.0)" y2="\(y.1)"/>
    """
  }

  private static func percent(_ scale: NiceScale, _ value: Double) -> String {
    percent(left + scale.place(of: value) * (right - left))
  }

  private static func percent(_ share: Double) -> String { String(format: "%.2f%%", share) }
}
