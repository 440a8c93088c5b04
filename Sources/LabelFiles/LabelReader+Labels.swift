import Foundation
import PlainText

extension LabelReader {
  /// Reads labels, one row each or one column a worker.
  ///
  /// Missing labels are counted and left out. In this product's own files of answers, those that were
  /// declined are missing too.
  ///
  /// - Throws: all that is wrong with the file, up to twenty problems, and how many there are.
  public func labels(
    from source: LabelSource, layout: LabelLayout = .automatic
  ) throws(InvalidLabelFile) -> LabelFile {
    let opened = try OpenedTable(source)
    var file = try labels(in: opened.data, path: opened.name, layout: layout)
    file.notes = opened.notes + file.notes
    return file
  }

  private func labels(
    in data: Data, path: String, layout: LabelLayout
  ) throws(InvalidLabelFile) -> LabelFile {
    var table = try TableReader(data.span, path: path)
    var finder = ColumnFinder(
      table.header, roles: [.task, .worker, .label, .rater, .truth, .group, .repetition],
      mapping: columns,
      at: table.headerPlace(in: data.span))
    if let sides = SideColumns.pair(in: table.header), layout == .automatic,
      columns.assignments.isEmpty, finder.has(.winner) || finder.has(.loser), !finder.has(.label)
    {
      throw InvalidLabelFile(
        path: path,
        problems: [
          LabelFileProblem(
            what:
              "the columns \(table.name(of: sides.left)) and \(table.name(of: sides.right)) look like "
              + "comparisons of two items", place: table.headerPlace(in: data.span),
            remedy: "use rlhf rate; or, where they hold labels, name the columns with "
              + "\(ColumnMapping.option)")
        ])
    }
    let isWide =
      switch layout {
      case .long: false
      case .wide: true
      case .automatic:
        finder.isNamed(.rater)
          || (!finder.has(.worker) && !finder.has(.label) && table.header.count > 2)
      }
    return try isWide
      ? wideLabels(&table, &finder, in: data.span, isGuess: layout == .automatic)
      : longLabels(&table, &finder, in: data.span)
  }

  private func longLabels(
    _ table: inout TableReader, _ finder: inout ColumnFinder, in text: Span<UInt8>
  ) throws(InvalidLabelFile) -> LabelFile {
    let (taskColumn, workerColumn) = (finder.required(.task), finder.required(.worker))
    let labelColumn = finder.required(.label)
    let truthColumn = finder.optional(.truth)
    let repeatColumn = finder.optional(.repetition)
    let groupColumn = finder.optional(.group)
    try finder.finish(
      path: table.path,
      hint: finder.has(.worker)
        ? "" : "; for a table with one column a rater, write rater=NAME for each")

    var reader = self
    if AnswersHeader.matches(table.header) { reader.missing.append(AnswersHeader.declined) }
    var tally = LabelTally(reader, capacity: table.estimatedRowCount(of: text))
    var truths = TruthTally(self, column: truthColumn)
    var groups = GroupTally(self, column: groupColumn)
    var unused = UnusedColumns(header: table.header, used: columns.assignments.map(\.column))
    while table.readRow(of: text) {
      if unused.leavesOut(table, in: text) { continue }
      let (task, worker) = (table.fields[taskColumn], table.fields[workerColumn])
      if task.bytes.isEmpty {
        table.log.add(
          at: task.bytes.lowerBound, "the \(table.name(of: taskColumn)) is empty",
          fix: "name what was labelled, or remove the row")
      }
      if worker.bytes.isEmpty {
        table.log.add(
          at: worker.bytes.lowerBound, "the \(table.name(of: workerColumn)) is empty",
          fix: "name who gave the label, or remove the row")
      }
      let labelled = tally.add(
        task: task, worker: worker, label: table.fields[labelColumn], in: text)
      if let labelled { truths.add(labelled, of: &table, in: text) }
      groups.fill(upTo: tally.count, of: table, in: text)
    }
    tally.noteHyphens(in: &table.log, at: table.headerStart)
    try table.finish(text)
    try refuseNothing(
      tally.count, of: table, what: "every \(table.name(of: labelColumn)) is missing")
    var file = tally.file(
      hasDecimalCommas: table.hasDecimalCommas, labelColumn: table.header[labelColumn],
      notes: truths.notes(header: table.header) + table.notes + unused.notes)
    file.groups = groups.groups(header: table.header)
    try refuseStrayWords(in: file, of: labelColumn, path: table.path, text: text)
    file.repeatColumn = repeatColumn.map { table.header[$0] }
    file.truths = truths.values(taskCount: file.taskNames.count)
    return file
  }

  /// Refuses a column that by its name holds ratings, where most labels are numbers and some are not: as
  /// names they would be a scale no more.
  private func refuseStrayWords(
    in file: LabelFile, of column: Int, path: String, text: Span<UInt8>
  ) throws(InvalidLabelFile) {
    guard let scale = file.scale, scale != .nominal, !takesLabelsAsNames, file.labelValues == nil,
      file.labelSeparator == nil
    else { return }
    let isNumber = file.labelNames.map { file.number(of: $0) != nil }
    guard file.labels.count(where: { isNumber[Int($0)] }) * 2 >= file.count else { return }
    var table = try TableReader(text, path: path)
    while table.readRow(of: text) {
      let field = table.fields[column]
      let label = field.string(in: text)
      guard !isMissing(label), file.number(of: label) == nil else { continue }
      table.log.add(
        at: field.bytes.lowerBound,
        "the \(table.name(of: column)) is \(Excerpt.of(label)), but most are numbers",
        fix:
          "write a number; or --missing WORD, if it stands for none; or --level nominal, if all are "
          + "names")
    }
    try table.log.check(text, path: path)
  }

  /// Refuses a table whose rows leave nothing to work with.
  func refuseNothing(
    _ count: Int, of table: TableReader, what: String
  ) throws(InvalidLabelFile) {
    guard count == 0 else { return }
    throw InvalidLabelFile(
      path: table.path,
      problems: [
        LabelFileProblem(
          what: what, place: .file,
          remedy: "check that the right column is read; \(ColumnMapping.option) names another")
      ])
  }
}

/// This product's own files of answers, by their header.
enum AnswersHeader {
  /// What stands for an answer that was refused.
  static let declined = "declined"

  /// Whether a header has the columns by which such a file is known.
  static func matches(_ header: [String]) -> Bool {
    ["question", "channel", "first", "second", "annotator", "answer"].allSatisfy(header.contains)
  }
}
