import PlainText

/// Which columns of a file are meant, where their names do not say so: `task=photo,worker=who`.
///
/// An assignment without a name (`worker=`) has the file read as if there were no such column. The rater
/// columns of a wide table are named one by one: `rater=ann,rater=bob`.
public struct ColumnMapping: Sendable, Hashable {
  /// One column that is named.
  public struct Assignment: Sendable, Hashable {
    /// What the column is for, such as `task`.
    public var role: String
    /// The column's name in the header; empty for none.
    public var column: String

    /// Names a column; the parameters are the properties of the same names.
    public init(role: String, column: String) {
      self.role = role
      self.column = column
    }
  }

  /// In the order given.
  public var assignments: [Assignment]

  /// The option of the command line that error messages speak of.
  static let option = "--columns"

  /// Names columns; without any, all are recognised by their names in the header.
  public init(_ assignments: [Assignment] = []) { self.assignments = assignments }

  /// Reads `ROLE=COLUMN,ROLE=COLUMN`, quoted like a row of a CSV file where a name has a comma in it.
  public init(parsing text: String) throws(InvalidLabelFile) {
    self.init()
    let bytes = Array(text.utf8)
    var reader = CSVReader(separator: UInt8(ascii: ","))
    guard reader.readRow(of: bytes.span) else { return }
    for field in reader.fields {
      let assignment = field.string(in: bytes.span)
      guard let sign = assignment.firstIndex(of: "="), sign != assignment.startIndex else {
        throw Self.failure(
          "\(assignment.isEmpty ? "nothing" : Excerpt.of(assignment)) names no column",
          fix: "write ROLE=COLUMN, such as \(Self.option) task=photo,worker=who")
      }
      assignments.append(
        Assignment(
          role: String(assignment[..<sign]),
          column: String(assignment[assignment.index(after: sign)...])))
    }
  }

  /// Names the columns of the workers of a wide table, as `ann,bob`, quoted like a row of a CSV file.
  public mutating func nameWorkers(parsing text: String) {
    let bytes = Array(text.utf8)
    var reader = CSVReader(separator: UInt8(ascii: ","))
    guard reader.readRow(of: bytes.span) else { return }
    assignments += reader.fields.map {
      Assignment(role: ColumnRole.rater.rawValue, column: $0.string(in: bytes.span))
    }
  }

  /// Whether nothing is said about what a row says, but perhaps about who said it, when, and in which group.
  var namesNoContent: Bool {
    let around: [ColumnRole] = [.group, .worker, .weight, .time]
    return assignments.allSatisfy { assignment in
      around.contains { $0.rawValue == assignment.role }
    }
  }

  /// The columns that are named.
  var named: [String] { assignments.map(\.column) }

  /// Names the column that divides the labels into groups.
  public mutating func nameGroup(_ column: String) {
    assignments.append(Assignment(role: ColumnRole.group.rawValue, column: column))
  }

  /// A problem of the option itself.
  static func failure(_ what: String, fix remedy: String) -> InvalidLabelFile {
    InvalidLabelFile(
      path: option,
      problems: [LabelFileProblem(what: what, place: .option(option), remedy: remedy)])
  }
}
