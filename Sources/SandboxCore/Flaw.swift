/// A category of flaw that a rubric asks about, such as `harmful`.
///
/// A response has it when the named attribute lies beyond a limit.
public struct Flaw: Sendable, Hashable, Codable {
  /// The name that answers use: one word.
  public var name: String
  /// What it means, in one sentence.
  public var meaning: String
  /// The attribute it is seen by.
  public var attribute: String
  /// Where it begins.
  public var limit: Limit
  /// What it costs in the weighted quality score, in standard deviations of quality, ≥ 0.
  public var weight: Double

  /// On which side of which value the flaw lies.
  public enum Limit: Sendable, Hashable, Codable {
    /// The attribute is greater than this.
    case above(Double)
    /// The attribute is less than this.
    case below(Double)
  }

  /// Describes a flaw; the parameters are the properties of the same names.
  public init(
    name: String, meaning: String, attribute: String, limit: Limit, weight: Double = 0.5
  ) {
    self.name = name
    self.meaning = meaning
    self.attribute = attribute
    self.limit = limit
    self.weight = weight
  }

  /// Whether a value of its attribute is the flaw.
  public func isPresent(at value: Double) -> Bool {
    switch limit {
    case .above(let limit): value > limit
    case .below(let limit): value < limit
    }
  }
}
