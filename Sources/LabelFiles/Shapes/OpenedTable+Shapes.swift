import Foundation
import PlainText

extension OpenedTable {
  /// The table made plain, if it has one of ``PreferenceShapes`` and its columns were not named.
  ///
  /// - Throws: what is wrong with its rows, at their places in the file.
  func reshaped(for reader: LabelReader) throws(InvalidLabelFile) -> OpenedTable {
    guard reader.columns.namesNoContent else { return self }
    let text = data.span
    var table = try TableReader(text, path: name, example: "left,right,winner")
    let header = table.header
    func sample() -> [[String]] {
      var rows = table
      var sample: [[String]] = []
      while sample.count < max(100, header.count), rows.readRow(of: data.span) {
        sample.append(rows.fields.prefix(header.count).map { $0.string(in: data.span) })
      }
      return sample
    }
    let looked = ShapeTable(header: header, reader: reader, sample: sample)
    guard let shape = PreferenceShapes.all.lazy.compactMap({ $0.init(looked) }).first
    else { return self }
    var plain = ExportedTable()
    while table.readRow(of: text) {
      let fields = table.fields.prefix(header.count).map { $0.string(in: text) }
      if let problem = shape.addRow(fields, number: table.rowCount, to: &plain) {
        table.log.add(
          at: table.fields[problem.field].bytes.lowerBound, problem.what, fix: problem.remedy)
      }
    }
    try table.finish(text)
    guard plain.count > 0 else {
      throw JSONDocument.failure(
        name, "no row says who won", "write how often each side won", place: .file)
    }
    return OpenedTable(
      data: Data(CSVWriter.table(plain.lines).utf8), name: "\(name), read as a table",
      notes: notes + [shape.note], holdsCounts: shape.hasCounts)
  }
}
