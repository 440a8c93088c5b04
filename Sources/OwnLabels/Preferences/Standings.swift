import Aggregation
import LabelFiles

/// What each item did in its comparisons; in a ranking, everything is compared with everything.
struct Standings: Sendable {
  /// How many comparisons each item took part in.
  private(set) var counts: [Int]
  /// How much these weigh.
  private(set) var weights: [Double]
  /// The points of each item: by weight, 1 for each that it won and a half for each that it tied.
  private(set) var points: [Double]
  /// How many comparisons have no winner.
  private(set) var tieCount = 0

  /// Adds up comparisons.
  ///
  /// - Parameter multiplicities: how many comparisons each row stands for; `nil` is one.
  init(_ comparisons: Comparisons, multiplicities: [Int]? = nil) {
    self.init(itemCount: comparisons.itemCount)
    for row in 0..<comparisons.count {
      let weight = comparisons.weights?[row] ?? 1
      let score = comparisons.outcomes[row].scoreOfLeft
      let count = multiplicities?[row] ?? 1
      add(Int(comparisons.left[row]), count: count, weight: weight, points: weight * score)
      add(
        Int(comparisons.right[row]), count: count, weight: weight, points: weight * (1 - score))
      if comparisons.outcomes[row] == .tie { tieCount += count }
    }
  }

  /// Adds up the pairs of rankings without visiting them.
  init(_ file: RankingFile) {
    self.init(itemCount: file.itemNames.count)
    for ranking in 0..<file.count {
      let range = file.range(of: ranking)
      let weight = file.weights?[ranking] ?? 1
      var start = range.lowerBound
      while start < range.upperBound {
        var end = start + 1
        while end < range.upperBound, file.ranks[end] == file.ranks[start] { end += 1 }
        let (equal, worse) = (end - start - 1, range.upperBound - end)
        for place in start..<end {
          add(
            Int(file.items[place]), count: range.count - 1,
            weight: weight * Double(range.count - 1),
            points: weight * (Double(worse) + Double(equal) / 2))
        }
        tieCount += equal * (equal + 1) / 2
        start = end
      }
    }
  }

  private init(itemCount: Int) {
    counts = Array(repeating: 0, count: itemCount)
    weights = Array(repeating: 0, count: itemCount)
    points = weights
  }

  /// The share of the points that an item could have had which it got; a half without any.
  func winShare(of item: Int) -> Double {
    weights[item] > 0 ? points[item] / weights[item] : 0.5
  }

  private mutating func add(_ item: Int, count: Int, weight: Double, points: Double) {
    counts[item] += count
    weights[item] += weight
    self.points[item] += points
  }
}
