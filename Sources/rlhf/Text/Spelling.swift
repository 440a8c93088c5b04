/// Finds what somebody probably meant to write.
enum Spelling {
  /// The candidate most like a word, or `nil` when none is close: more edits than a third of the
  /// word's letters (and more than 2) are too many. The earlier of equals is taken.
  static func nearest(to word: String, in candidates: [String]) -> String? {
    let limit = max(2, word.count / 3)
    let distances = candidates.map { distance(word.lowercased(), $0.lowercased()) }
    guard let least = distances.min(), least <= limit else { return nil }
    return zip(candidates, distances).first { $1 == least }?.0
  }

  /// The fewest letters to insert, delete or replace (Levenshtein 1966).
  static func distance(_ first: String, _ second: String) -> Int {
    let letters = Array(second)
    var last = Array(0...letters.count)
    for (i, letter) in first.enumerated() {
      var row = [i + 1]
      for j in letters.indices {
        row.append(
          min(last[j + 1] + 1, row[j] + 1, last[j] + (letter == letters[j] ? 0 : 1)))
      }
      last = row
    }
    return last[letters.count]
  }

  /// The end of an error message that names what there is: `; did you mean "x"?` or a list.
  static func hint(for word: String, in candidates: [String]) -> String {
    let all = "there are: " + candidates.joined(separator: ", ")
    guard let nearest = nearest(to: word, in: candidates) else { return all }
    return "did you mean \(nearest)? (\(all))"
  }
}
