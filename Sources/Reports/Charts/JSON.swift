import Foundation
import PlainText

/// A JSON value whose keys keep their order, so that the same record gives the same bytes.
package enum JSON: Sendable, Hashable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case array([JSON])
  case object([Member])

  /// One key of an object, with its value.
  package struct Member: Sendable, Hashable {
    /// Not twice in one object.
    package var key: String
    /// Anything.
    package var value: JSON
  }

  /// An object of the members that have a value, in the order given.
  package static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
  }

  /// A number, or null where there is none.
  package static func number(_ value: Double?) -> JSON {
    guard let value else { return .null }
    return .number(value)
  }

  /// This object with more members after its own.
  func adding(_ members: [Member]) -> JSON {
    guard case .object(let own) = self else { preconditionFailure("only objects have members") }
    return .object(own + members)
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  package init(stringLiteral text: String) { self = .text(text) }
  package init(booleanLiteral flag: Bool) { self = .flag(flag) }
  package init(floatLiteral number: Double) { self = .number(number) }
  package init(integerLiteral number: Int) { self = .number(Double(number)) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(dictionaryLiteral members: (String, JSON)...) {
    self = .object(members.map { Member(key: $0.0, value: $0.1) })
  }
}

extension JSON {
  /// The value as JSON that may also stand inside an HTML `script` element: `<`, `>` and `&` are
  /// written as escapes, so no text can end the element. Controls are made visible, as everywhere on a
  /// page; line breaks stay. Numbers that are not finite become null.
  package var serialized: String {
    switch self {
    case .null: "null"
    case .flag(let flag): flag ? "true" : "false"
    case .number(let value): Self.serialized(value)
    case .text(let text): Self.quoted(text)
    case .array(let elements): "[" + elements.map(\.serialized).joined(separator: ",") + "]"
    case .object(let members):
      "{"
        + members.map { Self.quoted($0.key) + ":" + $0.value.serialized }.joined(separator: ",")
        + "}"
    }
  }

  /// Six significant digits are more than a chart can show, and keep the page small.
  private static func serialized(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded() && abs(value) < 1e15 { return "\(Int(value))" }
    return String(format: "%.6g", value)
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in Excerpt.visible(text, keeping: ["\n"]).unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "<", ">", "&":
        quoted += String(format: "\\u%04x", scalar.value)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension JSON {
  /// The value of an object's key; null where there is none.
  func member(_ key: String) -> JSON {
    guard case .object(let members) = self else { return .null }
    return members.first { $0.key == key }?.value ?? .null
  }
}
