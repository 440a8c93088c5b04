import Foundation
import PlainText

extension LabelReader {
  /// Reads comparisons: two items, and which of them won.
  ///
  /// The winner is the name of an item; a side (`left`, `first`, `model_a`, or the name of its column);
  /// `tie`, `draw`, `tie (bothbad)` and the like; or a number, which ``OutcomeNumbers`` explains. A
  /// table may also have the columns `winner` and `loser` instead. `worker`, `weight` and `time` are
  /// read where the file has them. Missing and declined answers are counted and left out.
  ///
  /// In this product's own files of answers the items are the responses by their words; where both are
  /// the same, the row is left out, and a note says how many were.
  ///
  /// - Throws: all that is wrong with the file, up to twenty problems, and how many there are.
  public func comparisons(from source: LabelSource) throws(InvalidLabelFile) -> ComparisonFile {
    let opened = try OpenedTable(source).reshaped(for: self)
    return try comparisons(in: opened)
  }

  /// Reads comparisons out of an opened file.
  func comparisons(in opened: OpenedTable) throws(InvalidLabelFile) -> ComparisonFile {
    var file = try comparisons(in: opened.data, path: opened.name)
    file.notes = opened.notes + file.notes
    if opened.holdsCounts { file.multiplicities = file.weights?.map { Int($0.rounded()) } }
    return file
  }

  /// Reads comparisons out of the bytes of a file.
  private func comparisons(in data: Data, path: String) throws(InvalidLabelFile) -> ComparisonFile {
    let text = data.span
    var table = try TableReader(text, path: path, example: "left,right,winner")
    var finder = ColumnFinder(
      table.header, roles: [.left, .right, .winner, .loser, .worker, .weight, .time, .group],
      mapping: columns, at: table.headerPlace(in: text))
    let sides = SideColumns.find(with: &finder)
    let workerColumn = finder.optional(.worker)
    let weightColumn = finder.optional(.weight)
    let timeColumn = finder.optional(.time)
    let groupColumn = finder.optional(.group)
    try finder.finish(path: table.path)

    var tally = ComparisonTally(
      self, header: table.header, columns: sides, capacity: table.estimatedRowCount(of: text),
      hasDecimalCommas: table.hasDecimalCommas)
    var extras = RowExtras(
      worker: workerColumn, weight: weightColumn, time: timeColumn,
      hasDecimalCommas: table.hasDecimalCommas)
    var others = try CovariateTally(
      covariates, header: table.header, hasDecimalCommas: table.hasDecimalCommas)
    var groups = GroupTally(self, column: groupColumn)
    while table.readRow(of: text) {
      guard !extras.isVoid(table, in: text), tally.addRow(of: &table, in: text) else { continue }
      extras.addRow(of: &table, in: text)
      others.addRow(of: &table, in: text)
      groups.fill(upTo: tally.count, of: table, in: text)
    }
    let numbers = tally.settleNumbers(in: &table.log)
    let periods = extras.periods(in: &table.log)
    try table.finish(text)
    try refuseNothing(
      tally.count, of: table,
      what: extras.voidCount > 0
        ? "no row that says who won has a weight above 0" : "no row says who won")
    var file = ComparisonFile(
      itemNames: tally.items.names, workerNames: extras.workerNames, left: tally.left,
      right: tally.right, outcomes: tally.outcomes, workers: extras.workers,
      weights: extras.weights, periods: periods, covariates: others.covariates,
      missingCount: tally.missingCount,
      notes: table.notes + tally.notes(numbers: numbers) + extras.notes
        + NameNotes.notesOnItems(
          tally.items.names, variantCount: tally.items.variantCount))
    file.groups = groups.groups(header: table.header)
    file.weigh(tally.strongRows, by: ComparisonTally.strongWeight)
    file.split(tally.shares(numbers))
    return file
  }
}
