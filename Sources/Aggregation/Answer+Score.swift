import SandboxCore

extension Answer {
  /// The result of the comparison as a game that the first response played: 1 won, ½ drawn, 0 lost;
  /// `nil` if it was not played.
  package var scoreOfFirst: Double? {
    switch self {
    case .first: 1
    case .second: 0
    case .tie: 0.5
    case .declined: nil
    }
  }
}
