import PlainText

/// What is wrong with a label file, in the order of its lines.
public struct InvalidLabelFile: Error, Hashable, Sendable {
  /// The file, as it was named by whoever asked for it.
  public var path: String
  /// At least one, and at most twenty: the earliest.
  public var problems: [LabelFileProblem]
  /// How many there are in all.
  public var problemCount: Int

  /// Gathers the problems of a file; all of them unless `problemCount` says that there are more.
  public init(path: String, problems: [LabelFileProblem], problemCount: Int? = nil) {
    self.path = path
    self.problems = problems
    self.problemCount = problemCount ?? problems.count
  }
}

extension InvalidLabelFile: CustomStringConvertible {
  /// The problems as a compiler would print them, each with its fix on a line of its own:
  ///
  ///     labels.csv:3:1: error: the row has 2 fields, but the header has 3
  ///       fix: add what is missing, or put a field that holds a comma in quotation marks
  ///     ... and 12 more problems
  public var description: String {
    var lines = problems.map { problem in
      let place =
        switch problem.place {
        case .file: Excerpt.visible(path)
        case .position(let line, let column): "\(Excerpt.visible(path)):\(line):\(column)"
        case .option(let name): name
        }
      return "\(place): error: \(problem.what)\n  fix: \(problem.remedy)"
    }
    let others = problemCount - problems.count
    if others > 0 { lines.append("... and \(others) more problem\(others == 1 ? "" : "s")") }
    return lines.joined(separator: "\n")
  }
}
