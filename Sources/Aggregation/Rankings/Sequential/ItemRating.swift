/// An item's rating, averaged over orders of the same matches.
public struct ItemRating: Sendable, Hashable, Codable {
  /// The mean over the orders, in points.
  public var mean: Double
  /// How far the rating of a single order typically lies from that, in points: the standard
  /// deviation over orders (divisor n − 1), 0 for a single order.
  public var standardDeviation: Double

  /// Describes a rating; the parameters are the properties of the same names.
  public init(mean: Double, standardDeviation: Double) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }
}
