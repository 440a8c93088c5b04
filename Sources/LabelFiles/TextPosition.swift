/// A place in a text as people count: lines, and characters (Unicode scalars) of a line, from 1.
///
/// Line feed, carriage return, and the two together end a line. A byte-order mark is no character.
struct TextPosition {
  private(set) var line = 1
  private(set) var column = 1
  private var offset = 0

  init(in text: Span<UInt8>) {
    if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { offset = 3 }
  }

  /// Moves forward to a byte; never backward.
  mutating func advance(to target: Int, in text: Span<UInt8>) {
    while offset < min(target, text.count) {
      let byte = text[offset]
      let isPair =
        byte == UInt8(ascii: "\r") && offset + 1 < text.count
        && text[offset + 1] == UInt8(ascii: "\n")
      if byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && !isPair) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80, !isPair {
        column += 1  // Bytes 10xxxxxx continue a character.
      }
      offset += 1
    }
  }
}
