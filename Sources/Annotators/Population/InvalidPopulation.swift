/// One setting of a population that cannot be: what, where, and how to put it right.
public struct PopulationProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, with the value.
  public var what: String
  /// The key that scenarios use, such as `annotators.trolls.share`.
  public var location: String
  /// What to do about it.
  public var remedy: String

  /// Names a problem; the parameters are the properties of the same names.
  public init(what: String, location: String, remedy: String) {
    self.what = what
    self.location = location
    self.remedy = remedy
  }

  /// The three parts as one line.
  public var description: String { "\(location): \(what); \(remedy)" }
}

/// The settings describe no population. Holds every problem, not only the first.
public struct InvalidPopulation: Error, Sendable, Hashable, CustomStringConvertible {
  /// At least one problem.
  public var problems: [PopulationProblem]
  /// One line a problem.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
