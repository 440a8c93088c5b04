import PlainText

/// Takes the rows of rankings one at a time, and groups them at the end.
struct RankingTally {
  private struct Row {
    var ranking: Int32
    var item: Int32
    var rank: Int32
    /// Where the row's item stands in the text.
    var offset: Int
  }

  private let columns: (ranking: Int, rank: Int, item: Int)
  private var rankings = NameTable()
  private var items = NameTable()
  private var ranks = ParsedColumn { text in
    // Programs that know only fractions write 1.0 for 1.
    DecimalNumber.value(of: text).flatMap { Int32(exactly: $0) }.flatMap { $0 < 0 ? nil : $0 }
  }
  private var rows: [Row] = []

  init(_ columns: (ranking: Int, rank: Int, item: Int)) { self.columns = columns }

  /// How many rows were kept.
  var count: Int { rows.count }

  /// Reads a row; `false` when it is wrong.
  mutating func addRow(of table: inout TableReader, in text: Span<UInt8>) -> Bool {
    let empty = [columns.ranking, columns.item].filter { table.fields[$0].bytes.isEmpty }
    for column in empty {
      table.log.add(
        at: table.fields[column].bytes.lowerBound, "the \(table.name(of: column)) is empty",
        fix: "name it, or remove the row")
    }
    let (index, rank) = ranks.read(table.fields[columns.rank], in: text)
    if rank == nil {
      table.log.add(
        at: table.fields[columns.rank].bytes.lowerBound,
        "the \(table.name(of: columns.rank)) is \(RowExtras.shown(ranks.name(index))), but must be a "
          + "whole number from 1 to \(Int32.max)",
        fix: "write 1 for the best, 2 for the next, and so on; equal ranks are ties")
    }
    if rank == 0 {
      table.log.add(
        at: table.fields[columns.rank].bytes.lowerBound,
        "the \(table.name(of: columns.rank)) is 0, which may be the best, or mean that the item was not "
          + "ranked",
        fix: "count from 1, and leave out the rows of what was not ranked")
    }
    guard let rank, empty.isEmpty else { return false }
    let item = table.fields[columns.item]
    rows.append(
      Row(
        ranking: rankings.index(of: table.fields[columns.ranking], in: text),
        item: items.index(of: item, in: text), rank: rank, offset: item.bytes.lowerBound))
    return true
  }

  /// Notes every item that stands in one ranking twice.
  func noteRepetitions(in log: inout ProblemLog) {
    let sorted = rows.indices.sorted { first, second in
      let (a, b) = (rows[first], rows[second])
      return (a.ranking, a.item, first) < (b.ranking, b.item, second)
    }
    for (before, after) in zip(sorted, sorted.dropFirst())
    where rows[before].ranking == rows[after].ranking && rows[before].item == rows[after].item {
      log.add(
        at: rows[after].offset,
        "\(Excerpt.of(items.name(rows[after].item))) stands in ranking "
          + "\(Excerpt.of(rankings.name(rows[after].ranking))) twice",
        fix: "keep one of the two, or give each ranking a name of its own")
    }
  }

  /// What all rows of each ranking agree on; rows that do not are noted.
  func oneForEachRanking<Value: Equatable>(
    _ values: [Value], _ name: String, in log: inout ProblemLog
  ) -> [Value] {
    var found: [Value] = []
    for (row, value) in zip(rows, values) {
      if Int(row.ranking) == found.count {
        found.append(value)
      } else if found[Int(row.ranking)] != value {
        log.add(
          at: row.offset,
          "the \(name) of ranking \(Excerpt.of(rankings.name(row.ranking))) is not that of its first row",
          fix: "give each ranking a name of its own, and one \(name) in all its rows")
      }
    }
    return found
  }

  /// The rankings, each from its best item to its worst; ties keep the order of the file.
  func file(workerNames: [String]?, workers: [Int32]?, weights: [Double]?) -> RankingFile {
    let order = rows.indices.sorted { first, second in
      let (a, b) = (rows[first], rows[second])
      return (a.ranking, a.rank, first) < (b.ranking, b.rank, second)
    }
    var starts = [Int](repeating: 0, count: rankings.count + 1)
    for row in rows { starts[Int(row.ranking) + 1] += 1 }
    for index in 0..<rankings.count { starts[index + 1] += starts[index] }
    return RankingFile(
      rankingNames: rankings.names, itemNames: items.names, workerNames: workerNames,
      starts: starts, items: order.map { rows[$0].item }, ranks: order.map { rows[$0].rank },
      workers: workers, weights: weights,
      notes: NameNotes.notesOnItems(
        items.names, variantCount: items.variantCount))
  }
}
