import PlainText

/// Takes the true labels of tasks from a column that repeats them in every row.
struct TruthTally {
  private let reader: LabelReader
  private let column: Int?
  private var truthOfTask: [String?] = []

  /// - Parameter column: `nil` where there is none, and nothing is kept.
  init(_ reader: LabelReader, column: Int?) {
    self.reader = reader
    self.column = column
  }

  /// Notes what the row that was read last says about its task.
  mutating func add(_ task: Int32, of table: inout TableReader, in text: Span<UInt8>) {
    guard let column else { return }
    let field = table.fields[column]
    let truth = field.string(in: text)
    while truthOfTask.count <= Int(task) { truthOfTask.append(nil) }
    guard !reader.isMissing(truth) else { return }
    if let known = truthOfTask[Int(task)], known != truth {
      table.log.add(
        at: field.bytes.lowerBound,
        "the \(table.name(of: column)) is \(Excerpt.of(truth)), but was "
          + "\(Excerpt.of(known)) in an earlier row of the task",
        fix: "give each task one truth, or leave it empty")
      return
    }
    truthOfTask[Int(task)] = truth
  }

  /// The truth of each task; `nil` without a column.
  func values(taskCount: Int) -> [String?]? {
    guard column != nil else { return nil }
    return truthOfTask + Array(repeating: nil, count: taskCount - truthOfTask.count)
  }

  /// What people are told about how the table was read.
  func notes(header: [String]) -> [String] {
    column.map { ["the column \(Excerpt.of(header[$0])) is read as what the labels should be"] }
      ?? []
  }
}
