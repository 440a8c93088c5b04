import Foundation
import Randomness

/// Glicko: Elo with a standard deviation for every rating, which shrinks with comparisons.
///
///     r' = r + q/(1/RD² + 1/d²) · Σ_j g(RD_j)(s_j − E_j),   RD' = 1/√(1/RD² + 1/d²)
///     1/d² = q² Σ_j g(RD_j)² E_j(1 − E_j),   RD ← min(√(RD² + c²t), RD_max) after t periods
///
/// Glickman 1999, doi:10.1111/1467-9876.00159; the steps are those of "The Glicko system" (1995).
/// All comparisons of a period count at once, at the ratings before it. Assumes Bradley-Terry's
/// odds and strengths that wander by c a period; works well with 5 to 10 comparisons an item in a
/// period. Needs the order of comparisons, or their periods.
public struct Glicko: PeriodicRating, Hashable, Codable {
  /// What is believed of an item before its first comparison.
  public var initial: GlickoRating
  /// c ≥ 0, in points: how far a strength wanders in a period. 0 suits models that do not change.
  public var drift: Double
  /// RD_max, in points: how unsure a belief can become.
  public var largestDeviation: Double
  /// Where periods are cut from the order: how many comparisons an item has in one, on average.
  public var comparisonsPerItem: Int

  /// Describes a rating system; the parameters are the properties of the same names.
  public init(
    initial: GlickoRating = GlickoRating(), drift: Double = 0, largestDeviation: Double = 350,
    comparisonsPerItem: Int = 10
  ) {
    precondition(drift >= 0 && comparisonsPerItem >= 1, "drift \(drift)")
    self.initial = initial
    self.drift = drift
    self.largestDeviation = largestDeviation
    self.comparisonsPerItem = comparisonsPerItem
  }

  /// `glicko`.
  public var name: String { "glicko" }
  /// Bradley-Terry's odds, strengths that wander.
  public var assumptions: String {
    "Strength decides the odds as in Bradley-Terry and wanders from period to period; within a "
      + "period all comparisons count at once; a tie is half a win to either."
  }
  /// The order or the periods.
  public var needs: RankingNeeds { [.order, .periods] }

  /// The beliefs after one period.
  ///
  /// - Parameters:
  ///   - matches: between items in 0..<beliefs.count.
  ///   - beliefs: those before it, already widened for the time that passed.
  public func beliefs(
    after matches: some Sequence<Match>, from beliefs: [GlickoRating]
  ) -> [GlickoRating] {
    let evidence = GlickoEvidence(matches, beliefs)
    return beliefs.indices.map { item in
      guard evidence.isCompared[item] else { return beliefs[item] }
      var belief = beliefs[item]
      let q = GlickoEvidence.q
      let precision =
        1 / (belief.deviation * belief.deviation) + q * q * evidence.information[item]
      belief.rating += q / precision * evidence.surprise[item]
      belief.deviation = 1 / precision.squareRoot()
      return belief
    }
  }

  /// The beliefs after all periods, each as of the item's last comparison.
  public func beliefs(after comparisons: Comparisons) throws(RatingError) -> [GlickoRating] {
    try beliefs(throughPeriodsOf: comparisons)
  }

  /// Ratings in points, ± 1.96 deviations.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    try ratings(of: comparisons)
  }

  func widened(_ belief: GlickoRating, periods: Int) -> GlickoRating {
    var belief = belief
    let variance = pow(belief.deviation, 2) + drift * drift * Double(periods)
    belief.deviation = min(variance.squareRoot(), largestDeviation)
    return belief
  }
}
