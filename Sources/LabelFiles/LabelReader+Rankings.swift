import Foundation
import PlainText

extension LabelReader {
  /// Reads rankings, one row an item of a ranking. Rows of one ranking need not stand together.
  ///
  /// `worker` and `weight` are read where the file has them; they belong to the whole ranking.
  ///
  /// - Throws: all that is wrong with the file, up to twenty problems, and how many there are.
  public func rankings(from source: LabelSource) throws(InvalidLabelFile) -> RankingFile {
    let opened = try OpenedTable(source).reshaped(for: self)
    var file = try rankings(in: opened.data, path: opened.name)
    file.notes = opened.notes + file.notes
    return file
  }

  /// Reads rankings out of the bytes of a file.
  func rankings(in data: Data, path: String) throws(InvalidLabelFile) -> RankingFile {
    let text = data.span
    var table = try TableReader(text, path: path, example: "ranking,rank,item")
    var finder = ColumnFinder(
      table.header, roles: [.ranking, .rank, .item, .worker, .weight, .group], mapping: columns,
      at: table.headerPlace(in: text))
    let groupColumn = finder.optional(.group)
    let columns = (
      ranking: finder.required(.ranking), rank: finder.required(.rank), item: finder.required(.item)
    )
    let workerColumn = finder.optional(.worker)
    let weightColumn = finder.optional(.weight)
    try finder.finish(path: table.path)

    var tally = RankingTally(columns)
    var extras = RowExtras(
      worker: workerColumn, weight: weightColumn, time: nil,
      hasDecimalCommas: table.hasDecimalCommas)
    var groups = GroupTally(self, column: groupColumn)
    while table.readRow(of: text) {
      if extras.isVoid(table, in: text) { continue }
      if tally.addRow(of: &table, in: text) { extras.addRow(of: &table, in: text) }
      groups.fill(upTo: tally.count, of: table, in: text)
    }
    let workers = extras.workers.map { tally.oneForEachRanking($0, "worker", in: &table.log) }
    let weights = extras.weights.map { tally.oneForEachRanking($0, "weight", in: &table.log) }
    let ofRankings = groups.groups(header: table.header).map { groups in
      LabelGroups(
        column: groups.column, names: groups.names,
        ofRow: tally.oneForEachRanking(groups.ofRow, groups.column, in: &table.log))
    }
    tally.noteRepetitions(in: &table.log)
    try table.finish(text)
    try refuseNothing(tally.count, of: table, what: "every row has a weight of 0")
    var file = tally.file(workerNames: extras.workerNames, workers: workers, weights: weights)
    file.groups = ofRankings
    file.notes += table.notes + extras.notes
    return file
  }
}
