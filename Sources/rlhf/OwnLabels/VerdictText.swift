import OwnLabels
import Reports
import Statistics

/// The words and numbers that tables on people's own labels share.
enum VerdictText {
  /// A long table shows so many rows.
  static let rowLimit = 20

  /// An interval as `0.61 … 0.74`; a dash where there is none.
  static func text(_ interval: ClosedRange<Double>?, decimals: Int) -> String {
    interval.map {
      "\(NumberText.fixed($0.lowerBound, decimals: decimals)) … "
        + NumberText.fixed($0.upperBound, decimals: decimals)
    } ?? "-"
  }

  /// A table of the first rows, and how many there are besides.
  ///
  /// - Parameter count: how many rows there are in all, of which the first few are given.
  static func table(
    _ heads: [String], _ alignments: [TextTable.Alignment], _ rows: [[String]], count: Int,
    limit: Int = rowLimit, noun: String, all: String = "--json or --csv prints all"
  ) -> String {
    let shown = Array(rows.prefix(limit))
    let others = count - shown.count
    return TextTable(heads: heads, alignments: alignments, rows: shown).quoted.text
      + (others > 0
        ? "\n... and \(NumberText.short(Double(others))) more \(noun) (\(all))" : "")
  }

  /// A table of both ends where it is long.
  static func ends(
    _ heads: [String], _ alignments: [TextTable.Alignment], _ rows: [[String]], noun: String
  ) -> String {
    guard rows.count > rowLimit else {
      return TextTable(heads: heads, alignments: alignments, rows: rows).quoted.text
    }
    let half = rowLimit / 2
    let table = TextTable(
      heads: heads, alignments: alignments, rows: Array(rows.prefix(half) + rows.suffix(half))
    ).quoted
    var lines = table.lines
    lines.insert(
      "... \(NumberText.short(Double(rows.count - rowLimit))) more \(noun) ...", at: half + 1)
    return lines.joined(separator: "\n")
  }
}
