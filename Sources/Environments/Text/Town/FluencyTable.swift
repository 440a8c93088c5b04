import SandboxCore

/// Knows every run of three words that a grammar can produce.
///
///     fluency = licensed windows / all windows
///
/// A text is cut into sentences at its full stops. A sentence of n words has n + 1 windows of three,
/// when two blanks are put before it and one after; a window is licensed when some sentence of the
/// grammar contains it. An empty sentence is one window without licence; a text without words has
/// fluency 0. Any sentence of the grammar has fluency 1; words drawn at random have about 0.02.
struct FluencyTable: Sendable {
  /// Words and the blank.
  private let width: Int
  private let blank: Int
  /// Bit (a · width + b) · width + c is set when the window a b c is licensed.
  private var bits: [UInt64]

  /// A table that licenses nothing yet.
  ///
  /// - Parameter wordCount: words that are told apart; the table takes wordCount³ / 8 bytes.
  init(wordCount: Int) {
    width = wordCount + 1
    blank = wordCount
    bits = [UInt64](repeating: 0, count: (width * width * width + 63) / 64)
  }

  /// Licenses the windows of all sentences with one of the given words at each place.
  mutating func license(_ places: [[Token]]) {
    let boundary = [Token(blank)]
    let padded = [boundary, boundary] + places + [boundary]
    for start in 0...(padded.count - 3) {
      for first in padded[start] {
        for second in padded[start + 1] {
          for third in padded[start + 2] { set(Int(first), Int(second), Int(third)) }
        }
      }
    }
  }

  /// The share of licensed windows, 0...1.
  ///
  /// - Parameter stop: the token that ends a sentence.
  func fluency(_ text: UnsafeBufferPointer<Token>, stop: Token) -> Double {
    guard !text.isEmpty else { return 0 }
    var licensed = 0
    var windows = 0
    var before = blank
    var last = blank
    for index in 0...text.count {
      let isEnd = index == text.count || text[index] == stop
      let next = isEnd ? blank : Int(text[index])
      windows += 1
      if !(isEnd && last == blank) && contains(before, last, next) { licensed += 1 }
      before = isEnd ? blank : last
      last = next
    }
    return Double(licensed) / Double(windows)
  }

  private func contains(_ first: Int, _ second: Int, _ third: Int) -> Bool {
    let bit = (first * width + second) * width + third
    return bits[bit >> 6] & (1 << UInt64(bit & 63)) != 0
  }

  private mutating func set(_ first: Int, _ second: Int, _ third: Int) {
    let bit = (first * width + second) * width + third
    bits[bit >> 6] |= 1 << UInt64(bit & 63)
  }
}
