import PlainText

/// A table of text in columns, for a terminal: controls in its cells are written out, since a line break
/// would make another row, and what is not seen would shift the columns.
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
    let all = (heads.allSatisfy(\.isEmpty) ? rows : [heads] + rows)
      .map { cells in cells.map { Excerpt.visible($0) } }
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

  /// The table with its last column broken between words, so that lines have at most so many
  /// columns; a last column with too little room left for that stays as it is.
  func fitted(to columns: Int) -> TextTable {
    let last = heads.count - 1
    let others = heads.indices.dropLast().map { column in
      ([heads] + rows).map { Excerpt.visible($0[column]).count }.max() ?? 0
    }
    let room = columns - others.map { $0 + 2 }.reduce(0, +)
    guard last >= 0, room >= 24 else { return self }
    var fitted = self
    fitted.rows = rows.flatMap { cells in
      wrapped(cells[last], width: room).split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated().map { line, text in
          (line == 0 ? Array(cells.dropLast()) : others.map { _ in "" }) + [String(text)]
        }
    }
    return fitted
  }

  /// The table with every cell as messages quote text, for names out of people's files.
  var quoted: TextTable {
    var quoted = self
    quoted.rows = rows.map { $0.map { Excerpt.of($0) } }
    return quoted
  }

  /// The table as one text.
  var text: String { lines.joined(separator: "\n") }
  /// The width of its longest line.
  var width: Int { lines.map(\.count).max() ?? 0 }
}
