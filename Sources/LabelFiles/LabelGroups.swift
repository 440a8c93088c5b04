/// How a column divides the rows of a file, be they labels, comparisons or rankings, into groups.
public struct LabelGroups: Sendable, Hashable {
  /// The name of the column.
  public var column: String
  /// The groups, in the order in which they first appear.
  public var names: [String]
  /// The group of each row, an index of `names`; −1 where the column is empty.
  public var ofRow: [Int32]

  /// Describes groups; the parameters are the properties of the same names.
  package init(column: String, names: [String], ofRow: [Int32]) {
    self.column = column
    self.names = names
    self.ofRow = ofRow
  }

  /// How many rows have no group.
  public var missingCount: Int { ofRow.count { $0 < 0 } }
}
