import Foundation

/// A value of a JSON document.
enum JSONNode: Hashable {
  case null
  case flag(Bool)
  /// A number as it is written in a table: whole numbers without a point.
  case number(Double)
  case text(String)
  case list([JSONNode])
  case object([String: JSONNode])

  /// What Foundation read.
  init(_ value: Any) {
    switch value {
    case let value as String: self = .text(value)
    case let value as [Any]: self = .list(value.map(JSONNode.init))
    case let value as [String: Any]: self = .object(value.mapValues(JSONNode.init))
    case let value as NSNumber:
      // Foundation has one type for numbers and for true and false; only the latter are stored as a character.
      self =
        String(cString: value.objCType) == "c" && (value == 0 || value == 1)
        ? .flag(value.boolValue) : .number(value.doubleValue)
    default: self = .null
    }
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
    case .number(let value): return Int(exactly: value).map(String.init) ?? "\(value)"
    case .text(let value): return value
    case .list(let elements):
      let cells = elements.compactMap(\.cell)
      guard cells.count == elements.count, let first = cells.first else { return nil }
      guard cells.count > 1 else { return first }
      return "[" + cells.map(Self.quoted).joined(separator: ",") + "]"
    }
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
