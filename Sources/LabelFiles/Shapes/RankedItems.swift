import PlainText

/// A ranking a row, with a column for each item and its rank in it: `worker, a, b, c` with `ann, 2, 1, 3`.
///
/// So forms and surveys export them, often as `Rank these [a]`. Equal ranks are ties, and an empty field an
/// item that was not ranked. Ratings look much the same. So the numbers of every row that is looked at must
/// be ranks, 1, 2, 3 without a gap but that after a tie; some must be beyond 2, unless the header says rank;
/// and no column may be called a rating.
struct RankedItems: PreferenceShape {
  private let header: [String]
  private let items: [(column: Int, name: String)]
  private let named: Int?
  private let isMissing: @Sendable (String) -> Bool

  let note = "each row is read as a ranking, the rank of each item in its column; 1 is the best"

  init?(_ table: ShapeTable) {
    let header = table.header
    let plain = header.map(ColumnRole.plain)
    guard !table.holdsComparisons, !plain.contains(where: { ["rank", "item"].contains($0) }) else {
      return nil
    }
    let rows = table.sample()
    let ranked = header.indices.filter { column in
      let values = rows.map { $0[column] }.filter { !table.isMissing($0) }
      let ranks = values.compactMap(Self.rank)
      // Ages and years are numbers too: none of them could be a rank.
      return !table.others.contains(column) && ranks.count == values.count
        && (ranks.min() ?? 1) <= header.count
    }
    let saysRank = ranked.contains { plain[$0].contains("rank") }
    let words = ["rating", "score", "star", "likert", "quality", "points"]
    guard ranked.count > 1, rows.count > 1,
      !ranked.contains(where: { column in words.contains { plain[column].contains($0) } }),
      rows.allSatisfy({ row in Self.areRanks(ranked.compactMap { Self.rank(row[$0]) }) }),
      rows.contains(where: { row in
        (ranked.compactMap { Self.rank(row[$0]) }.max() ?? 0) > (saysRank ? 1 : 2)
      })
    else { return nil }
    self.header = header
    items = ranked.map { ($0, Self.name(of: header[$0])) }
    guard Set(items.map(\.name)).count == items.count else { return nil }
    named = table.ranking
    isMissing = table.isMissing
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
    for (column, name) in items where !isMissing(fields[column]) {
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
