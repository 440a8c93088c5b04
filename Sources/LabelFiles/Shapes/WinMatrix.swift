/// A square of counts: the row's item won so often against the column's.
struct WinMatrix: PreferenceShape {
  private let header: [String]

  let note =
    "the square of numbers is read as how often the item of the row won against that of the column"
  let hasCounts = true

  init?(_ table: ShapeTable) {
    let header = table.header
    // Where people stand in the first column, they rank or rate the others.
    guard !table.others.contains(0) else { return nil }
    let items = Set(header.dropFirst())
    guard header.count > 2, items.count == header.count - 1, SideColumns.pair(in: header) == nil
    else { return nil }
    let rows = table.sample().prefix(header.count).map { $0[0] }
    guard rows.count == items.count, Set(rows) == items else { return nil }
    self.header = header
  }

  func addRow(_ fields: [String], number: Int, to table: inout ExportedTable) -> ShapeProblem? {
    for column in 1..<header.count where header[column] != fields[0] {
      let (count, problem) = WinCount.value(of: fields[column], field: column)
      if let problem { return problem }
      guard count > 0 else { continue }
      table.add([
        ("left", fields[0]), ("right", header[column]), ("winner", "left"), ("weight", "\(count)"),
      ])
    }
    return nil
  }
}
