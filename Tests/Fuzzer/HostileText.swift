import Randomness

/// Words, numbers and bytes that programs trip over.
enum HostileText {
  /// Numbers at and beyond the ends of their types, and what only looks like a number.
  static let numbers = [
    "0", "-0", "1", "-1", "2", "0.5", "1e-320", "1e30", "1e308", "-1e308", "1e309", "1e999999999",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "9e18", "4294967296",
    "nan", "NaN", "inf", "-Infinity", "0x10", "1_000", "1,5", "٣", "१२", "1/0", "1e", ".", "--1",
    "0.2 ± 0.1", "0 ± 1e308", "10 % of the mean return", "1e308 % of the mean return",
  ]
  /// Words that mean something somewhere.
  static let words = [
    "", " ", "null", "~", "true", "no", "None", "#N/A", "-", "tie", "both bad", "off", "perfect",
    "text.town", "text.tiny", "board.tic-tac-toe", "board.connect-four", "base", "../x",
    "/dev/zero",
    "\u{1B}[31mred\u{1B}[0m", "\u{202E}drow", "\0", "e\u{301}", "é", "日本語", "👩‍👩‍👧", "ﬁ", "A", "a",
    "<script>alert(1)</script>", "\"", "'", "a#b", "[1, 2]", "{a: 1}", "*x", "&x y", "!!binary x",
  ]

  /// A number, a word, or a long run of one character.
  static func token(_ stream: inout RandomStream) -> String {
    switch stream.uniform(below: 20) {
    case 0:
      String(repeating: ["x", "\"", "{", "[", "é", "-"][stream.uniform(below: 6)], count: 3000)
    case 1...9: words[stream.uniform(below: words.count)]
    default: numbers[stream.uniform(below: numbers.count)]
    }
  }

  /// The bytes with a few of them changed, removed, repeated or put in.
  static func damaged(_ bytes: [UInt8], _ stream: inout RandomStream) -> [UInt8] {
    var bytes = bytes
    for _ in 0...stream.uniform(below: 4) where !bytes.isEmpty {
      let place = stream.uniform(below: bytes.count)
      switch stream.uniform(below: 5) {
      case 0: bytes[place] = UInt8(stream.uniform(below: 256))
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: Array(token(&stream).utf8), at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + stream.uniform(below: 200)))
      default:
        let end = min(bytes.count, place + 1 + stream.uniform(below: 300))
        bytes.insert(contentsOf: bytes[place..<end], at: place)
      }
    }
    return bytes
  }
}
