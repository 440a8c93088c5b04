/// A piece of JSON whose keys keep their order.
package indirect enum JSONValue: Hashable, Sendable {
  /// Nothing, or a number that is not finite.
  case null
  /// `true` or `false`.
  case flag(Bool)
  /// A number as it stands in the text.
  case number(String)
  /// Text.
  case text(String)
  /// Values in order.
  case array([JSONValue])
  /// Keys and values in order.
  case object([Member])

  /// A key and its value.
  package struct Member: Hashable, Sendable {
    /// The key.
    package var key: String
    /// The value.
    package var value: JSONValue
  }

  /// A real number; `null` unless it is finite.
  package static func real(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    // The shortest digits that read back to the same number; whole ones without a fraction.
    let isWhole = value == value.rounded() && abs(value) < 1e15
    return .number(isWhole ? "\(Int(value))" : "\(value)")
  }

  /// A whole number.
  package static func integer(_ value: some BinaryInteger) -> JSONValue { .number("\(value)") }

  /// An object of pairs in order.
  package static func pairs(_ pairs: [(String, JSONValue)]) -> JSONValue {
    .object(pairs.map { Member(key: $0, value: $1) })
  }

  /// The JSON on one line.
  package var compact: String {
    switch self {
    case .null: "null"
    case .flag(let flag): "\(flag)"
    case .number(let digits): digits
    case .text(let text): Self.quoted(text)
    case .array(let values): "[" + values.map(\.compact).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { Self.quoted($0.key) + ": " + $0.value.compact }.joined(separator: ", ")
        + "}"
    }
  }

  /// The JSON for people: what fits into a line of 100 columns stands on one.
  package var pretty: String { pretty(column: 0, indent: "") }

  private func pretty(column: Int, indent: String) -> String {
    let line = compact
    if column + line.count <= 100 { return line }
    let inner = indent + "  "
    switch self {
    case .null, .flag, .number, .text: return line
    case .array(let values):
      let lines = values.map { inner + $0.pretty(column: inner.count + 1, indent: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      let lines = members.map { member in
        let key = inner + Self.quoted(member.key) + ": "
        return key + member.value.pretty(column: key.count + 1, indent: inner)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\0"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
