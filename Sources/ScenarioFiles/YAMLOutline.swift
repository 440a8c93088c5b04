/// What a text in YAML would ask of its reader, found in one pass over its bytes.
///
/// libYAML takes time by the square of the depth of brackets, and Yams compares keys that are lists by
/// what all their aliases stand for: both must be known before they begin. Quotation marks and comments
/// are not told apart, so brackets in prose count too; only texts beyond all custom are affected.
struct YAMLOutline {
  /// Brackets in brackets, or dashes after dashes, at most.
  static let deepest = 100

  /// The first line on which something stands deeper than ``deepest``.
  private(set) var tooDeepLine: Int?
  /// The first line with a key that is a list, a mapping or an alias.
  private(set) var complexKeyLine: Int?
  /// How many aliases there are.
  private(set) var aliasCount = 0

  /// Looks through a text.
  init(_ text: String) {
    var walk = Walk()
    for byte in text.utf8 { take(byte, &walk) }
  }

  /// Where the pass is.
  private struct Walk {
    var line = 1
    var brackets = 0
    /// Dashes and question marks since anything else.
    var dashes = 0
    /// Whether a word may begin: after a blank, a bracket or a comma.
    var isAtStart = true
    var isInAlias = false
    /// Whether a colon would now make a key of a list, a mapping or an alias.
    var isAfterComplex = false
    var isAfterQuestion = false
  }

  private mutating func take(_ byte: UInt8, _ walk: inout Walk) {
    let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    let isLineEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    if walk.isAfterQuestion, isBlank || isLineEnd { complexKeyLine = complexKeyLine ?? walk.line }
    walk.isAfterQuestion = walk.isAtStart && byte == UInt8(ascii: "?")
    if walk.isInAlias, isBlank || isLineEnd || Self.marks.contains(byte) {
      walk.isInAlias = false
      walk.isAfterComplex = true
    }
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      walk.brackets += 1
      if walk.brackets > Self.deepest { tooDeepLine = tooDeepLine ?? walk.line }
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      walk.brackets = max(0, walk.brackets - 1)
      walk.isAfterComplex = true
    case UInt8(ascii: ":") where walk.isAfterComplex:
      complexKeyLine = complexKeyLine ?? walk.line
    case UInt8(ascii: "*") where walk.isAtStart:
      aliasCount += 1
      walk.isInAlias = true
    case UInt8(ascii: "-"), UInt8(ascii: "?"):
      // Dashes side by side are a rule between paragraphs.
      if walk.isAtStart { walk.dashes += 1 }
      if walk.dashes > Self.deepest { tooDeepLine = tooDeepLine ?? walk.line }
    default: break
    }
    if !isBlank, ![UInt8(ascii: "-"), UInt8(ascii: "?")].contains(byte) { walk.dashes = 0 }
    if !isBlank, ![UInt8(ascii: "]"), UInt8(ascii: "}")].contains(byte) {
      walk.isAfterComplex = false
    }
    walk.isAtStart = isBlank || isLineEnd || Self.openings.contains(byte)
    if byte == UInt8(ascii: "\n") { walk.line += 1 }
  }

  private static let openings = Array("[{,".utf8)
  private static let marks = Array("[]{},:".utf8)
}
