/// Why readings make no table: what, where, and how to put it right.
public struct RatingTableProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, such as `unit is 7, but there are only 7 units`.
  public var what: String
  /// The reading it is about, counted from 0 in the order given.
  public var reading: Int
  /// How to put it right.
  public var remedy: String

  /// The problem in two lines, the way compilers write.
  public var description: String { "ratings[\(reading)]: error: \(what)\n  fix: \(remedy)" }
}
