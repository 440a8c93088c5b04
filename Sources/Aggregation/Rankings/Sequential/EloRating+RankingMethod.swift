import Foundation
import Randomness

extension EloRating: RankingMethod {
  /// `elo`.
  public var name: String { "elo" }
  /// Bradley-Terry's odds, strengths that may drift.
  public var assumptions: String {
    "Strength decides the odds as in Bradley-Terry and may drift, so that late comparisons count "
      + "most; a tie is half a win to either."
  }
  /// The order, unless orders are drawn.
  public var needs: RankingNeeds { orders == 0 ? [.order] : [] }

  /// Ratings in points: of the order given, period by period where there are periods; or the mean
  /// over random orders, with the range in which 95 % of single orders lie.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    try comparisons.requireRows()
    let count = comparisons.itemCount
    guard orders > 0 else {
      var ratings = [Double](repeating: initialRating, count: count)
      if comparisons.periods != nil {
        for period in comparisons.ratingPeriods(comparisonsPerItem: 0) {
          ratings = self.ratings(
            afterPeriod: period.rows.lazy.map { comparisons.match(at: $0) }, from: ratings)
        }
      } else {
        ratings = self.ratings(
          after: (0..<comparisons.count).lazy.map { comparisons.match(at: $0) }, itemCount: count)
      }
      return ItemRatings(
        scores: ratings, unit: "points",
        notes: ["one order with k = \(gain): another order gives other ratings"])
    }
    let matches = (0..<comparisons.count).map { comparisons.match(at: $0) }
    let means = ratings(of: matches, itemCount: count, permutations: orders, using: stream)
    return ItemRatings(
      scores: means.map(\.mean), unit: "points",
      intervals: means.map { normalInterval(mean: $0.mean, deviation: $0.standardDeviation) },
      notes: [
        "mean over \(orders) random orders with k = \(gain); the interval is where single orders lie, and "
          + "knows nothing of the sampling of comparisons: bradley-terry has intervals that do"
      ])
  }
}
