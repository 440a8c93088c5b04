/// What a disagreement between two categories costs in Cohen's kappa and in Gwet's AC2.
public enum KappaWeights: String, Sendable, Hashable, Codable, CaseIterable {
  /// 1, whichever two they are.
  case unweighted
  /// How many categories lie between them: |i − j|.
  case linear
  /// (i − j)².
  case quadratic

  /// What two categories of these places in their order cost.
  func cost(_ one: Int, _ two: Int) -> Double {
    let distance = Double(abs(one - two))
    switch self {
    case .unweighted: return one == two ? 0 : 1
    case .linear: return distance
    case .quadratic: return distance * distance
    }
  }
}
