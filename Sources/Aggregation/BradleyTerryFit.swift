/// The strengths that make a set of matches most likely.
public struct BradleyTerryFit: Sendable, Hashable, Codable {
  /// log p_i of each item, in nats, with mean 0. One unit is odds of e to 1; times 400 / ln 10 it is
  /// points on Elo's scale.
  public var logStrengths: [Double]
  /// The logarithm of the matches' probability, in nats, ≤ 0.
  public var logLikelihood: Double
  /// How many iterations it took.
  public var iterations: Int
}

/// An interval for the strength of one item.
public struct StrengthInterval: Sendable, Hashable, Codable {
  /// Lower end, in nats.
  public var low: Double
  /// Upper end, in nats.
  public var high: Double
}
