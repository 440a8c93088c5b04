/// Why an episode cannot be looked into: what is wrong, and how to put it right.
public struct InspectionProblem: Error, Hashable, Sendable {
  /// What is wrong.
  public var what: String
  /// How to put it right.
  public var remedy: String

  /// Describes a problem; the parameters are the properties of the same names.
  public init(what: String, remedy: String) {
    self.what = what
    self.remedy = remedy
  }
}
