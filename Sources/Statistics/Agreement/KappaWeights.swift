/// What a disagreement between two categories costs in Cohen's kappa.
public enum KappaWeights: String, Sendable, Hashable, Codable, CaseIterable {
  /// 1, whichever two they are.
  case unweighted
  /// How many categories lie between them: |i − j|.
  case linear
  /// (i − j)².
  case quadratic
}
