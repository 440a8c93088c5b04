/// All that is wrong with a scenario, in the order of its lines.
public struct InvalidScenario: Error, Hashable, Sendable {
  /// The file, as it was named by whoever asked for it.
  public var path: String
  /// At least one; those of the command line come last.
  public var problems: [ScenarioProblem]

  /// Gathers the problems of a file.
  public init(path: String, problems: [ScenarioProblem]) {
    self.path = path
    // Sorting by (line, order found) keeps problems of one line in the order in which they were found.
    let sorted = problems.enumerated().sorted { left, right in
      let lines = (left.element.line ?? .max, right.element.line ?? .max)
      return lines.0 == lines.1 ? left.offset < right.offset : lines.0 < lines.1
    }
    self.problems = sorted.map(\.element)
  }
}

extension InvalidScenario: CustomStringConvertible {
  /// Problems told in full at most; the others are counted.
  private static let mostTold = 20

  /// The problems as a compiler would print them, each with its fix on a line of its own; after the first
  /// twenty how many more there are:
  ///
  ///     Scenarios/x.yaml:14: error: annotators.trolls.share is 2, but must be a number from 0 to 1
  ///       fix: write for example annotators.trolls.share: 0
  public var description: String {
    let told = problems.prefix(Self.mostTold).map { problem in
      let place =
        if let line = problem.line {
          "\(path):\(line)"
        } else {
          problem.location.hasPrefix("--") ? problem.location : path
        }
      return "\(place): error: \(problem.what)\n  fix: \(problem.remedy)"
    }
    let rest = problems.count - told.count
    return (told + (rest > 0 ? ["\(path): and \(rest) more; put these right first"] : []))
      .joined(separator: "\n")
  }
}
