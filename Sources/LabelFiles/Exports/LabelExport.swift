import PlainText

/// A form in which an annotation tool writes what people said, as JSON.
///
/// A form is recognised by the first record of a file, and makes rows of a plain table of every record.
protocol LabelExport: Sendable {
  /// The tool's name, for people.
  var name: String { get }
  /// Whether a record is of this form.
  func matches(_ record: JSON) -> Bool
  /// Adds the rows of a record.
  ///
  /// - Parameter number: the record's place in the file, from 1.
  func addRows(of record: JSON, number: Int, to table: inout ExportedTable)
}

/// The forms that are read.
enum LabelExports {
  /// All of them; the first that matches is taken, and the last matches everything.
  static let all: [any LabelExport] = [
    LabelStudioExport(), ArgillaExport(), ArgillaDatasetExport(), ProdigyExport(), TolokaExport(),
    FlatExport(),
  ]

  /// The column of the answers to the only question of a file: `rating` or `score` where the question's name
  /// says so, `label` otherwise.
  static func labelColumn(forQuestion name: String) -> String {
    switch LabelScale(columnNamed: name) {
    case .ordinal: "rating"
    case .interval, .ratio: "score"
    case .nominal, nil: "label"
    }
  }

  /// The form of a file.
  static func form(of record: JSON) -> any LabelExport {
    all.first { $0.matches(record) } ?? FlatExport()
  }
}

/// The rows that an export becomes, with columns in the order in which they first appear.
struct ExportedTable {
  private(set) var columns: [String] = []
  private var indices: [String: Int] = [:]
  private var rows: [[(column: Int, value: String)]] = []
  /// How many answers were left out, by the reason.
  private(set) var leftOut: [(reason: String, count: Int)] = []

  /// How many rows there are.
  var count: Int { rows.count }

  /// Adds a row; a cell of `nil` is left empty, and of two cells of one column the first stays.
  mutating func add(_ cells: [(column: String, value: String?)]) {
    var row: [(column: Int, value: String)] = []
    for cell in cells {
      guard let value = cell.value else { continue }
      let column = indices[cell.column, default: columns.count]
      if column == columns.count {
        indices[cell.column] = column
        columns.append(cell.column)
      }
      if !row.contains(where: { $0.column == column }) { row.append((column, value)) }
    }
    rows.append(row)
  }

  /// Counts an answer that is left out.
  mutating func leaveOut(_ reason: String) {
    if let index = leftOut.firstIndex(where: { $0.reason == reason }) {
      leftOut[index].count += 1
    } else {
      leftOut.append((reason, 1))
    }
  }

  /// The names of the columns, and each row with as many fields.
  var lines: [[String]] {
    [columns]
      + rows.map { row in
        var fields = [String](repeating: "", count: columns.count)
        for cell in row { fields[cell.column] = cell.value }
        return fields
      }
  }
}
