/// Writes JSON into a buffer, member by member, so that a table of a million rows is never held twice.
///
/// Numbers are written with as many digits as give the same number again; those that are not finite,
/// and those that are missing, become `null`.
struct JSONText {
  /// What was written so far, in UTF-8.
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Writes an object whose members the closure writes.
  mutating func object(_ members: (inout JSONText) -> Void) {
    enclose("{", "}", members)
  }

  /// Writes an object on a line of its own.
  mutating func line(_ members: (inout JSONText) -> Void) {
    separate()
    append("\n  ")
    needsComma = false
    object(members)
  }

  /// Writes a member of an object; the closure writes its value.
  mutating func member(_ key: String, _ value: (inout JSONText) -> Void) {
    separate()
    quote(key)
    append(": ")
    needsComma = false
    value(&self)
    needsComma = true
  }

  /// Writes a member that is an array; the closure writes its elements.
  mutating func array(_ key: String, _ elements: (inout JSONText) -> Void) {
    member(key) { $0.enclose("[", "]", elements) }
  }

  /// Writes an array as an element of another.
  mutating func array(_ elements: (inout JSONText) -> Void) { enclose("[", "]", elements) }

  /// Writes a text.
  mutating func value(_ text: String) {
    separate()
    quote(text)
  }

  /// Writes a number, or `null`.
  mutating func value(_ number: Double?) {
    separate()
    guard let number, number.isFinite else { return append("null") }
    append(number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)")
  }

  /// Writes a member that is a text.
  mutating func member(_ key: String, _ text: String) { member(key) { $0.value(text) } }
  /// Writes a member that is a number, or `null`.
  mutating func member(_ key: String, _ number: Double?) { member(key) { $0.value(number) } }
  /// Writes a member that is a list of texts.
  mutating func member(_ key: String, _ texts: [String]) {
    array(key) { json in
      for text in texts { json.value(text) }
    }
  }

  private mutating func enclose(
    _ opening: String, _ closing: String, _ content: (inout JSONText) -> Void
  ) {
    separate()
    append(opening)
    needsComma = false
    content(&self)
    append(closing)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { append(", ") }
    needsComma = true
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func quote(_ text: String) {
    let (mark, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
    bytes.append(mark)
    defer { bytes.append(mark) }
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != mark && $0 != backslash }) {
      return append(text)
    }
    for byte in text.utf8 {
      switch byte {
      case mark, backslash:
        bytes.append(backslash)
        bytes.append(byte)
      case 0..<0x20:
        append("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
  }
}

extension JSONText {
  /// An object as a text that ends its line.
  static func document(_ members: (inout JSONText) -> Void) -> [UInt8] {
    var json = JSONText()
    json.object(members)
    return json.bytes + [UInt8(ascii: "\n")]
  }
}
