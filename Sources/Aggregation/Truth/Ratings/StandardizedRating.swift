import Randomness
import Statistics

/// The mean of ratings after each rater's have been brought to mean 0 and standard deviation 1.
///
///     z_ij = (x_ij − x̄_j) / s_j,   quality_i = mean_j z_ij
///
/// Takes out leniency (x̄) and how much of the scale is used (s, with n − 1), if raters see like mixtures
/// of good and bad units; where they do not, a rater of good units is taken for a lenient one, and
/// ``ManyFacetRasch`` is the better choice. A rater who never varies says nothing and does not count.
public struct StandardizedRating: QualityInference {
  /// A mean of standardised ratings.
  public init() {}

  /// The name on the command line.
  public let name = "z-score"
  /// What it takes for granted.
  public let assumptions =
    "Raters differ in leniency and in how much of the scale they use, no more."
  /// What the data must be like.
  public let needs = "At least ten ratings a rater, of like mixtures of good and bad units."

  /// The estimate; see the protocol.
  public func infer(
    _ table: RatingTable, using stream: RandomStream
  ) throws(AggregationError) -> QualityEstimate {
    try table.requireRatings(for: name)
    var ofRaters = [[Double]](repeating: [], count: table.raterCount)
    for place in 0..<table.ratingCount {
      ofRaters[Int(table.raters[place])].append(table.value(at: place))
    }
    let scales: [(mean: Double, deviation: Double)?] = ofRaters.map { ratings in
      guard Set(ratings).count > 1 else { return nil }
      return (mean(of: ratings), standardDeviation(of: ratings))
    }
    guard scales.contains(where: { $0 != nil }) else { throw .noSpread(method: name) }
    let standardized = (0..<table.unitCount).map { unit in
      table.places(of: unit).compactMap { place in
        scales[Int(table.raters[place])].map { (table.value(at: place) - $0.mean) / $0.deviation }
      }
    }
    var estimate = QualityEstimate(
      quality: standardized.map { $0.isEmpty ? nil : mean(of: $0) },
      standardErrors: standardized.map(Self.standardError),
      errorDegrees: standardized.map { $0.count - 1 }, of: table)
    estimate.raterParameters = [
      ModelParameter(name: "mean", values: scales.map { $0?.mean }),
      ModelParameter(name: "spread", values: scales.map { $0?.deviation }),
    ]
    let flat = zip(scales, ofRaters).count { $0 == nil && !$1.isEmpty }
    if flat > 0 {
      estimate.notes.append(
        "\(flat) rater\(flat == 1 ? "" : "s") never varied and did not count.")
    }
    let few = ofRaters.count { (1..<10).contains($0.count) }
    if few > 0 {
      estimate.notes.append(
        "\(few) rater\(few == 1 ? "" : "s") gave fewer than ten ratings; their scale is uncertain.")
    }
    return estimate
  }

  private static func standardError(_ values: [Double]) -> Double? {
    guard values.count > 1 else { return nil }
    let error = standardDeviation(of: values) / Double(values.count).squareRoot()
    return error > 0 ? error : nil
  }
}
