/// Comparisons summed up by pair: all that the likelihood of a paired-comparison model needs.
///
/// A million comparisons of 100 items are 4,950 pairs, so fitting no longer depends on their
/// number. Rows stand in ascending order of (first, second), unless they are not summed up.
struct PairTable: Sendable {
  let itemCount: Int
  /// The one item of each pair; the smaller index, unless sides matter.
  private(set) var first: [Int32] = []
  /// The other item of each pair.
  private(set) var second: [Int32] = []
  /// How often the first won, by weight.
  private(set) var wins: [Double] = []
  /// How often the second won, by weight.
  private(set) var losses: [Double] = []
  /// How often they tied, by weight; empty if never.
  private(set) var ties: [Double] = []
  /// What else the gap of each row hangs on: `covariateCount` numbers a row.
  private(set) var covariates: [Double] = []
  let covariateCount: Int
  /// What each item got out of its comparisons: a win is one point, a tie half a point.
  private(set) var points: [Double] = []
  /// How many comparisons each item took part in, by weight.
  private(set) var totals: [Double] = []

  /// How many rows there are.
  var count: Int { first.count }

  /// Sums up by pair.
  ///
  /// - Parameter keepsSides: whether (a, b) and (b, a) are two rows, and a covariate of 1 marks the
  ///   item on the left: the advantage of being shown first.
  init(_ comparisons: Comparisons, keepsSides: Bool = false) {
    itemCount = comparisons.itemCount
    covariateCount = keepsSides ? 1 : 0
    var sums = PairSums(itemCount: itemCount, keepsSides: keepsSides)
    sums.add(comparisons)
    (first, second, wins, losses, ties) = (
      sums.first, sums.second, sums.wins, sums.losses, sums.ties
    )
    finish()
    if keepsSides { covariates = Array(repeating: 1, count: count) }
  }

  /// One row for each comparison that counts, with its covariates, and with a last one of 1 that
  /// marks the item on the left if sides matter.
  init(separately comparisons: Comparisons, keepsSides: Bool = false) {
    itemCount = comparisons.itemCount
    covariateCount = comparisons.covariateCount + (keepsSides ? 1 : 0)
    let own = comparisons.covariateCount
    for row in 0..<comparisons.count {
      let weight = comparisons.weights?[row] ?? 1
      guard weight > 0 else { continue }
      let outcome = comparisons.outcomes[row]
      first.append(comparisons.left[row])
      second.append(comparisons.right[row])
      wins.append(outcome == .left ? weight : 0)
      losses.append(outcome == .right ? weight : 0)
      ties.append(outcome == .tie ? weight : 0)
      covariates.append(contentsOf: comparisons.covariates[row * own..<(row + 1) * own])
      if keepsSides { covariates.append(1) }
    }
    finish()
  }

  /// Drops the column of ties if there are none, and adds up by item.
  private mutating func finish() {
    if !ties.contains(where: { $0 > 0 }) { ties = [] }
    points = Array(repeating: 0, count: itemCount)
    totals = points
    for row in 0..<count {
      let (i, j) = (Int(first[row]), Int(second[row]))
      let tie = ties.isEmpty ? 0 : ties[row]
      let total = wins[row] + losses[row] + tie
      points[i] += wins[row] + tie / 2
      points[j] += losses[row] + tie / 2
      totals[i] += total
      totals[j] += total
    }
  }

  /// The same rows with wins and losses made of wins, losses and ties; no ties are left.
  func mapped(_ transform: (Double, Double, Double) -> (Double, Double)) -> PairTable {
    var copy = self
    for row in 0..<count {
      let tie = ties.isEmpty ? 0 : ties[row]
      (copy.wins[row], copy.losses[row]) = transform(wins[row], losses[row], tie)
    }
    copy.ties = []
    return copy
  }
  /// Lends the columns without bounds checks.
  func withUnsafeRows(
    _ body: (
      _ first: UnsafeBufferPointer<Int32>, _ second: UnsafeBufferPointer<Int32>,
      _ wins: UnsafeBufferPointer<Double>, _ losses: UnsafeBufferPointer<Double>
    ) -> Void
  ) {
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        wins.withUnsafeBufferPointer { wins in
          losses.withUnsafeBufferPointer { losses in body(first, second, wins, losses) }
        }
      }
    }
  }
}
