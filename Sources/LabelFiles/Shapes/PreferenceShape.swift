import PlainText

/// A form of table that says what comparisons or rankings say, but not a row a comparison, or not a row an item.
///
/// Such a table is made into a plain one, with columns `left`, `right`, `winner` and `weight`, or `ranking`,
/// `rank` and `item`; its other columns go along.
protocol PreferenceShape: Sendable {
  /// How the table is read, for people.
  var note: String { get }
  /// Whether the weights that rows get are numbers of comparisons.
  var hasCounts: Bool { get }
  /// The shape, if a table has it.
  ///
  init?(_ table: ShapeTable)
  /// Adds what a row says.
  ///
  /// - Returns: what is wrong with a field of the row, or `nil`.
  func addRow(_ fields: [String], number: Int, to table: inout ExportedTable) -> ShapeProblem?
}

extension PreferenceShape {
  /// A row stands for itself.
  var hasCounts: Bool { false }
}

/// What shapes look at.
struct ShapeTable {
  /// The names of the columns.
  var header: [String]
  /// Columns that are named on the command line, or whose names say that they hold no item: who, when,
  /// how much, in which group.
  var others: Set<Int>
  /// Whether a field stands for nothing.
  var isMissing: @Sendable (String) -> Bool
  /// The first hundred rows, or as many as there are columns; read only by shapes that ask.
  var sample: () -> [[String]]

  init(header: [String], reader: LabelReader, sample: @escaping () -> [[String]]) {
    self.header = header
    self.sample = sample
    isMissing = { reader.isMissing($0) }
    let named = reader.columns.named
    let roles: [ColumnRole] = [.worker, .weight, .time, .ranking]
    let known =
      roles.flatMap { $0.names.joined() }
      + [
        "id", "task", "prompt", "group", "gender", "sex", "age", "country", "language", "education",
      ]
    others = Set(
      header.indices.filter { column in
        named.contains(header[column])
          || known.contains {
            ColumnRole.spellings(of: $0).contains(ColumnRole.plain(header[column]))
          }
      })
  }

  /// The column that names rankings, if there is one.
  var ranking: Int? {
    header.firstIndex {
      ["ranking", "rankingid", "ballot", "ballotid", "id", "task", "taskid"].contains(
        ColumnRole.plain($0))
    }
  }

  /// Whether the header has what a row a comparison has: two sides or somebody who won.
  var holdsComparisons: Bool {
    let plain = header.map(ColumnRole.plain)
    let winners = (ColumnRole.winner.names + ColumnRole.loser.names).joined()
    return SideColumns.pair(in: header) != nil || plain.contains { winners.contains($0) }
  }
}

/// What is wrong with a field of a row.
struct ShapeProblem {
  var field: Int
  var what: String
  var remedy: String
}

/// The shapes that are recognised by themselves.
enum PreferenceShapes {
  static let all: [any PreferenceShape.Type] = [
    OneHotWinners.self, WinCounts.self, WinMatrix.self, PlacedItems.self, RankedItems.self,
  ]
}

/// Numbers in tables of counts.
enum WinCount {
  /// A count of at least 0, 0 where a field is empty, or what is wrong with it.
  static func value(of text: String, field: Int) -> (count: Double, problem: ShapeProblem?) {
    if text.isEmpty || text == "-" { return (0, nil) }
    guard let number = DecimalNumber.value(of: text), (0...1e9).contains(number) else {
      return (
        0,
        ShapeProblem(
          field: field, what: "a count is \(Excerpt.of(text)), but must be a number from 0 to 1e9",
          remedy: "write how often that side won")
      )
    }
    return (number, nil)
  }
}
