import Foundation

/// A value of a JSON document.
enum JSONNode: Hashable {
  case null
  case flag(Bool)
  /// A number as it is written in a table: whole numbers without a point.
  case number(String)
  case text(String)
  case list([JSONNode])
  case object([String: JSONNode])

  /// What Foundation read.
  ///
  /// - Throws: ``TooLongNumber`` where it lost digits of a whole number.
  init(_ value: Any) throws(TooLongNumber) {
    switch value {
    case let value as String: self = .text(value)
    case let value as [Any]:
      var elements: [JSONNode] = []
      for element in value { elements.append(try JSONNode(element)) }
      self = .list(elements)
    case let value as [String: Any]:
      var fields: [String: JSONNode] = [:]
      for (key, field) in value { fields[key] = try JSONNode(field) }
      self = .object(fields)
    case let value as NSNumber:
      // Foundation has one type for numbers and for true and false; only the latter are stored as a character.
      self =
        String(cString: value.objCType) == "c" && (value == 0 || value == 1)
        ? .flag(value.boolValue) : .number(try Self.written(value))
    default: self = .null
    }
  }

  /// A whole number of which not all digits could be kept.
  struct TooLongNumber: Error {}

  /// A number as a table has it, with every digit of a whole one: identifiers may be longer than what
  /// a fraction keeps.
  private static func written(_ number: NSNumber) throws(TooLongNumber) -> String {
    guard !(number is NSDecimalNumber), String(cString: number.objCType) == "d" else {
      let written = number.stringValue
      // Foundation keeps 38 digits, and puts zeros for the others.
      if written.count(where: \.isWholeNumber) > 38, !written.contains(".") {
        throw TooLongNumber()
      }
      return written
    }
    let value = number.doubleValue
    guard value == value.rounded() else { return "\(value)" }
    guard let whole = Int(exactly: value), abs(value) <= 9_007_199_254_740_992 else {
      throw TooLongNumber()
    }
    return "\(whole)"
  }

  /// A field of an object, or `nil`.
  subscript(key: String) -> JSONNode? {
    if case .object(let fields) = self { fields[key] } else { nil }
  }

  /// The elements of a list; none of anything else.
  var elements: [JSONNode] { if case .list(let elements) = self { elements } else { [] } }

  /// The fields of an object; none of anything else.
  var fields: [String: JSONNode] { if case .object(let fields) = self { fields } else { [:] } }

  /// Whether this is an object.
  var isObject: Bool { if case .object = self { true } else { false } }

  /// What a cell of a table would say: `nil` for nothing and for what has a structure of its own.
  ///
  /// A list of one is its element; a longer one is written as JSON, `["a","b"]`, which tables of labels
  /// read as several labels of one cell.
  var cell: String? {
    switch self {
    case .null, .object: return nil
    case .flag(let value): return value ? "true" : "false"
    case .number(let value): return value
    case .text(let value): return value
    case .list(let elements):
      let cells = elements.compactMap(\.cell)
      guard cells.count == elements.count, let first = cells.first else { return nil }
      guard cells.count > 1 else { return first }
      return "[" + cells.map(Self.quoted).joined(separator: ",") + "]"
    }
  }

  /// The node as JSON in one line, fields in the order of their names.
  var json: String {
    switch self {
    case .null: "null"
    case .text(let text): Self.quoted(text)
    case .list(let elements): "[" + elements.map(\.json).joined(separator: ",") + "]"
    case .object(let fields):
      "{"
        + fields.sorted { $0.key < $1.key }.map { "\(Self.quoted($0.key)):\($0.value.json)" }
        .joined(separator: ",") + "}"
    case .flag, .number: cell ?? "null"
    }
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
