import PlainText

/// A column of zeros and ones for each outcome: `winner_model_a, winner_model_b, winner_tie`, as in Kaggle's arena data.
///
/// A row without a one has no winner, and one with several is refused.
struct OneHotWinners: PreferenceShape {
  private let header: [String]
  private let flags: [(column: Int, word: String)]

  let note = "the columns of zeros and ones are read as the winner"

  init?(_ table: ShapeTable) {
    let header = table.header
    guard let sides = SideColumns.pair(in: header) else { return nil }
    let plain = header.map(ColumnRole.plain)
    func column(_ ending: String) -> Int? {
      plain.firstIndex { $0 == "winner" + ending || $0 == ending + "wins" || $0 == "win" + ending }
    }
    guard let left = column(plain[sides.left]), let right = column(plain[sides.right]),
      !plain.contains("winner")
    else { return nil }
    self.header = header
    flags =
      [(left, "left"), (right, "right")]
      + [("tie", "tie"), ("tiebothbad", "both bad"), ("bothbad", "both bad")].compactMap {
        ending, word in
        column(ending).map { ($0, word) }
      }
  }

  func addRow(_ fields: [String], number: Int, to table: inout ExportedTable) -> ShapeProblem? {
    var winners: [String] = []
    for (column, word) in flags {
      switch fields[column].lowercased() {
      case "1", "1.0", "true": winners.append(word)
      case "0", "0.0", "false", "": break
      default:
        return ShapeProblem(
          field: column,
          what: "\(header[column]) is \(Excerpt.of(fields[column])), but must be 0 or 1",
          remedy: "write 1 for the outcome of the row, and 0 for the others")
      }
    }
    guard winners.count < 2 else {
      return ShapeProblem(
        field: flags[1].column, what: "the row has \(winners.count) winners",
        remedy: "write 1 for one outcome of the row, and 0 for the others")
    }
    let others = header.indices.filter { column in !flags.contains { $0.column == column } }
    table.add(others.map { (header[$0], fields[$0]) } + [("winner", winners.first)])
    return nil
  }
}
