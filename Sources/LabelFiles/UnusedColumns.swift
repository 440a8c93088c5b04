import PlainText

/// Columns of a table of labels that may be thought to count, and do not.
struct UnusedColumns {
  /// A column of weights, which labels do not have.
  private let weight: String?
  /// Toloka's column that says whether an assignment was accepted.
  private let status: Int?
  private var rejectedCount = 0

  /// - Parameter used: names of columns that somebody named for something.
  init(header: [String], used: [String]) {
    weight = header.first {
      ["weight", "confidence", "certainty"].contains(ColumnRole.plain($0)) && !used.contains($0)
    }
    status = header.firstIndex(of: "ASSIGNMENT:status")
  }

  /// Whether the row that was read last is an assignment that was refused or never finished.
  mutating func leavesOut(_ table: TableReader, in text: Span<UInt8>) -> Bool {
    guard let status else { return false }
    let value = table.fields[status].string(in: text)
    guard !value.isEmpty, !TolokaExport.counted.contains(value) else { return false }
    rejectedCount += 1
    return true
  }

  /// What people are told about how the table was read.
  var notes: [String] {
    var notes: [String] = []
    if rejectedCount > 0 {
      notes.append(
        "\(rejectedCount) row\(rejectedCount == 1 ? "" : "s") of assignments that were not accepted "
          + "\(rejectedCount == 1 ? "is" : "are") left out")
    }
    if let weight {
      notes.append("the column \(Excerpt.of(weight)) is not used: every label counts alike")
    }
    return notes
  }
}
