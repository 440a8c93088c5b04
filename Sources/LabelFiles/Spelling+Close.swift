import PlainText

extension Spelling {
  /// The candidate that a word was surely meant to be: in names of a few letters, where everything is
  /// near to everything, ``nearest(to:in:)`` offers too much. At most a third of the letters differ.
  /// Words of more than 100 bytes are no words, and candidates beyond the first 1,000 are not looked at,
  /// because comparing takes time in the product of their lengths.
  static func close(to word: String, in candidates: [String]) -> String? {
    guard word.utf8.count <= 100 else { return nil }
    let candidates = candidates.prefix(1_000).filter { $0.utf8.count <= 100 }
    return nearest(to: word, in: candidates).flatMap { near in
      3 * distance(word, near) <= min(word.count, near.count) ? near : nil
    }
  }
}
