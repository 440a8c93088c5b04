/// A concave log-likelihood of some parameters, as ``NewtonMaximizer`` climbs it.
///
/// The first `itemCount` parameters are strengths; if nothing fixes their zero (no ridge), a
/// constant added to all of them changes nothing.
protocol LogLikelihood {
  /// How many parameters are strengths of items.
  var itemCount: Int { get }
  /// How many parameters there are.
  var parameterCount: Int { get }
  /// Whether adding a constant to all strengths changes nothing.
  var isShiftInvariant: Bool { get }
  /// What the slope by each parameter is measured against, > 0: the weight of its comparisons.
  var slopeScales: [Double] { get }

  /// The log-likelihood, less any penalty, in nats.
  func value(at parameters: [Double]) -> Double
  /// The slope by each parameter; keeps what the curvature there needs.
  mutating func slope(at parameters: [Double], into slope: inout [Double])
  /// The diagonal of −H, the matrix of negated second derivatives, at the last point.
  func curvatureDiagonal() -> [Double]
  /// −H · v at the last point.
  func curvature(times vector: [Double], into product: inout [Double])
  /// −H in full at the last point.
  func curvatureMatrix() -> SymmetricMatrix
  /// How far a step may go at most, as a multiple of `direction`, > 0.
  func longestStep(from parameters: [Double], along direction: [Double]) -> Double
  /// What to call a parameter in an error.
  func name(of parameter: Int) -> String
}

extension LogLikelihood {
  /// Any step is allowed.
  func longestStep(from parameters: [Double], along direction: [Double]) -> Double { .infinity }
}
