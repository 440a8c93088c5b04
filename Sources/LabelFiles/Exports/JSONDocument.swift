import Foundation
import PlainText

/// The records of a JSON file: a list of objects, an object a line, or an object that holds either.
enum JSONDocument {
  /// Whether a text begins as JSON does.
  static func begins(_ data: Data) -> Bool {
    let start = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
    return start.first { !isBlank($0) }.map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }
      ?? false
  }

  /// The records, at least one.
  ///
  /// - Throws: what is wrong, with the line where it can be had.
  static func records(_ data: Data, name: String) throws(InvalidLabelFile) -> [JSONNode] {
    let data = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
    let records: [JSONNode]
    if let whole = try? JSONSerialization.jsonObject(with: data) {
      do {
        records = Self.records(of: try JSONNode(whole))
      } catch {
        throw tooLong(name, place: .file)
      }
    } else {
      records = try lines(data, name: name)
    }
    guard !records.isEmpty, records.allSatisfy(\.isObject) else {
      throw failure(
        name, "the JSON holds no list of objects",
        "write a list of objects, [{\"task\": …, \"worker\": …, \"label\": …}, …], or one object a line",
        place: .file)
    }
    return records
  }

  /// A list; the one list of objects that an object holds; a table by columns; or the object itself.
  private static func records(of node: JSONNode) -> [JSONNode] {
    if case .list(let elements) = node { return elements }
    let lists = node.fields.values.filter {
      !$0.elements.isEmpty && $0.elements.allSatisfy(\.isObject)
    }
    if lists.count == 1, node.fields.count == 1 { return lists[0].elements }
    return columns(of: node) ?? [node]
  }

  /// What pandas writes by default: `{"label": {"0": "yes", "1": "no"}, …}`.
  private static func columns(of node: JSONNode) -> [JSONNode]? {
    let columns = node.fields
    guard columns.count > 1, let keys = columns.values.first?.fields.keys, !keys.isEmpty,
      columns.values.allSatisfy({ $0.isObject && Set($0.fields.keys) == Set(keys) })
    else { return nil }
    let rows = keys.sorted { (Int($0) ?? .max, $0) < (Int($1) ?? .max, $1) }
    return rows.map { row in .object(columns.compactMapValues { $0[row] }) }
  }

  private static func lines(_ data: Data, name: String) throws(InvalidLabelFile) -> [JSONNode] {
    var records: [JSONNode] = []
    var number = 0
    for line in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { !isBlank($0) }) else { continue }
      do {
        records.append(try JSONNode(try JSONSerialization.jsonObject(with: Data(line))))
      } catch is JSONNode.TooLongNumber {
        throw tooLong(name, place: .position(line: number, column: 1))
      } catch {
        throw failure(
          name, "this is no JSON: \(Excerpt.of(reason(error)))",
          "export the file again; a file has one JSON document, or one object a line",
          place: .position(line: number, column: 1))
      }
    }
    return records
  }

  private static func reason(_ error: any Error) -> String {
    (error as NSError).userInfo["NSDebugDescription"] as? String ?? "it cannot be read"
  }

  private static func tooLong(
    _ name: String, place: LabelFileProblem.Place
  ) -> InvalidLabelFile {
    failure(
      name, "a whole number has more digits than can be kept",
      "write it in quotation marks, as a text",
      place: place)
  }

  static func failure(
    _ name: String, _ what: String, _ remedy: String, place: LabelFileProblem.Place
  ) -> InvalidLabelFile {
    InvalidLabelFile(
      path: name, problems: [LabelFileProblem(what: what, place: place, remedy: remedy)])
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
