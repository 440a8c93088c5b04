import Reports

/// What was written of one arm's replication, and what was not.
struct ExportTally {
  /// Records by table.
  var records: [ExportTable: Int] = [:]
  /// Answers that say that neither response is better.
  var ties = 0
  /// Questions that people declined to answer.
  var declined = 0
  /// Answers to gold questions, which only check on people.
  var checks = 0
  /// Corrections that leave a response as it is.
  var unchanged = 0
  /// Answers about responses whose tokens the table does not tell.
  var unclear = 0

  /// How many records of a table there are.
  func count(of table: ExportTable) -> Int { records[table] ?? 0 }

  /// Both together.
  static func + (left: ExportTally, right: ExportTally) -> ExportTally {
    var sum = left
    for table in ExportTable.allCases {
      sum.records[table] = left.count(of: table) + right.count(of: table)
    }
    sum.ties += right.ties
    sum.declined += right.declined
    sum.checks += right.checks
    sum.unchanged += right.unchanged
    sum.unclear += right.unclear
    return sum
  }

  /// What was left out, in words; `nil` where nothing was.
  var leftOut: String? {
    let parts = [
      (ties, "ties"), (declined, "declined answers"), (checks, "answers to gold questions"),
      (unchanged, "corrections that change nothing"),
      (unclear, "answers of an older version about responses with \"<bos>\" in them"),
    ].filter { $0.0 > 0 }.map { "\($0.1) \(NumberText.short(Double($0.0)))" }
    return parts.isEmpty ? nil : "left out: " + parts.joined(separator: ", ")
  }
}
