import PlainText

extension Spelling {
  /// The candidate that a word was surely meant to be: in names of a few letters, where everything is
  /// near to everything, ``nearest(to:in:)`` offers too much. At most a third of the letters differ.
  static func close(to word: String, in candidates: [String]) -> String? {
    nearest(to: word, in: candidates).flatMap { near in
      3 * distance(word, near) <= min(word.count, near.count) ? near : nil
    }
  }
}
