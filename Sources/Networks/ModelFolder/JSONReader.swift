import PlainText

/// Reads JSON (RFC 8259) that came from outside, and nothing else: keys stand once, and what is nested
/// deeper than any configuration is refused rather than followed.
struct JSONReader {
  /// What is wrong with a text, and on which line.
  struct Flaw: Error, Hashable {
    var what: String
    var line: Int

    var description: String { "\(what) (line \(line))" }
  }

  /// Lists and objects within each other that are followed; a `config.json` has three.
  static let depthLimit = 32

  private let bytes: [UInt8]
  private var place = 0

  /// The value that a text is.
  static func value(of bytes: [UInt8]) throws(Flaw) -> JSONValue {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Flaw(what: "it is not UTF-8", line: 1)
    }
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.place == bytes.count else { throw reader.flaw("more follows after its end") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func flaw(_ what: String) -> Flaw {
    Flaw(what: what, line: 1 + bytes[..<min(place, bytes.count)].count { $0 == UInt8(ascii: "\n") })
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
  }

  /// Moves past a mark if it comes next.
  private mutating func take(_ mark: Character) -> Bool {
    guard let value = mark.asciiValue, next == value else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(Flaw) -> JSONValue {
    guard depth <= Self.depthLimit else {
      throw flaw("more than \(Self.depthLimit) lists and objects stand within each other")
    }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .list(try list(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    default: return try word()
    }
  }

  private mutating func object(depth: Int) throws(Flaw) -> [String: JSONValue] {
    place += 1
    var fields: [String: JSONValue] = [:]
    skipBlanks()
    if take("}") { return fields }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw flaw("a key is missing") }
      let key = try string()
      guard fields[key] == nil else { throw flaw("the key \"\(Excerpt.of(key))\" stands twice") }
      skipBlanks()
      guard take(":") else { throw flaw("a colon is missing after \"\(Excerpt.of(key))\"") }
      fields[key] = try value(depth: depth + 1)
      skipBlanks()
    } while take(",")
    guard take("}") else { throw flaw("a comma or } is missing") }
    return fields
  }

  private mutating func list(depth: Int) throws(Flaw) -> [JSONValue] {
    place += 1
    var values: [JSONValue] = []
    skipBlanks()
    if take("]") { return values }
    repeat {
      values.append(try value(depth: depth + 1))
      skipBlanks()
    } while take(",")
    guard take("]") else { throw flaw("a comma or ] is missing") }
    return values
  }

  private mutating func string() throws(Flaw) -> String {
    place += 1
    var units: [UInt8] = []
    while let byte = next {
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"): units += Array(String(try escaped()).utf8)
      case 0..<0x20: throw flaw("a control character stands in a text")
      default: units.append(byte)
      }
    }
    throw flaw("a text has no end")
  }

  /// The character after a backslash.
  private mutating func escaped() throws(Flaw) -> Unicode.Scalar {
    guard let byte = next else { throw flaw("a text has no end") }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw flaw("a backslash is followed by what cannot be escaped")
    }
    var code = try hexadecimal()
    if (0xD800..<0xDC00).contains(code), take("\\"), take("u") {
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else { throw flaw("a \\u stands for no character") }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw flaw("a \\u stands for no character") }
    return scalar
  }

  private mutating func hexadecimal() throws(Flaw) -> UInt32 {
    let digits = bytes[place..<min(place + 4, bytes.count)]
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw flaw("a \\u is not followed by four digits") }
    place += 4
    return code
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word() throws(Flaw) -> JSONValue {
    let start = place
    while let byte = next, !" \t\r\n,:]}".utf8.contains(byte) { place += 1 }
    let word = String(decoding: bytes[start..<place], as: UTF8.self)
    switch word {
    case "null": return .null
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "": throw flaw("a value is missing")
    default:
      // Nearly all numbers are small and whole; the general form is slow to match.
      if word.count < 10, word.first != "0" || word == "0", word.utf8.allSatisfy({ 48...57 ~= $0 }),
        let whole = Int(word)
      {
        return .number(Double(whole))
      }
      guard word.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil,
        let number = Double(word)
      else { throw flaw("\"\(Excerpt.of(word))\" is no value") }
      return .number(number)
    }
  }
}
