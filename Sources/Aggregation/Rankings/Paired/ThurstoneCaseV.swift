import Randomness

/// Thurstone's law of comparative judgement, case V: qualities that are seen through normal noise.
///
///     P(i beats j) = Φ((μ_i − μ_j) / (√2 · s)),   s = 1
///
/// Thurstone 1927, doi:10.1037/h0070288. Assumes that every item is seen with the same noise s,
/// independently. A tie counts as half a win to either. Scores are in units of s; a share of 0.75
/// of the points between two items is a gap of 0.953873.
public struct ThurstoneCaseV: RankingMethod, Hashable, Codable {
  /// How qualities are fitted, and what happens where they are not finite.
  public var settings: FitSettings

  /// A way of fitting; the parameter is the property of the same name.
  public init(settings: FitSettings = FitSettings()) { self.settings = settings }

  /// `thurstone`.
  public var name: String { "thurstone" }
  /// Equal, independent, normal noise.
  public var assumptions: String {
    "Each item's quality is seen through normal noise of one size, independent between items and "
      + "comparisons; a tie is half a win to either."
  }
  /// Nothing but the comparisons.
  public var needs: RankingNeeds { [] }

  /// The qualities that make these comparisons most likely, in units of s.
  public func fit(
    _ comparisons: Comparisons, withCovariance: Bool = false
  ) throws(RatingError) -> StrengthFit {
    try comparisons.requireRows()
    let fit = PairedFit(
      table: PairTable(comparisons).withHalvedTies(), settings: settings,
      wantsCovariance: withCovariance)
    var result = try fit.fit(ProbitLink.self)
    // The link works with gaps over √2.
    result.logStrengths = result.logStrengths.map { $0 * 2.squareRoot() }
    if var matrix = result.covariance?.matrix {
      matrix.values = matrix.values.map { 2 * $0 }
      result.covariance = StrengthCovariance(matrix: matrix)
    }
    return result
  }

  /// μ in units of the noise, with Wald intervals.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    var ratings = try fit(comparisons, withCovariance: true).ratings(unit: "noise deviations")
    ratings.notes += comparisons.halfTieNotes
    return ratings
  }
}
