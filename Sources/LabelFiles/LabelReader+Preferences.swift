import Foundation
import PlainText

extension LabelReader {
  /// Reads comparisons or rankings, whichever the header shows.
  ///
  /// A table is one of rankings where a column is named as `ranking` or `rank`, or where its header has
  /// both of these and no two sides; all else is read as comparisons.
  ///
  /// - Throws: all that is wrong with the file, up to twenty problems, and how many there are.
  public func preferences(from source: LabelSource) throws(InvalidLabelFile) -> PreferenceFile {
    let opened = try OpenedTable(source).reshaped(for: self)
    if try areRankings(opened.data, path: opened.name) {
      var file = try rankings(in: opened.data, path: opened.name)
      file.notes = opened.notes + file.notes
      return .rankings(file)
    }
    return .comparisons(try comparisons(in: opened))
  }

  private func areRankings(_ data: Data, path: String) throws(InvalidLabelFile) -> Bool {
    let ranked: [ColumnRole] = [.ranking, .rank]
    if columns.assignments.contains(where: { assignment in
      ranked.contains { $0.rawValue == ColumnRole.plain(assignment.role) }
    }) {
      return true
    }
    let table = try TableReader(data.span, path: path, example: "left,right,winner")
    let finder = ColumnFinder(
      table.header, roles: ranked + [.left, .right], mapping: ColumnMapping(), at: .file)
    return ranked.allSatisfy(finder.has) && !finder.has(.left) && !finder.has(.right)
  }
}
