import PlainText

/// Takes the group of each row from a column that says something about it.
struct GroupTally {
  private let column: Int?
  private var values: ParsedColumn<Bool>
  private var groupOfWritten: [Int32] = []
  private var names: [String] = []
  private var groups: [Int32] = []

  private static let none: Int32 = -1

  /// - Parameter column: `nil` where there is none, and nothing is kept.
  init(_ reader: LabelReader, column: Int?) {
    self.column = column
    values = ParsedColumn { reader.isMissing($0) }
  }

  /// Gives what the row that was read last added its group; a row of a wide table adds several labels.
  ///
  /// - Parameter count: how much there is with what the row added.
  mutating func fill(upTo count: Int, of table: TableReader, in text: Span<UInt8>) {
    guard let column, groups.count < count else { return }
    let (index, isMissing) = values.read(table.fields[column], in: text)
    if Int(index) == groupOfWritten.count {
      groupOfWritten.append(isMissing ? Self.none : Int32(names.count))
      if !isMissing { names.append(values.name(index)) }
    }
    while groups.count < count { groups.append(groupOfWritten[Int(index)]) }
  }

  /// The groups of a file; `nil` without a column.
  func groups(header: [String]) -> LabelGroups? {
    column.map { LabelGroups(column: header[$0], names: names, ofRow: groups) }
  }
}
