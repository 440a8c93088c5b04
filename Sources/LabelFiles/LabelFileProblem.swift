/// One thing wrong with a label file: what, where, and how to put it right.
public struct LabelFileProblem: Error, Hashable, Sendable {
  /// Where a problem lies.
  public enum Place: Hashable, Sendable {
    /// The file as a whole.
    case file
    /// Line and character of the line, both from 1.
    case position(line: Int, column: Int)
    /// An option of the command line, such as `--columns`.
    case option(String)
  }

  /// What is wrong, such as `the row has 2 fields, but the header has 3`.
  public var what: String
  /// Where.
  public var place: Place
  /// How to put it right.
  public var remedy: String

  /// Describes a problem; the parameters are the properties of the same names.
  public init(what: String, place: Place, remedy: String) {
    self.what = what
    self.place = place
    self.remedy = remedy
  }
}
