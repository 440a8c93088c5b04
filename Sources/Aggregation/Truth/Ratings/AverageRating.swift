import Randomness
import Statistics

/// The mean or the median of the ratings of each unit.
public struct AverageRating: QualityInference {
  /// Which average.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Best where errors are normal and raters use the scale alike.
    case mean
    /// Hardly moved by less than half of the raters, however far off they are.
    case median
  }

  /// Which average.
  public var kind: Kind

  /// An average; the parameter is the property of the same name.
  public init(_ kind: Kind = .mean) {
    self.kind = kind
  }

  /// The name on the command line.
  public var name: String { kind.rawValue }
  /// What it takes for granted.
  public let assumptions =
    "All raters use the scale alike and err independently; the numbers of the scale are evenly spaced."
  /// What the data must be like.
  public let needs = "Each unit rated by a like mixture of strict and lenient raters."

  /// The estimate; see the protocol.
  public func infer(
    _ table: RatingTable, using stream: RandomStream
  ) throws(AggregationError) -> QualityEstimate {
    try table.requireRatings(for: name)
    let ratings = (0..<table.unitCount).map { unit in
      table.places(of: unit).map { table.value(at: $0) }
    }
    let quality: [Double?] = ratings.map { ratings in
      switch kind {
      case _ where ratings.isEmpty: nil
      case .mean: Statistics.mean(of: ratings)
      case .median: quantile(0.5, of: ratings)
      }
    }
    return QualityEstimate(
      quality: quality, standardErrors: ratings.map(standardError),
      errorDegrees: ratings.map { $0.count - 1 }, of: table)
  }

  private func standardError(_ ratings: [Double]) -> Double? {
    guard kind == .mean, ratings.count > 1 else { return nil }
    let error = standardDeviation(of: ratings) / Double(ratings.count).squareRoot()
    return error > 0 ? error : nil
  }
}
