import PlainText
import Yams

extension ScenarioNode {
  /// Keys written again that are found in one file at most: each takes a reading of its own.
  private static let mostRepeatedKeys = 20

  /// Reads YAML, with the problems that leave something to read: keys written twice.
  ///
  /// - Throws: the problem that leaves nothing to read.
  static func parse(
    yaml: String
  ) throws(ScenarioProblem) -> (root: ScenarioNode, problems: [ScenarioProblem]) {
    // Some editors begin a file with a mark of its encoding, which is no part of the text.
    let yaml =
      yaml.unicodeScalars.first == "\u{FEFF}" ? String(yaml.unicodeScalars.dropFirst()) : yaml
    try check(YAMLOutline(yaml))
    var text = yaml
    var repeated = (key: "", line: 1)
    for _ in 0...mostRepeatedKeys {
      do {
        // All text is text here: without rules for numbers and dates reading is several times faster.
        guard let node = try Yams.compose(yaml: text, .basic) else {
          throw Place(path: "", line: 1).problem(
            "the file is empty", "write at least name, title and seed")
        }
        var conversion = Conversion()
        let root = try conversion.node(node, at: Place(path: "", line: node.mark?.line ?? 1))
        return (root, conversion.problems)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        // Yams stops at keys written twice and names the first of them. It is given another name, so
        // that reading goes on and all problems are found at once; lines stay what they are.
        text = Conversion.renamingKey(
          in: text, line: context.mark.line, column: context.mark.column)
        repeated = (keys.first ?? "", context.mark.line)
      } catch let problem as ScenarioProblem {
        throw problem
      } catch {
        throw syntaxProblem(error, yaml: yaml)
      }
    }
    throw Place(path: "", line: repeated.line).problem(
      "more than \(mostRepeatedKeys) keys are written again, among them "
        + Excerpt.of(repeated.key),
      "write each key of a mapping once")
  }

  /// What cannot be read in any reasonable time.
  private static func check(_ outline: YAMLOutline) throws(ScenarioProblem) {
    if let line = outline.tooDeepLine {
      throw Place(path: "", line: line).problem(
        "lists or mappings stand more than \(YAMLOutline.deepest) deep",
        "close the brackets that are open; a scenario goes 4 deep")
    }
    // Two aliases cannot stand for much more than the text itself has.
    if let line = outline.complexKeyLine, outline.aliasCount > 2 {
      throw Place(path: "", line: line).problem(
        "a key is a list, a mapping or an alias", "write a word")
    }
  }

  private static func syntaxProblem(_ error: any Error, yaml: String) -> ScenarioProblem {
    var (what, line) = ("\(error)", 1)
    switch error {
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      (what, line) = (problem, mark.line)
    case YamlError.reader(let problem, let offset, _, _):
      let before = yaml.prefix(offset ?? 0)
      (what, line) = (problem, 1 + before.count { $0.isNewline })
    default: break
    }
    if what.hasPrefix("Maximum nesting level") { what = "lists and mappings stand too deep" }
    let lines = yaml.split(omittingEmptySubsequences: false) { $0.isNewline }
    let written = line <= lines.count ? lines[line - 1] : ""
    let remedy =
      if written.prefix(while: \.isWhitespace).contains("\t") {
        "indent with blanks instead of tabs"
      } else if what.contains("another document") {
        "write one scenario in a file, without a line of three hyphens between"
      } else if what.contains("mapping values") {
        "indent keys of one mapping alike, and put text that has a colon in quotes"
      } else {
        "check the quotes, brackets, colons and indentation on and above this line"
      }
    return Place(path: "", line: line).problem("this is no YAML: \(what)", remedy)
  }
}

/// Turns what Yams read into nodes with places.
private struct Conversion {
  /// Stands before a key that is written again further on; a character that nobody types.
  static let mark: Unicode.Scalar = "\u{E000}"
  /// Values in a file at most, those that aliases stand for counted every time.
  private static let mostValues = 100_000
  var problems: [ScenarioProblem] = []
  private var count = 0

  mutating func node(_ node: Node, at place: Place) throws(ScenarioProblem) -> ScenarioNode {
    count += 1
    guard count <= Self.mostValues else {
      throw place.problem(
        "there are more than \(Self.mostValues) values, those of aliases counted every time",
        "write fewer aliases of aliases, or split the scenario")
    }
    switch node {
    case .scalar(let scalar):
      return ScenarioNode(place: place, content: .scalar(scalar.string))
    case .sequence(let sequence):
      var list: [ScenarioNode] = []
      for (index, item) in sequence.enumerated() {
        let line = item.mark?.line ?? place.line
        list.append(
          try self.node(item, at: Place(path: "\(place.path)[\(index)]", line: line)))
      }
      return ScenarioNode(place: place, content: .list(list))
    case .mapping(let mapping):
      return ScenarioNode(place: place, content: .mapping(try entries(mapping, at: place)))
    case .alias:
      return ScenarioNode(place: place, content: .scalar(""))
    }
  }

  private mutating func entries(
    _ mapping: Node.Mapping, at place: Place
  ) throws(ScenarioProblem) -> [(key: String, value: ScenarioNode)] {
    var entries: [(key: String, value: ScenarioNode)] = []
    var indices: [String: Int] = [:]
    for (keyNode, value) in mapping {
      let line = keyNode.mark?.line
      guard var key = keyNode.scalar?.string else {
        problems.append(
          place.key("?", line: line).problem("a key is a list or a mapping", "write a word"))
        continue
      }
      key.unicodeScalars.removeAll { $0 == Self.mark }
      // A marked key was not unquoted by Yams.
      if key.count > 1, let quote = key.first, quote == key.last, "\"'".contains(quote) {
        key = String(key.dropFirst().dropLast())
      }
      let place = place.key(key, line: line)
      let entry = (key: key, value: try node(value, at: place))
      if let index = indices[key] {
        let first = entries[index].value.place
        problems.append(
          place.problem(
            "\(Excerpt.of(key)) is written again; it already stands \(first.words)",
            "keep one of the two"))
        entries[index] = entry
      } else {
        indices[key] = entries.count
        entries.append(entry)
      }
    }
    return entries
  }

  /// The text with the mark put in at a line and column, both from 1, as libYAML counts them.
  static func renamingKey(in text: String, line: Int, column: Int) -> String {
    var scalars = text.unicodeScalars
    var index = scalars.startIndex
    var current = 1
    while current < line, index < scalars.endIndex {
      let next = scalars.index(after: index)
      let isPair = scalars[index] == "\r" && next < scalars.endIndex && scalars[next] == "\n"
      if ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalars[index]), !isPair {
        current += 1
      }
      index = next
    }
    index = scalars.index(index, offsetBy: column - 1, limitedBy: scalars.endIndex) ?? index
    scalars.insert(mark, at: index)
    return String(scalars)
  }
}
