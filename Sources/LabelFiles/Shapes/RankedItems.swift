import PlainText

/// A ranking a row, with a column for each item and its rank in it: `worker, a, b, c` with `ann, 2, 1, 3`.
///
/// So forms and surveys export them, often as `Rank these [a]`. Equal ranks are ties, and an empty field an
/// item that was not ranked. Ratings look much the same: the numbers of every row that is looked at must be
/// ranks, 1, 2, 3 without a gap but that after a tie.
struct RankedItems: PreferenceShape {
  private let header: [String]
  private let items: [(column: Int, name: String)]
  private let named: Int?

  let note = "each row is read as a ranking, the rank of each item in its column; 1 is the best"

  init?(header: [String], sample: () -> [[String]]) {
    let plain = header.map(ColumnRole.plain)
    guard !plain.contains("rank"), SideColumns.pair(in: header) == nil else { return nil }
    let others =
      ColumnRole.worker.names.joined() + ["ranking", "ballot", "id", "task", "timestamp"]
    let columns = header.indices.filter { !others.contains(plain[$0]) }
    let rows = sample()
    let ranked = columns.filter { column in
      rows.allSatisfy { $0[column].isEmpty || Self.rank($0[column]) != nil }
    }
    guard ranked.count > 1, rows.count > 1,
      rows.allSatisfy({ row in Self.areRanks(ranked.compactMap { Self.rank(row[$0]) }) }),
      rows.contains(where: { row in ranked.count { !row[$0].isEmpty } > 1 })
    else { return nil }
    self.header = header
    items = ranked.map { ($0, Self.name(of: header[$0])) }
    guard Set(items.map(\.name)).count == items.count else { return nil }
    named = header.indices.first { ["ranking", "ballot", "id", "task"].contains(plain[$0]) }
  }

  /// Which item a column is about: what stands in brackets at its end, or else all of it.
  private static func name(of column: String) -> String {
    guard column.hasSuffix("]"), let mark = column.lastIndex(of: "[") else { return column }
    let name = column[column.index(after: mark)...].dropLast()
    return name.isEmpty ? column : String(name)
  }

  private static func rank(_ text: String) -> Int? {
    DecimalNumber.value(of: text).flatMap { Int(exactly: $0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  /// Whether numbers are ranks: after a tie of two for the first place, the next is 2 or 3.
  private static func areRanks(_ numbers: [Int]) -> Bool {
    let sorted = numbers.sorted()
    let distinct = Set(sorted).count
    let isDense = sorted.last ?? 0 == distinct
    let isCompetition = sorted.enumerated().allSatisfy { place, rank in
      rank == place + 1 || (place > 0 && rank == sorted[place - 1])
    }
    return isDense || isCompetition
  }

  func addRow(_ fields: [String], number: Int, to table: inout ExportedTable) -> ShapeProblem? {
    let ranking = named.map { fields[$0] } ?? "row \(number)"
    let others = header.indices.filter { column in
      column != named && !items.contains { $0.column == column }
    }
    for (column, name) in items where !fields[column].isEmpty {
      guard let rank = Self.rank(fields[column]) else {
        return ShapeProblem(
          field: column,
          what:
            "the rank of \(Excerpt.of(name)) is \(Excerpt.of(fields[column])), but must be a whole "
            + "number of at least 1",
          remedy:
            "write 1 for the best, 2 for the next, and so on; leave it empty if it was not ranked")
      }
      table.add(
        [("ranking", ranking), ("rank", "\(rank)"), ("item", name)]
          + others.map { (header[$0], fields[$0]) })
    }
    return nil
  }
}
