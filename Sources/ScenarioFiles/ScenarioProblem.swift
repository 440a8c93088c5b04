/// One thing wrong with a scenario file: what, where, and how to put it right.
public struct ScenarioProblem: Error, Hashable, Sendable {
  /// What is wrong, such as `annotators.trolls.share is 2, but must be a number from 0 to 1`.
  public var what: String
  /// The place, such as `arms[2].annotators.trolls.share (line 14)`, or the option of the command line.
  public var location: String
  /// How to put it right.
  public var remedy: String
  /// The line of the file, from 1; `nil` when the place is no line.
  public var line: Int?

  /// Describes a problem; the parameters are the properties of the same names.
  public init(what: String, location: String, remedy: String, line: Int? = nil) {
    self.what = what
    self.location = location
    self.remedy = remedy
    self.line = line
  }
}
