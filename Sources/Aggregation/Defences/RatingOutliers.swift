import CGSL
import Foundation
import Statistics

/// Raters whose ratings stray further from those of the others than is usual.
///
///     d_j = √(mean of (x_ij − x̄_i without j − leniency_j)²),   z_j = (d_j − median d) / (1.4826 MAD)
///
/// Leniency, the mean difference from the others, is taken out: a strict rater is no outlier. The score
/// is z, the modified z score of Iglewicz & Hoaglin 1993, "How to detect and handle outliers"; its p
/// value is the upper tail of the normal distribution. Where more than half of the raters stray equally
/// far, so that the spread is 0, there is no score. Needs ten or more ratings a rater and ten raters.
public struct RatingOutliers: Sendable {
  /// A search for outliers.
  public init() {}

  /// What speaks against each rater; `nil` for one with fewer than three ratings beside others'.
  public func suspicions(of table: RatingTable) throws(AggregationError) -> [Suspicion?] {
    try table.requireRatings(for: "rating-outliers")
    var differences = [[Double]](repeating: [], count: table.raterCount)
    for unit in 0..<table.unitCount {
      let places = table.places(of: unit)
      for place in places {
        let others = places.filter { table.raters[$0] != table.raters[place] }
        guard !others.isEmpty else { continue }
        let mean = others.reduce(0) { $0 + table.value(at: $1) } / Double(others.count)
        differences[Int(table.raters[place])].append(table.value(at: place) - mean)
      }
    }
    let strays = differences.map { differences -> Double? in
      guard differences.count > 2 else { return nil }
      let deviation = standardDeviation(of: differences)
      let n = Double(differences.count)
      return deviation * ((n - 1) / n).squareRoot()
    }
    let known = strays.compactMap(\.self)
    guard !known.isEmpty else { return strays.map { _ in nil } }
    let center = quantile(0.5, of: known)
    let spread = 1.4826 * quantile(0.5, of: known.map { abs($0 - center) })
    guard spread > 1e-12 * max(1, abs(center)) else { return strays.map { _ in nil } }
    return strays.enumerated().map { rater, stray -> Suspicion? in
      stray.map {
        let z = ($0 - center) / spread
        return Suspicion(
          worker: rater, score: z, pValue: gsl_cdf_ugaussian_Q(z),
          evidenceCount: differences[rater].count,
          reason: "strays by \(Self.text($0)) from the mean of the others, usual are "
            + Self.text(center))
      }
    }.adjusted
  }

  private static func text(_ value: Double) -> String { String(format: "%.2f", value) }
}
