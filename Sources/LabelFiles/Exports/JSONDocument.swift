import Foundation
import PlainText

/// The records of a JSON file: a list of objects, an object a line, or an object that holds either.
enum JSONDocument {
  /// Whether a text begins as JSON does.
  static func begins(_ data: Data) -> Bool {
    withoutMark(data).first { !JSONReader.isBlank($0) }.map { "{[".utf8.contains($0) } ?? false
  }

  private static func withoutMark(_ data: Data) -> Data {
    data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
  }

  /// The records, at least one.
  ///
  /// - Throws: what is wrong, with its line.
  static func records(_ data: Data, name: String) throws(InvalidLabelFile) -> [JSON] {
    let values: [JSON]
    do throws(JSONReader.Flaw) {
      values = try JSONReader.values(of: Array(withoutMark(data)))
    } catch {
      throw failure(
        name, "this is no JSON: \(error.what)",
        "export the file again; a file has one JSON document, or one object a line",
        place: .position(line: error.line, column: 1))
    }
    let records = values.count == 1 ? records(of: values[0]) : values
    guard !records.isEmpty, records.allSatisfy(\.isObject) else {
      throw failure(
        name, "the JSON holds no list of objects",
        "write a list of objects, [{\"task\": …, \"worker\": …, \"label\": …}, …], or one object a line",
        place: .file)
    }
    return records
  }

  /// A list; the one list of objects that an object holds; a table by columns; or the object itself.
  private static func records(of value: JSON) -> [JSON] {
    if case .array(let elements) = value { return elements }
    let members = value.members
    if members.count == 1 {
      let elements = members[0].value.elements
      if !elements.isEmpty, elements.allSatisfy(\.isObject) { return elements }
    }
    return columns(of: members) ?? [value]
  }

  /// What pandas writes by default: `{"label": {"0": "yes", "1": "no"}, …}`.
  private static func columns(of members: [JSON.Member]) -> [JSON]? {
    let columns = members.map { column in
      (
        name: column.key,
        cells: Dictionary(uniqueKeysWithValues: column.value.members.map { ($0.key, $0.value) })
      )
    }
    guard columns.count > 1, let keys = columns.first?.cells.keys, !keys.isEmpty,
      columns.allSatisfy({ $0.cells.keys == keys })
    else { return nil }
    let rows = keys.sorted { (Int($0) ?? .max, $0) < (Int($1) ?? .max, $1) }
    return rows.map { row in
      .object(columns.compactMap { name, cells in cells[row].map { JSON.Member(name, $0) } })
    }
  }

  static func failure(
    _ name: String, _ what: String, _ remedy: String, place: LabelFileProblem.Place
  ) -> InvalidLabelFile {
    InvalidLabelFile(
      path: name, problems: [LabelFileProblem(what: what, place: place, remedy: remedy)])
  }
}
