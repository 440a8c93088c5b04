import PlainText

/// Takes labels one at a time and makes a ``LabelFile`` of them.
struct LabelTally {
  private var tasks = NameTable()
  private var workers = NameTable()
  /// What is written in the fields for labels, missing ones included: the index of its label.
  private var written: ParsedColumn<Bool>
  private var labelOfWritten: [Int32] = []
  private var labelNames: [String] = []
  private var missingByWritten: [Int] = []
  private var taskIndices: [Int32] = []
  private var workerIndices: [Int32] = []
  private var labelIndices: [Int32] = []
  /// The worker of each column of a wide table that has had a label.
  private var workerOfColumn: [Int32?] = []

  private static let missing: Int32 = -1

  init(_ reader: LabelReader, capacity: Int) {
    written = ParsedColumn { reader.isMissing($0) }
    taskIndices.reserveCapacity(capacity)
    workerIndices.reserveCapacity(capacity)
    labelIndices.reserveCapacity(capacity)
  }

  /// How many labels were given, missing ones not counted.
  var count: Int { labelIndices.count }

  /// Whether a field holds no label; if so, it is counted.
  private mutating func label(of field: CSVField, in text: Span<UInt8>) -> Int32 {
    let (index, isMissing) = written.read(field, in: text)
    if Int(index) == labelOfWritten.count {
      labelOfWritten.append(isMissing ? Self.missing : Int32(labelNames.count))
      if !isMissing { labelNames.append(written.name(index)) }
      missingByWritten.append(0)
    }
    if isMissing { missingByWritten[Int(index)] += 1 }
    return labelOfWritten[Int(index)]
  }

  /// Adds a row of a long table; the index of its task, or `nil` where the label is missing.
  mutating func add(
    task: CSVField, worker: CSVField, label field: CSVField, in text: Span<UInt8>
  ) -> Int32? {
    let label = label(of: field, in: text)
    guard label != Self.missing else { return nil }
    let index = tasks.index(of: task, in: text)
    taskIndices.append(index)
    workerIndices.append(workers.index(of: worker, in: text))
    labelIndices.append(label)
    return index
  }

  /// Adds a row of a wide table; the index of its task, or `nil` where every label is missing.
  ///
  /// - Parameters:
  ///   - columns: those that hold the labels of one worker each, the same for every row.
  mutating func add(
    row task: String, of table: LabelTable, columns: [Int], in text: Span<UInt8>
  ) -> Int32? {
    if workerOfColumn.isEmpty { workerOfColumn = Array(repeating: nil, count: columns.count) }
    var taskOfRow: Int32?
    for (place, column) in columns.enumerated() {
      let label = label(of: table.fields[column], in: text)
      guard label != Self.missing else { continue }
      let task = taskOfRow ?? tasks.index(of: task)
      let worker = workerOfColumn[place] ?? workers.index(of: table.header[column])
      (taskOfRow, workerOfColumn[place]) = (task, worker)
      taskIndices.append(task)
      workerIndices.append(worker)
      labelIndices.append(label)
    }
    return taskOfRow
  }

  /// The labels; the notes end with what was missing.
  func file(hasDecimalCommas: Bool, notes: [String]) -> LabelFile {
    let numbers = labelNames.map { DecimalNumber.value(of: $0, hasDecimalComma: hasDecimalCommas) }
    let values = numbers.compactMap(\.self)
    let missingCount = missingByWritten.reduce(0, +)
    return LabelFile(
      taskNames: tasks.names, workerNames: workers.names, labelNames: labelNames,
      tasks: taskIndices, workers: workerIndices, labels: labelIndices,
      labelValues: values.count == numbers.count ? values : nil, missingCount: missingCount,
      notes: notes + (missingCount > 0 ? [missingNote(missingCount)] : []))
  }

  private func missingNote(_ count: Int) -> String {
    let kinds = missingByWritten.indices.filter { missingByWritten[$0] > 0 }.map { index in
      let name = Excerpt.of(written.name(Int32(index)))
      return "\(missingByWritten[index]) \(name.isEmpty ? "empty" : "written \(name)")"
    }
    return "\(count) label\(count == 1 ? " is" : "s are") missing and left out: "
      + ColumnFinder.list(kinds)
  }
}
