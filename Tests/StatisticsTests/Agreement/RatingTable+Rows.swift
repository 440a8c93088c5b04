import SandboxTestSupport

@testable import Statistics

extension RatingTable {
  /// A table from one row for each unit, one column for each rater; `nil` is a gap.
  init(rows: [[Double?]]) throws {
    try self.init(
      rows.enumerated().flatMap { unit, row in
        row.enumerated().compactMap { rater, value in
          value.map { Rating(unit: unit, rater: rater, value: $0) }
        }
      }, unitCount: rows.count, raterCount: rows.first?.count ?? 0)
  }

  /// Two raters' judgements of as many units as the cells of a contingency table count.
  init(contingency cells: [[Int]]) throws {
    try self.init(
      rows: cells.enumerated().flatMap { first, row in
        row.enumerated().flatMap { second, count in
          Array(repeating: [Double(first), Double(second)], count: count)
        }
      })
  }

  /// A shared file of label triples (item, worker, …, label), names numbered as they come.
  init(sharedLabels folder: String) throws {
    var units: [String: Int] = [:]
    var raters: [String: Int] = [:]
    try self.init(
      SharedData.rows(folder, "labels.csv").dropFirst().map { cells in
        let unit = units[cells[0]] ?? units.count
        units[cells[0]] = unit
        let rater = raters[cells[1]] ?? raters.count
        raters[cells[1]] = rater
        return Rating(unit: unit, rater: rater, value: Double(cells[cells.count - 1]) ?? .nan)
      })
  }

  /// Columns of a shared file with a row for each unit; words are numbered in alphabetical order.
  init(shared folder: String, _ file: String, columns: Range<Int>) throws {
    let cells = try SharedData.rows(folder, file).dropFirst().map { Array($0[columns]) }
    let words = Set(cells.joined()).sorted()
    try self.init(
      rows: cells.map { row in
        row.map { Double($0) ?? words.firstIndex(of: $0).map(Double.init) }
      })
  }
}
