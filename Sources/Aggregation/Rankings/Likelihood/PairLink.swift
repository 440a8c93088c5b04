/// How the gap between two strengths decides their comparison.
///
/// A link gives the log-likelihood ℓ of a pair's wins, losses and ties as a function of the gap d,
/// and of one shape s, the readiness to tie, where it has one. ℓ is concave in (d, s).
protocol PairLink: Sendable {
  /// Whether ties have a parameter of their own.
  static var hasShape: Bool { get }
  /// ℓ, in nats.
  static func value(gap: Double, shape: Double, _ counts: PairCounts) -> Double
  /// The first derivatives of ℓ, and its negated second ones.
  static func derivatives(gap: Double, shape: Double, _ counts: PairCounts) -> LinkDerivatives

  /// ℓ of a whole table without ties, where the gap is that of the strengths alone.
  static func value(_ table: PairTable, at strengths: [Double]) -> Double
  /// Adds the slopes of such a table by the strengths, writes each row's −∂²ℓ/∂d², and adds these
  /// up by item.
  static func addSlopes(
    _ table: PairTable, at strengths: [Double], into slope: inout [Double],
    curvatures: inout [Double], diagonal: inout [Double])
}

extension PairLink {
  static func value(_ table: PairTable, at strengths: [Double]) -> Double {
    (0..<table.count).reduce(0) { sum, row in
      let gap = strengths[Int(table.first[row])] - strengths[Int(table.second[row])]
      let counts = PairCounts(wins: table.wins[row], losses: table.losses[row], ties: 0)
      return sum + value(gap: gap, shape: 0, counts)
    }
  }

  static func addSlopes(
    _ table: PairTable, at strengths: [Double], into slope: inout [Double],
    curvatures: inout [Double], diagonal: inout [Double]
  ) {
    for row in 0..<table.count {
      let (i, j) = (Int(table.first[row]), Int(table.second[row]))
      let counts = PairCounts(wins: table.wins[row], losses: table.losses[row], ties: 0)
      let parts = derivatives(gap: strengths[i] - strengths[j], shape: 0, counts)
      curvatures[row] = parts.gapGap
      slope[i] += parts.gap
      slope[j] -= parts.gap
      diagonal[i] += parts.gapGap
      diagonal[j] += parts.gapGap
    }
  }
}

/// The comparisons of one pair, by weight.
struct PairCounts {
  var wins: Double
  var losses: Double
  var ties: Double
}

/// Derivatives of one pair's log-likelihood by the gap and the shape.
struct LinkDerivatives {
  /// ∂ℓ/∂d.
  var gap: Double
  /// −∂²ℓ/∂d², ≥ 0.
  var gapGap: Double
  /// ∂ℓ/∂s.
  var shape = 0.0
  /// −∂²ℓ/∂d∂s.
  var gapShape = 0.0
  /// −∂²ℓ/∂s².
  var shapeShape = 0.0
}
