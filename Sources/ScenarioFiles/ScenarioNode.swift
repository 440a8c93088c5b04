import PlainText

/// A value in a scenario, with the place where somebody wrote it.
struct ScenarioNode {
  /// What can be written.
  enum Content {
    /// A word, number or text, as written but for its quotes.
    case scalar(String)
    /// A list.
    case list([ScenarioNode])
    /// Keys and values in the order written, no key twice.
    case mapping([(key: String, value: ScenarioNode)])
  }

  var place: Place
  var content: Content

  /// The content for a sentence that says what it is instead of what it should be.
  var description: String {
    switch content {
    case .scalar(let text): text.isEmpty ? "empty" : Excerpt.of(text)
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  /// Whether nothing was written after the key.
  var isEmpty: Bool {
    if case .scalar("") = content { true } else { false }
  }

  /// A problem with this value.
  func problem(_ what: String, _ remedy: String) -> ScenarioProblem { place.problem(what, remedy) }
}

/// Where something is written: in the file, or on the command line.
struct Place: Hashable {
  /// The path of keys, or the option with its key.
  var path: String
  /// The line of the file, from 1; `nil` on the command line.
  var line: Int?

  /// A problem at this place.
  func problem(_ what: String, _ remedy: String) -> ScenarioProblem {
    let location =
      if let line { path.isEmpty ? "line \(line)" : "\(path) (line \(line))" } else { path }
    return ScenarioProblem(what: what, location: location, remedy: remedy, line: line)
  }

  /// For the end of a sentence: `on line 5`, or `by --set seed`.
  var words: String { line.map { "on line \($0)" } ?? "by \(path)" }

  /// The place of a key below this one.
  func key(_ key: String, line: Int?) -> Place {
    let key = Excerpt.of(key)
    return Place(path: path.isEmpty ? key : "\(path).\(key)", line: line ?? self.line)
  }
}
