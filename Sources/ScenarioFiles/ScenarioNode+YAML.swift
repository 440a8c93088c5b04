import Yams

extension ScenarioNode {
  /// Reads YAML, with the problems that leave something to read: keys written twice.
  ///
  /// - Throws: the problem that leaves nothing to read.
  static func parse(
    yaml: String
  ) throws(ScenarioProblem) -> (root: ScenarioNode, problems: [ScenarioProblem]) {
    var text = yaml
    // Each round names one key anew; a file that needs more rounds than this is not worth reading.
    for _ in 0..<1000 {
      do {
        guard let node = try Yams.compose(yaml: text) else {
          throw Place(path: "", line: 1).problem(
            "the file is empty", "write at least name, title and seed")
        }
        var conversion = Conversion()
        let root = conversion.node(node, at: Place(path: "", line: node.mark?.line ?? 1))
        return (root, conversion.problems)
      } catch YamlError.duplicatedKeysInMapping(_, let context) {
        // Yams stops at keys written twice and names the first of them. It is given another name, so
        // that reading goes on and all problems are found at once; lines stay what they are.
        text = Conversion.renamingKey(
          in: text, line: context.mark.line, column: context.mark.column)
      } catch let problem as ScenarioProblem {
        throw problem
      } catch {
        throw syntaxProblem(error, yaml: yaml)
      }
    }
    throw Place(path: "", line: 1).problem(
      "too many keys are written twice", "write each key of a mapping once")
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
  var problems: [ScenarioProblem] = []

  mutating func node(_ node: Node, at place: Place) -> ScenarioNode {
    switch node {
    case .scalar(let scalar):
      return ScenarioNode(place: place, content: .scalar(scalar.string))
    case .sequence(let sequence):
      let list = sequence.enumerated().map { index, item in
        let line = item.mark?.line ?? place.line
        return self.node(item, at: Place(path: "\(place.path)[\(index)]", line: line))
      }
      return ScenarioNode(place: place, content: .list(list))
    case .mapping(let mapping):
      return ScenarioNode(place: place, content: .mapping(entries(mapping, at: place)))
    case .alias:
      return ScenarioNode(place: place, content: .scalar(""))
    }
  }

  private mutating func entries(
    _ mapping: Node.Mapping, at place: Place
  ) -> [(key: String, value: ScenarioNode)] {
    var entries: [(key: String, value: ScenarioNode)] = []
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
      let entry = (key: key, value: node(value, at: place))
      if let index = entries.firstIndex(where: { $0.key == key }) {
        let first = entries[index].value.place
        problems.append(
          place.problem(
            "\(key) is written again; it already stands \(first.words)", "keep one of the two"))
        entries[index] = entry
      } else {
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
