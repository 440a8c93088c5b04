/// Reads JSON (RFC 8259) that came from outside, and nothing else: keys stand once, and what is nested
/// deeper than any such file is refused rather than followed.
package struct JSONReader {
  /// What is wrong with a text, and on which line.
  package struct Flaw: Error, Hashable {
    /// In words.
    package var what: String
    /// From 1.
    package var line: Int

    /// Describes a flaw; the parameters are the properties of the same names.
    package init(what: String, line: Int) {
      self.what = what
      self.line = line
    }

    /// What is wrong, with the line in brackets.
    package var description: String { "\(what) (line \(line))" }
  }

  /// Lists and objects within each other that are followed.
  package static let depthLimit = 128

  private let bytes: [UInt8]
  /// Where the text ends, but for blanks.
  private let end: Int
  private var place = 0

  /// The value that a text is.
  package static func value(of bytes: [UInt8]) throws(Flaw) -> JSON {
    var reader = JSONReader(bytes)
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.place == reader.end else { throw reader.flaw("more follows after its end") }
    return value
  }

  /// The values of a text that follow one another, such as one a line; at least one.
  package static func values(of bytes: [UInt8]) throws(Flaw) -> [JSON] {
    var reader = JSONReader(bytes)
    var values: [JSON] = []
    repeat {
      values.append(try reader.value(depth: 0))
      reader.skipBlanks()
    } while reader.place < reader.end
    return values
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = (bytes.lastIndex { !Self.isBlank($0) } ?? -1) + 1
  }

  private func flaw(_ what: String) -> Flaw {
    Flaw(what: what, line: 1 + bytes[..<min(place, end)].count { $0 == UInt8(ascii: "\n") })
  }

  private var next: UInt8? { place < end ? bytes[place] : nil }

  /// Whether a byte is a blank or ends a line.
  package static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private mutating func skipBlanks() {
    while let byte = next, Self.isBlank(byte) { place += 1 }
  }

  /// Moves past a mark if it comes next.
  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: mark) else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(Flaw) -> JSON {
    guard depth <= Self.depthLimit else {
      throw flaw("more than \(Self.depthLimit) lists and objects stand within each other")
    }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "\""): return .text(try string())
    default: return try word()
    }
  }

  private mutating func object(depth: Int) throws(Flaw) -> [JSON.Member] {
    place += 1
    var members: [JSON.Member] = []
    var keys: Set<String> = []
    skipBlanks()
    if take("}") { return members }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw flaw("a key is missing") }
      let key = try string()
      guard keys.insert(key).inserted else {
        throw flaw("the key \"\(Excerpt.of(key))\" stands twice")
      }
      skipBlanks()
      guard take(":") else { throw flaw("a colon is missing after \"\(Excerpt.of(key))\"") }
      members.append(JSON.Member(key, try value(depth: depth + 1)))
      skipBlanks()
    } while take(",")
    guard take("}") else { throw flaw("a comma or } is missing") }
    return members
  }

  private mutating func array(depth: Int) throws(Flaw) -> [JSON] {
    place += 1
    var values: [JSON] = []
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
    var start = place
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        units += bytes[start..<place]
        guard let text = String(validating: units, as: UTF8.self) else {
          throw flaw("it is not UTF-8")
        }
        place += 1
        return text
      case UInt8(ascii: "\\"):
        units += bytes[start..<place]
        place += 1
        units += Array(String(try escaped()).utf8)
        start = place
      case 0..<0x20:
        place += 1
        throw flaw("a control character stands in a text")
      default: place += 1
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
  private mutating func word() throws(Flaw) -> JSON {
    let start = place
    while let byte = next, !Self.isBlank(byte), !",:]}".utf8.contains(byte) { place += 1 }
    let word = String(decoding: bytes[start..<place], as: UTF8.self)
    switch word {
    case "null": return .null
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "": throw flaw("a value is missing")
    case _ where Self.isNumber(bytes[start..<place]): return .number(word)
    default: throw flaw("\"\(Excerpt.of(word))\" is no value")
    }
  }

  /// Whether a word is a number: digits, the first no idle 0, perhaps with a sign before them, a
  /// fraction and an exponent.
  private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    var rest = word
    func take(_ marks: String) -> Bool {
      guard let byte = rest.first, marks.utf8.contains(byte) else { return false }
      rest.removeFirst()
      return true
    }
    func takeDigits() -> Bool {
      let digits = rest.prefix { 0x30...0x39 ~= $0 }
      rest.removeFirst(digits.count)
      return !digits.isEmpty
    }
    _ = take("-")
    guard take("0") || takeDigits() else { return false }
    if take("."), !takeDigits() { return false }
    if take("eE") {
      _ = take("+-")
      guard takeDigits() else { return false }
    }
    return rest.isEmpty
  }
}
