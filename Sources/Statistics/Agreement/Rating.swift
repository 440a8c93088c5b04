/// One reading: a rater gave a unit a value.
public struct Rating: Sendable, Hashable, Codable {
  /// What was rated, in 0..<unitCount.
  public var unit: Int
  /// Who rated it, in 0..<raterCount.
  public var rater: Int
  /// The number given, finite; categories are numbered in any order that suits the coefficient.
  public var value: Double

  /// Describes a reading; the parameters are the properties of the same names.
  public init(unit: Int, rater: Int, value: Double) {
    self.unit = unit
    self.rater = rater
    self.value = value
  }
}
