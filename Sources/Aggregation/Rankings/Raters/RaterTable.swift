/// Comparisons summed up by rater and pair, for models in which raters differ.
///
/// Rows stand rater by rater, sides apart. A tie is half a win and half a loss.
struct RaterTable: Sendable {
  let itemCount: Int
  /// Where each rater's rows begin, and at the end their number.
  private(set) var starts: [Int] = [0]
  /// The item on the left of each row.
  private(set) var left: [Int32] = []
  /// The item on the right.
  private(set) var right: [Int32] = []
  /// How often the left one won.
  private(set) var wins: [Double] = []
  /// How often the right one won.
  private(set) var losses: [Double] = []

  var raterCount: Int { starts.count - 1 }

  /// The rows of a rater.
  func rows(of rater: Int) -> Range<Int> { starts[rater]..<starts[rater + 1] }

  /// Sums up; `nil` without a column of raters.
  init?(_ comparisons: Comparisons) {
    guard let raters = comparisons.raters else { return nil }
    itemCount = comparisons.itemCount
    var byRater = [[Int]](repeating: [], count: comparisons.raterCount)
    for row in 0..<comparisons.count where (comparisons.weights?[row] ?? 1) > 0 {
      byRater[Int(raters[row])].append(row)
    }
    for rows in byRater {
      let keyed = rows.map { row in
        (key: UInt64(comparisons.left[row]) << 32 | UInt64(comparisons.right[row]), row: row)
      }.sorted { $0.key != $1.key ? $0.key < $1.key : $0.row < $1.row }
      var last: UInt64?
      for (key, row) in keyed {
        if key != last {
          left.append(comparisons.left[row])
          right.append(comparisons.right[row])
          wins.append(0)
          losses.append(0)
          last = key
        }
        let weight = comparisons.weights?[row] ?? 1
        let score = comparisons.outcomes[row].scoreOfLeft
        wins[wins.count - 1] += weight * score
        losses[losses.count - 1] += weight * (1 - score)
      }
      starts.append(left.count)
    }
  }

  /// The raters with most answers, at most so many.
  func busiest(_ count: Int) -> [Int] {
    let answers = (0..<raterCount).map { rater in
      rows(of: rater).reduce(0) { $0 + wins[$1] + losses[$1] }
    }
    return Array(
      (0..<raterCount).sorted { (answers[$0], $1) > (answers[$1], $0) }.prefix(count))
  }

  /// The Bradley-Terry strengths by one rater's answers alone.
  func strengths(of rater: Int, ridge: Double) throws(RatingError) -> [Double] {
    var own = Comparisons(itemCount: itemCount)
    for row in rows(of: rater) {
      for (outcome, weight) in [(ComparisonOutcome.left, wins[row]), (.right, losses[row])]
      where weight > 0 {
        own.append(left: Int(left[row]), right: Int(right[row]), outcome: outcome, weight: weight)
      }
    }
    return try BradleyTerry(settings: FitSettings(ridge: ridge)).fit(own).logStrengths
  }
}
