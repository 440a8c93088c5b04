/// How often each of two items won: `left, right, wins_left, wins_right` and perhaps `ties`.
///
/// A row becomes up to three comparisons whose weights are the counts.
struct WinCounts: PreferenceShape {
  private let header: [String]
  private let counts: [(column: Int, word: String)]

  let note = "the columns of wins are read as weights of comparisons"
  let hasCounts = true

  init?(_ table: ShapeTable) {
    let header = table.header
    guard let sides = SideColumns.pair(in: header) else { return nil }
    let plain = header.map(ColumnRole.plain)
    func column(_ side: Int, _ words: [String]) -> Int? {
      let names = words + [plain[side]]
      return plain.firstIndex { name in
        names.contains { ["wins" + $0, $0 + "wins", "winsof" + $0].contains(name) }
      }
    }
    guard let left = column(sides.left, ["left", "1", "a", "first"]),
      let right = column(sides.right, ["right", "2", "b", "second"]), !plain.contains("winner")
    else { return nil }
    self.header = header
    counts =
      [(left, "left"), (right, "right")]
      + (plain.firstIndex { ["ties", "tie", "draws", "draw", "tied"].contains($0) }
        .map { [($0, "tie")] } ?? [])
  }

  func addRow(_ fields: [String], number: Int, to table: inout ExportedTable) -> ShapeProblem? {
    let others = header.indices.filter { column in !counts.contains { $0.column == column } }
    for (column, word) in counts {
      let (count, problem) = WinCount.value(of: fields[column], field: column)
      if let problem { return problem }
      guard count > 0 else { continue }
      table.add(
        others.map { (header[$0], fields[$0]) } + [("winner", word), ("weight", "\(count)")])
    }
    return nil
  }
}
