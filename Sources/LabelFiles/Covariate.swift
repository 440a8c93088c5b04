/// What else may have moved a comparison: a number of its left side and one of its right, such as lengths.
public struct Covariate: Sendable, Hashable {
  /// What it is called, after the two columns.
  public var name: String
  /// The number of each row's left side.
  public var left: [Double]
  /// The number of each row's right side.
  public var right: [Double]
}
