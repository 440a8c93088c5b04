/// Who won a comparison.
public enum ComparisonOutcome: UInt8, Sendable, Hashable, CaseIterable {
  case left, right, tie

  /// The points of the left item: 1 won, ½ drawn, 0 lost.
  public var scoreOfLeft: Double {
    switch self {
    case .left: 1
    case .right: 0
    case .tie: 0.5
    }
  }
}
