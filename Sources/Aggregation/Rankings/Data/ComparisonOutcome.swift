/// Who came out better in one comparison.
public enum ComparisonOutcome: UInt8, Sendable, Hashable, Codable, CaseIterable {
  /// The left item, which was shown (or played) first.
  case left = 0
  /// The right item.
  case right = 1
  /// Neither.
  case tie = 2

  /// What the left item got out of it: 1, 0 or ½ points.
  public var scoreOfLeft: Double {
    switch self {
    case .left: 1
    case .right: 0
    case .tie: 0.5
    }
  }
}
