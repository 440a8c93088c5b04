/// A normal belief of an item's skill.
public struct SkillBelief: Sendable, Hashable, Codable {
  /// μ.
  public var mean: Double
  /// σ > 0.
  public var deviation: Double

  /// Describes a belief; the parameters are the properties of the same names.
  public init(mean: Double = 25, deviation: Double = 25.0 / 3) {
    self.mean = mean
    self.deviation = deviation
  }
}
