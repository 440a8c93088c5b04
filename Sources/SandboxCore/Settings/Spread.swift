/// How a number is spread over people.
public struct Spread: Sendable, Hashable, Codable {
  /// The mean, in the number's own unit.
  public var mean: Double
  /// The standard deviation, ≥ 0; at 0 everybody has the mean.
  public var deviation: Double

  /// Describes a spread; as it stands, the same for everybody.
  public init(_ mean: Double, deviation: Double = 0) {
    self.mean = mean
    self.deviation = deviation
  }
}
