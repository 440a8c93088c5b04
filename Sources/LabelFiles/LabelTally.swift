import PlainText

/// Takes labels one at a time and makes a ``LabelFile`` of them.
struct LabelTally {
  private var tasks = NameTable()
  private var workers = NameTable()
  /// What is written in the fields for labels, missing ones included: the index of its label.
  private var written: ParsedColumn<Bool>
  private var labelOfWritten: [Int32] = []
  private var labelNames: [String] = []
  /// The labels by their names, where they are sets.
  private var labelOfSet: [String: Int32] = [:]
  private var missingByWritten: [Int] = []
  private var taskIndices: [Int32] = []
  private var workerIndices: [Int32] = []
  private var labelIndices: [Int32] = []
  /// The worker of each column of a wide table that has had a label.
  private var workerOfColumn: [Int32?] = []

  private static let missing: Int32 = -1

  private let reader: LabelReader

  init(_ reader: LabelReader, capacity: Int) {
    self.reader = reader
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
      labelOfWritten.append(isMissing ? Self.missing : label(written: written.name(index)))
      missingByWritten.append(0)
    }
    if isMissing { missingByWritten[Int(index)] += 1 }
    return labelOfWritten[Int(index)]
  }

  /// The label that a cell holds: what is written there, or the set of labels.
  private mutating func label(written name: String) -> Int32 {
    guard let separator = reader.labelSeparator else {
      labelNames.append(name)
      return Int32(labelNames.count - 1)
    }
    let name = LabelSets.name(of: name, separator: separator)
    if let label = labelOfSet[name] { return label }
    labelOfSet[name] = Int32(labelNames.count)
    labelNames.append(name)
    return Int32(labelNames.count - 1)
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
    row task: String, of table: TableReader, columns: [Int], in text: Span<UInt8>
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
  ///
  /// - Parameter labelColumn: the column that they come from; `nil` for a wide table.
  func file(hasDecimalCommas: Bool, labelColumn: String?, notes: [String]) -> LabelFile {
    let missingCount = missingByWritten.reduce(0, +)
    let (taskNames, workerNames) = (tasks.names, workers.names)
    var file = LabelFile(
      taskNames: taskNames, workerNames: workerNames, labelNames: labelNames,
      tasks: taskIndices, workers: workerIndices, labels: labelIndices,
      scale: labelColumn.flatMap { LabelScale(columnNamed: $0) }, labelColumn: labelColumn,
      hasDecimalCommas: hasDecimalCommas, missingCount: missingCount,
      notes: notes + (missingCount > 0 ? [missingNote(missingCount)] : []))
    file.labelSeparator = reader.labelSeparator
    if reader.labelSeparator == nil, let note = LabelSets.note(on: labelNames) {
      file.notes.append(note)
    }
    let values = labelNames.compactMap(file.number)
    if values.count == labelNames.count { file.labelValues = values }
    if file.labelValues != nil, labelNames.contains(where: { $0.hasSuffix("%") }) {
      file.scale = file.scale ?? .interval
      file.notes.append("labels with % are read as hundredths: 90% is 0.9")
    }
    file.notes +=
      NameNotes.notes(on: labelNames, kind: "labels", variantCount: written.variantCount)
      + NameNotes.notes(on: workerNames, kind: "workers", variantCount: workers.variantCount)
      + NameNotes.notes(on: taskNames, kind: "tasks", variantCount: tasks.variantCount)
    for (kind, names) in [("worker", workerNames), ("task", taskNames)]
    where names.count <= NameNotes.limit {
      for name in names where reader.isMissing(name) {
        file.notes.append("all that is called \(Excerpt.of(name)) is taken as one \(kind)")
      }
    }
    return file
  }

  /// Notes labels of which one may be meant as such or as missing: `+` and `-`.
  func noteHyphens(in log: inout ProblemLog, at offset: Int) {
    guard reader.guessesThatHyphensAreMissing, labelNames.contains("+"),
      missingByWritten.indices.contains(where: { written.name(Int32($0)) == "-" })
    else { return }
    log.add(
      at: offset, "some labels are + and some -, which usually stands for a missing label",
      fix: "write --missing NA, or what else stands for a missing label")
  }

  private func missingNote(_ count: Int) -> String {
    let kinds = missingByWritten.indices.filter { missingByWritten[$0] > 0 }.map { index in
      let name = Excerpt.of(written.name(Int32(index)))
      return "\(missingByWritten[index]) \(name.isEmpty ? "empty" : "written \(name)")"
    }
    return "\(count) label\(count == 1 ? " is" : "s are") missing and left out: "
      + Excerpt.list(kinds)
  }
}
