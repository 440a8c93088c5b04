/// A JSON value (RFC 8259), read by ``JSONReader`` and written by ``text(_:)``.
///
/// Unlike what Foundation reads and writes, keys keep their order, so that the same value gives the same
/// bytes, and numbers every digit. Types that only store themselves are `Codable` and need none of this.
package enum JSON: Hashable, Sendable {
  /// Nothing.
  case null
  /// `true` or `false`.
  case flag(Bool)
  /// A number as it is written: whole ones may have more digits than a `Double` or an `Int` keeps.
  case number(String)
  /// Text.
  case text(String)
  /// Values in order.
  case array([JSON])
  /// Keys and values in order; no key stands twice.
  case object([Member])

  /// A key of an object and its value.
  package struct Member: Hashable, Sendable {
    /// The key.
    package var key: String
    /// The value.
    package var value: JSON

    /// A member of an object.
    package init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }
}

extension JSON {
  /// A number in the fewest digits that read back to it, a whole one below 10¹⁵ without a fraction;
  /// `null` where there is none, or none that is finite.
  package static func number(_ value: Double?) -> JSON {
    guard let value, value.isFinite else { return .null }
    return value == value.rounded() && abs(value) < 1e15
      ? .number(Int(value)) : .number("\(value)")
  }

  /// A whole number.
  package static func number(_ value: some BinaryInteger) -> JSON { .number("\(value)") }

  /// An object of the members that have a value, in the order given.
  package static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    JSON.object([Member]()).adding(members)
  }

  /// This object with more members after its own: those that have a value.
  package func adding(_ more: KeyValuePairs<String, JSON?>) -> JSON {
    adding(more.compactMap { key, value in value.map { Member(key, $0) } })
  }

  /// This object with more members after its own.
  package func adding(_ more: [Member]) -> JSON { .object(members + more) }
}

extension JSON {
  /// The members of an object; none of anything else.
  package var members: [Member] { if case .object(let members) = self { members } else { [] } }

  /// The elements of an array; none of anything else.
  package var elements: [JSON] { if case .array(let elements) = self { elements } else { [] } }

  /// Whether this is an object.
  package var isObject: Bool { if case .object = self { true } else { false } }

  /// The text, where this is one.
  package var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The number, where this is one.
  package var number: Double? { if case .number(let digits) = self { Double(digits) } else { nil } }

  /// The number, where this is a whole one that an `Int` can be, however it is written.
  package var integer: Int? {
    guard case .number(let digits) = self else { return nil }
    return Int(digits) ?? number.flatMap(Int.init(exactly:))
  }

  /// The value of an object's key, found in time that grows with the number of its members.
  package subscript(key: String) -> JSON? { members.first { $0.key == key }?.value }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  package init(stringLiteral text: String) { self = .text(text) }
  package init(booleanLiteral flag: Bool) { self = .flag(flag) }
  package init(floatLiteral number: Double) { self = .number(number) }
  package init(integerLiteral number: Int) { self = .number(number) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(dictionaryLiteral members: (String, JSON)...) {
    self = .object(members.map { Member($0.0, $0.1) })
  }
}
