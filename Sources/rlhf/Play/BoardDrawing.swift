/// A board with the names of its cells around it.
///
///     3  O · X
///     2  · X ·
///     1  X · O
///        a b c
enum BoardDrawing {
  /// Draws rows, the top one first, whose cells are separated by blanks.
  ///
  /// - Parameter moveNames: the names of all moves. Cells are named by column and row (`b2`), and
  ///   then the rows are numbered from below; where a column alone is a move (`b`), they are not.
  static func text(rows: [String], moveNames: [String]) -> String {
    let columns = rows.first?.split(separator: " ").count ?? 0
    let letters = moveNames.compactMap(\.first).reduce(into: [Character]()) { letters, letter in
      if !letters.contains(letter) { letters.append(letter) }
    }.prefix(columns)
    let isNumbered = moveNames.contains { $0.count > 1 }
    let numbered = rows.enumerated().map { index, row in
      (isNumbered ? "\(rows.count - index)  " : "   ") + row
    }
    return (numbered + ["   " + letters.map(String.init).joined(separator: " ")])
      .joined(separator: "\n")
  }
}
