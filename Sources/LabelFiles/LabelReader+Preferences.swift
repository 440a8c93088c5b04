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
    let data = try source.bytes()
    if try areRankings(data, path: source.name) {
      return .rankings(try rankings(in: data, path: source.name))
    }
    return .comparisons(try comparisons(in: data, path: source.name))
  }

  private func areRankings(_ data: Data, path: String) throws(InvalidLabelFile) -> Bool {
    let ranked: [ColumnRole] = [.ranking, .rank]
    if columns.assignments.contains(where: { assignment in
      ranked.contains { $0.rawValue == ColumnRole.plain(assignment.role) }
    }) {
      return true
    }
    let table = try LabelTable(data.span, path: path, example: "left,right,winner")
    let finder = ColumnFinder(
      table.header, roles: ranked + [.left, .right], mapping: ColumnMapping(), at: .file)
    return ranked.allSatisfy(finder.has) && !finder.has(.left) && !finder.has(.right)
  }
}
