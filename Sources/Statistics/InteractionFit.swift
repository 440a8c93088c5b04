/// A plane with a twist through points by least squares:
///
///     y = a + b₁x₁ + b₂x₂ + b₁₂x₁x₂
///
/// b₁₂ says how much the slope over x₁ changes for one unit of x₂, and the other way round. By GSL's singular
/// value decomposition, on x of mean 0 and standard deviation 1.
public struct InteractionFit: Sendable, Hashable {
  /// b₁₂, in units of y for one unit of each x.
  public var interaction: Double

  /// Fits the plane; `nil` where the points cannot tell its four numbers apart.
  ///
  /// - Parameters:
  ///   - points: x₁ and x₂ of each, finite.
  ///   - values: y, as many.
  public init?(_ points: [(Double, Double)], _ values: [Double]) {
    precondition(points.count == values.count, "\(points.count) points, \(values.count) values")
    guard let (first, second) = Self.scaled(points),
      let fit = leastSquares(
        columns: [
          points.map { _ in 1 }, first.values, second.values,
          zip(first.values, second.values).map { $0 * $1 },
        ], values: values)
    else { return nil }
    interaction = fit[3] / (first.deviation * second.deviation)
  }

  /// Whether points can tell an interaction from the two effects by themselves.
  public static func canTell(_ points: [(Double, Double)]) -> Bool {
    InteractionFit(points, points.map { _ in 0 }) != nil
  }

  private typealias Column = (values: [Double], deviation: Double)

  private static func scaled(_ points: [(Double, Double)]) -> (Column, Column)? {
    func column(_ values: [Double]) -> Column? {
      let mean = values.reduce(0, +) / Double(max(1, values.count))
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (squares / Double(max(1, values.count))).squareRoot()
      guard deviation > 0, deviation.isFinite else { return nil }
      return (values.map { ($0 - mean) / deviation }, deviation)
    }
    guard let first = column(points.map(\.0)), let second = column(points.map(\.1)) else {
      return nil
    }
    return (first, second)
  }
}
