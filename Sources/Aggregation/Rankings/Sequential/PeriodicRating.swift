/// What Glicko and Glicko-2 have in common: beliefs that change once a period, and widen with the periods
/// in between.
protocol PeriodicRating: RankingMethod {
  var initial: GlickoRating { get }
  var comparisonsPerItem: Int { get }

  func beliefs(after matches: some Sequence<Match>, from beliefs: [GlickoRating])
    -> [GlickoRating]

  /// A belief on the eve of a period in which the item is compared again.
  ///
  /// - Parameter periods: how many periods after its last comparison, at least 1.
  func widened(_ belief: GlickoRating, periods: Int) -> GlickoRating
}

extension PeriodicRating {
  /// The beliefs after all periods, each as of the item's last comparison.
  func beliefs(throughPeriodsOf comparisons: Comparisons) throws(RatingError) -> [GlickoRating] {
    try comparisons.requireRows()
    var beliefs = [GlickoRating](repeating: initial, count: comparisons.itemCount)
    var lastPeriods = [Int?](repeating: nil, count: comparisons.itemCount)
    for period in comparisons.ratingPeriods(comparisonsPerItem: comparisonsPerItem) {
      for row in period.rows {
        for item in [Int(comparisons.left[row]), Int(comparisons.right[row])] {
          if let last = lastPeriods[item], last < period.number {
            beliefs[item] = widened(beliefs[item], periods: period.number - last)
          }
          lastPeriods[item] = period.number
        }
      }
      beliefs = self.beliefs(
        after: period.rows.lazy.map { comparisons.match(at: $0) }, from: beliefs)
    }
    return beliefs
  }

  /// Ratings in points, ± 1.96 deviations.
  func ratings(of comparisons: Comparisons) throws(RatingError) -> ItemRatings {
    let beliefs = try beliefs(throughPeriodsOf: comparisons)
    // One step a period overshoots where its comparisons repeat each other, more with every period.
    guard beliefs.allSatisfy({ abs($0.rating - initial.rating) < 10_000 }) else {
      throw .diverged(method: name)
    }
    return ItemRatings(
      scores: beliefs.map(\.rating), unit: "points",
      intervals: beliefs.map { normalInterval(mean: $0.rating, deviation: $0.deviation) },
      notes: comparisons.periods == nil
        ? ["periods of \(comparisonsPerItem) comparisons an item were cut from the order"] : [])
  }
}
