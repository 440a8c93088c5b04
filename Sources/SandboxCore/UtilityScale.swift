import Foundation

/// What responses are usually like: the yardstick by which people call one good and another long.
///
///     z(y) = (u(y) − mean gold) / sd gold
///
/// Opinions are measured in standard deviations of the gold reward among usual responses, so that
/// a person's rationality, thresholds and biases mean the same in every world and do not change when a
/// reward is multiplied or shifted.
public struct UtilityScale: Sendable, Hashable, Codable {
  /// Mean gold reward of usual responses, in reward units.
  public var goldMean: Double
  /// Its standard deviation, > 0, in reward units.
  public var goldDeviation: Double
  /// Mean count of the tokens that the agent wrote.
  public var lengthMean: Double
  /// Its standard deviation, > 0, in tokens.
  public var lengthDeviation: Double

  /// A scale; as it stands, reward units and tokens themselves.
  public init(
    goldMean: Double = 0, goldDeviation: Double = 1, lengthMean: Double = 0,
    lengthDeviation: Double = 1
  ) {
    precondition(
      goldDeviation > 0 && lengthDeviation > 0,
      "standard deviations \(goldDeviation), \(lengthDeviation)")
    self.goldMean = goldMean
    self.goldDeviation = goldDeviation
    self.lengthMean = lengthMean
    self.lengthDeviation = lengthDeviation
  }

  /// The scale of these responses; where all are alike, the unit is 1.
  ///
  /// - Parameter episodes: at least 1.
  public init(of episodes: [Episode]) {
    let gold = Self.moments(episodes.map(\.gold.value))
    let length = Self.moments(episodes.map { Double($0.response.agentTokenCount) })
    self.init(
      goldMean: gold.mean, goldDeviation: gold.deviation > 1e-9 ? gold.deviation : 1,
      lengthMean: length.mean, lengthDeviation: length.deviation > 1e-9 ? length.deviation : 1)
  }

  private static func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
    precondition(!values.isEmpty, "a scale needs at least one response")
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return (mean, square.squareRoot())
  }
}
