import Foundation
import PlainText

/// The text of a table of labels, with JSON already made into comma-separated values.
struct OpenedTable {
  /// The text.
  let data: Data
  /// What error messages call it: of JSON, whose rows have other lines, `FILE, read as a table`.
  let name: String
  /// How it was read, where that was not plain.
  let notes: [String]
  /// Whether the column of weights holds numbers of comparisons.
  private(set) var holdsCounts = false

  /// Describes a table; the parameters are the properties of the same names.
  init(data: Data, name: String, notes: [String], holdsCounts: Bool = false) {
    self.data = data
    self.holdsCounts = holdsCounts
    self.name = name
    self.notes = notes
  }

  /// Reads a source.
  init(_ source: LabelSource) throws(InvalidLabelFile) {
    let data = try source.bytes()
    guard JSONDocument.begins(data) else {
      (self.data, name, notes) = (data, source.name, [])
      return
    }
    let records = try JSONDocument.records(data, name: source.name)
    let form = LabelExports.form(of: records[0])
    var table = ExportedTable()
    for (index, record) in records.enumerated() {
      form.addRows(of: record, number: index + 1, to: &table)
    }
    guard table.count > 0 else {
      throw JSONDocument.failure(
        source.name, "this export of \(form.name) holds no answer",
        "export the annotations together with the tasks", place: .file)
    }
    self.data = Data(CSVWriter.table(table.lines).utf8)
    name = "\(source.name), read as a table"
    notes =
      ["\(form.name): \(table.count) answers with columns \(Excerpt.list(table.columns))"]
      + table.leftOut.map { "\($0.count) left out: \($0.reason)" }
  }
}
