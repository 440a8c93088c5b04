import PlainText

extension Spelling {
  /// The candidate that a mistyped word most resembles, as ``nearest(to:in:)`` finds it, but at once for
  /// words that are too long or too short for all of them.
  static func near(_ word: String, in candidates: [String]) -> String? {
    // No key and no name that fits is longer.
    guard word.utf8.count <= 200 else { return nil }
    let length = word.count
    // As many letters more or less are as many edits.
    let limit = max(2, length / 3)
    return nearest(
      to: word,
      in: candidates.filter { abs($0.count - length) <= limit || $0.hasSuffix("." + word) })
  }
}
