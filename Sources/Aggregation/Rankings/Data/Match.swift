/// The result of one head-to-head comparison between two items, named by number.
public struct Match: Sendable, Hashable, Codable {
  /// The one item's index.
  public var first: Int
  /// The other item's index.
  public var second: Int
  /// What the first got out of it: 1 won, ½ drawn, 0 lost; any number in 0...1.
  public var score: Double
  /// How much the match counts, ≥ 0; 1 is one match.
  public var weight: Double

  /// Notes a result; the parameters are the properties of the same names.
  public init(first: Int, second: Int, score: Double, weight: Double = 1) {
    precondition(first != second, "item \(first) was compared with itself")
    precondition((0...1).contains(score), "a score of \(score)")
    precondition(weight >= 0 && weight.isFinite, "a weight of \(weight)")
    self.first = first
    self.second = second
    self.score = score
    self.weight = weight
  }
}
