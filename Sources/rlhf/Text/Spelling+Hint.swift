import PlainText

extension Spelling {
  /// The end of an error message that names what there is: `did you mean x?` and a list, if possible
  /// only of what has the word in it.
  static func hint(for word: String, in candidates: [String]) -> String {
    let alike = candidates.filter { $0.lowercased().contains(word.lowercased()) }
    let all =
      "there are: "
      + (alike.isEmpty ? candidates : alike).map { Excerpt.of($0) }.joined(separator: ", ")
    guard let nearest = nearest(to: word, in: candidates) else { return all }
    return "did you mean \(Excerpt.of(nearest))? (\(all))"
  }
}
