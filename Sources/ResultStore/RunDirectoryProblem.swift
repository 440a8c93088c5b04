/// What is wrong with the folder of a run: what, where, and how to put it right.
public struct RunDirectoryProblem: Error, Hashable, Sendable {
  /// What is wrong.
  public var what: String
  /// The folder, or the file in it.
  public var location: String
  /// How to put it right.
  public var remedy: String

  /// Describes a problem; the parameters are the properties of the same names.
  public init(what: String, location: String, remedy: String) {
    self.what = what
    self.location = location
    self.remedy = remedy
  }
}

extension RunDirectoryProblem: CustomStringConvertible {
  /// The problem as a compiler would print it, with its fix on a line of its own.
  public var description: String { "\(location): error: \(what)\n  fix: \(remedy)" }
}
