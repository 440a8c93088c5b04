/// Finds what somebody probably meant to write.
package enum Spelling {
  /// The candidate that a mistyped word most resembles, or `nil` when none is close.
  ///
  /// A key without its section (`trolls.share`) resembles the one key that ends in it. Otherwise the
  /// fewest insertions, deletions, replacements and swaps of neighbours decide; more than a third of
  /// the word's letters (and more than 2) are too many. The earlier of equals is taken.
  package static func nearest(to word: String, in candidates: [String]) -> String? {
    let endings = candidates.filter { $0.hasSuffix("." + word) }
    if endings.count == 1 { return endings[0] }
    let length = word.count
    let limit = max(2, length / 3)
    // The difference in length is the least there can be: a long word is not compared letter by letter.
    let distances = candidates.map { candidate in
      let least = abs(candidate.count - length)
      return least > limit ? least : distance(word, candidate)
    }
    guard let least = distances.min(), least <= limit else { return nil }
    return zip(candidates, distances).first { $1 == least }?.0
  }

  /// The candidate that a word was surely meant to be: in names of a few letters, where everything is
  /// near to everything, ``nearest(to:in:)`` offers too much. At most a third of the letters differ.
  /// Words of more than 100 bytes are no words, and candidates beyond the first 1,000 are not looked at,
  /// because comparing takes time in the product of their lengths.
  package static func close(to word: String, in candidates: [String]) -> String? {
    guard word.utf8.count <= 100 else { return nil }
    let candidates = candidates.prefix(1_000).filter { $0.utf8.count <= 100 }
    return nearest(to: word, in: candidates).flatMap { near in
      3 * distance(word, near) <= min(word.count, near.count) ? near : nil
    }
  }

  /// The edits that turn one word into the other: the optimal string alignment distance.
  package static func distance(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first), Array(second))
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var edits = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          edits = min(edits, beforeLast[j - 1] + 1)
        }
        row.append(edits)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
