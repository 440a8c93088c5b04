import Foundation
import PlainText

extension LabelReader {
  /// Reads a table with one row a task and one column a worker.
  ///
  /// - Parameter isGuess: whether nobody said that the table is wide.
  func wideLabels(
    _ table: inout TableReader, _ finder: inout ColumnFinder, in text: Span<UInt8>,
    isGuess: Bool
  ) throws(InvalidLabelFile) -> LabelFile {
    let (taskColumn, truthColumn, groupColumn, raters) = try wideColumns(of: table, &finder)
    let unit = taskColumn.map { table.name(of: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "task"
    var tally = LabelTally(self, capacity: raters.count * table.estimatedRowCount(of: text))
    var tasks = NameTable()
    var truths = TruthTally(self, column: truthColumn)
    var groups = GroupTally(self, column: groupColumn)
    while table.readRow(of: text) {
      let known = tasks.count
      // Without a column for it, a task is called by the number of its row.
      let task = taskColumn.map { table.fields[$0].string(in: text) } ?? "\(table.rowCount)"
      if task.isEmpty {
        table.log.add(
          at: table.rowStart, "the \(unit) is empty",
          fix: "name what was labelled, or remove the row")
      } else if tasks.index(of: task) < known {
        table.log.add(
          at: table.rowStart, "the \(unit) \(Excerpt.of(task)) has a row already",
          fix: "give it one row; or, where a row is one label, name its columns with "
            + "\(ColumnMapping.option) task=NAME,worker=NAME,label=NAME")
      }
      if let labelled = tally.add(row: task, of: table, columns: raters, in: text) {
        truths.add(labelled, of: &table, in: text)
      }
      groups.fill(upTo: tally.count, of: table, in: text)
    }
    tally.noteHyphens(in: &table.log, at: table.headerStart)
    try table.finish(text)
    try refuseNothing(tally.count, of: table, what: "every label is missing")
    let names = Excerpt.list(raters.map { table.header[$0] })
    var file = tally.file(
      hasDecimalCommas: table.hasDecimalCommas, labelColumn: nil,
      notes: ["read as a wide table with a row for each \(unit) and a column for each of \(names)"]
        + truths.notes(header: table.header) + table.notes)
    if isGuess, !finder.isNamed(.rater) {
      let strangers = Kinship(of: file).strangers.map { file.workerNames[$0] }
      if !strangers.isEmpty {
        finder.note(
          "the values of the columns \(Excerpt.list(strangers)) are hardly ever those of the others, "
            + "so that they can hardly be the labels of several workers",
          fix: "name the workers with --workers NAME,NAME; or, where a row is one label, write "
            + "\(ColumnMapping.option) task=NAME,worker=NAME,label=NAME")
        try finder.finish(path: table.path)
      }
    }
    file.groups = groups.groups(header: table.header)
    file.truths = truths.values(taskCount: file.taskNames.count)
    return file
  }

  /// The columns of the tasks, of the truth and of groups, if there are any, and those of the workers.
  ///
  /// The first column, or the one that is known as the task, names the tasks, unless it is named as
  /// something else. Where no rater is named, all others are raters.
  private func wideColumns(
    of table: TableReader, _ finder: inout ColumnFinder
  ) throws(InvalidLabelFile) -> (task: Int?, truth: Int?, group: Int?, raters: [Int]) {
    var task = finder.optional(.task)
    let truth = finder.optional(.truth)
    let group = finder.optional(.group)
    var raters = finder.namedColumns(for: .rater)
    if raters.isEmpty {
      task = task ?? (finder.isNamed(.task) ? nil : 0)
      raters = table.header.indices.filter { ![task, truth, group].contains($0) }
    } else if task == nil, !finder.isNamed(.task), !raters.contains(0), truth != 0, group != 0 {
      task = 0
    }
    let names = raters.map { table.header[$0] }
    if names.contains("") {
      finder.note(
        "a column of the header has no name; it has \(Excerpt.list(table.header))",
        fix: "name every rater, or say which columns are meant: "
          + "\(ColumnMapping.option) rater=NAME,rater=NAME")
    }
    var known: Set<String> = []
    for name in names where !name.isEmpty && !known.insert(name).inserted {
      finder.note(
        "two raters are called \(Excerpt.of(name))", fix: "give each column a name of its own")
    }
    if raters.count < 2 {
      finder.note(
        "a wide table needs two raters or more; the header has \(Excerpt.list(table.header))",
        fix: "give each rater a column, and the tasks the first; or say which columns are meant: "
          + "\(ColumnMapping.option) rater=NAME,rater=NAME")
    }
    try finder.finish(path: table.path)
    return (task, truth, group, raters)
  }
}
