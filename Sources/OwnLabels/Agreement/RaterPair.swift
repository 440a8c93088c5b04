/// How far two raters agree.
public struct RaterPair: Sendable, Hashable {
  /// The index of the one rater in the file.
  public var first: Int
  /// The index of the other.
  public var second: Int
  /// On how many tasks both have a label.
  public var sharedCount: Int
  /// The share of these on which their labels are equal, in 0...1.
  public var agreement: Double
  /// Cohen's kappa, weighted where labels have an order; `nil` where it is undefined.
  public var kappa: Double?
}
