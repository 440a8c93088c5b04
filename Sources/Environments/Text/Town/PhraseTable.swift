import SandboxCore

/// Finds fixed phrases in a text, the longest first.
struct PhraseTable: Sendable {
  private struct Entry: Sendable {
    let tokens: [Token]
    let index: Int
  }
  /// For each token the phrases that begin with it, longest first.
  private let entries: [[Entry]]

  /// A table of phrases; what it finds is named by the index in this list.
  init(_ phrases: [[Token]], wordCount: Int) {
    var entries = [[Entry]](repeating: [], count: wordCount)
    for (index, tokens) in phrases.enumerated() {
      entries[Int(tokens[0])].append(Entry(tokens: tokens, index: index))
    }
    self.entries = entries.map { $0.sorted { $0.tokens.count > $1.tokens.count } }
  }

  /// Calls `found` with each phrase from left to right, none overlapping another.
  func scan(
    _ text: UnsafeBufferPointer<Token>, found: (_ phrase: Int, _ range: Range<Int>) -> Void
  ) {
    var position = 0
    while position < text.count {
      var advance = 1
      for entry in entries[Int(text[position])]
      where Self.matches(entry.tokens, text, at: position) {
        found(entry.index, position..<position + entry.tokens.count)
        advance = entry.tokens.count
        break
      }
      position += advance
    }
  }

  /// Whether a phrase stands in a text at a position.
  static func matches(
    _ phrase: [Token], _ text: UnsafeBufferPointer<Token>, at position: Int
  ) -> Bool {
    guard position + phrase.count <= text.count else { return false }
    return phrase.indices.allSatisfy { phrase[$0] == text[position + $0] }
  }

  /// Whether a phrase stands anywhere in a text.
  static func contains(_ phrase: [Token], in text: UnsafeBufferPointer<Token>) -> Bool {
    guard phrase.count <= text.count else { return false }
    return (0...(text.count - phrase.count)).contains { matches(phrase, text, at: $0) }
  }
}
