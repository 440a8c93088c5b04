/// A table of text in columns, for a terminal.
///
///     arm        gold reward
///     base              0.62
///     trolls-20         0.31
struct TextTable {
  /// On which side of its column a text stands.
  enum Alignment {
    case left, right
  }

  /// The heads of the columns.
  var heads: [String]
  /// One for each column; missing ones are `.left`.
  var alignments: [Alignment] = []
  /// Each with as many cells as there are heads.
  var rows: [[String]] = []

  /// The lines of the table; none has blanks at its end. The head is left out when it is empty.
  var lines: [String] {
    let all = heads.allSatisfy(\.isEmpty) ? rows : [heads] + rows
    let widths = heads.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { cells in
      let padded = cells.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        let alignment = column < alignments.count ? alignments[column] : .left
        return alignment == .right ? space + cell : cell + space
      }
      var line = padded.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The table as one text.
  var text: String { lines.joined(separator: "\n") }
  /// The width of its longest line.
  var width: Int { lines.map(\.count).max() ?? 0 }
}
