/// Why a folder cannot be used as a model: what, where, and how to put it right.
public struct ModelFolderProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public var what: String
  /// The folder or file it is about.
  public var path: String
  /// How to put it right.
  public var remedy: String

  /// Describes a problem; the parameters are the properties of the same names.
  public init(what: String, path: String, remedy: String) {
    self.what = what
    self.path = path
    self.remedy = remedy
  }

  /// The problem in two lines, the way compilers write.
  public var description: String { "\(path): error: \(what)\n  fix: \(remedy)" }
}
