/// Agreement beyond chance between one rater and all others, where a "rater" may stand for a whole group
/// of people who read a unit several times.
///
///     κ_x = 1 − d_o / d_e
///     d_o = Σ_u w_u Σ_ck a_uc b_uk δ²_ck / (A_u B_u),   w_u = (A_u + B_u) / Σ_v (A_v + B_v)
///     d_e = Σ_ck a_c b_k δ²_ck / (A B)
///
/// a_uc and b_uk count the readings of unit u by the rater and by the others, A_u and B_u are their
/// sums; those without u are summed over units. Units that only one side has read do not count, and
/// those with more readings count more, as in Krippendorff's alpha. With one reading a side it is Cohen's
/// kappa with δ² as weights. Wong, Paritosh & Aroyo 2021, "Cross-replication reliability",
/// arXiv:2106.07393; the agreement across groups of Prabhakaran et al. 2024, "GRASP", arXiv:2311.05074.
/// Undefined where all values are equal.
struct CrossReplication: UnitStatistic {
  private let metric: DistanceMetric
  private let own: ValueCounts
  private let others: ValueCounts
  /// The values, moved to have their middle near 0 so that no digits cancel.
  private let scores: [Double]
  /// The mean distance between the two sides of each unit; empty for the ordinal metric, whose ranks
  /// depend on the whole sample.
  private var disagreement: [Double] = []

  init?(_ table: RatingTable, rater: Int, metric: DistanceMetric) {
    if metric == .ratio, let least = table.levels.first, least < 0 { return nil }
    self.metric = metric
    let isShared = (0..<table.unitCount).map { unit in
      let raters = table.raters[table.starts[unit]..<table.starts[unit + 1]]
      return raters.contains { $0 == rater } && raters.contains { $0 != rater }
    }
    own = ValueCounts(table, leastReadings: 1) { isShared[$0] && $1 == rater }
    others = ValueCounts(table, leastReadings: 1) { isShared[$0] && $1 != rater }
    let middle = table.levels.reduce(0, +) / Double(max(1, table.levels.count))
    scores = metric == .interval ? table.levels.map { $0 - middle } : table.levels
    if metric != .ordinal {
      disagreement = (0..<own.unitCount).map { disagreement(of: $0, scores: scores) }
    }
  }

  var unitCount: Int { own.unitCount }

  func value(_ occurrences: [Int32]) -> Double? {
    let (mine, theirs) = (own.marginals(occurrences), others.marginals(occurrences))
    let scores =
      metric == .ordinal ? KrippendorffAlpha.midranks(zip(mine, theirs).map(+)) : self.scores
    var (observed, weights) = (0.0, 0.0)
    for unit in 0..<unitCount where occurrences[unit] != 0 {
      let weight = Double(occurrences[unit]) * (own.sizes[unit] + others.sizes[unit])
      weights += weight
      observed +=
        weight
        * (disagreement.isEmpty ? disagreement(of: unit, scores: scores) : disagreement[unit])
    }
    guard weights > 0 else { return nil }
    let expected = meanDistance(Spread(mine), Spread(theirs), scores)
    return expected > 0 ? 1 - observed / weights / expected : nil
  }

  private func disagreement(of unit: Int, scores: [Double]) -> Double {
    meanDistance(Spread(own, unit), Spread(others, unit), scores)
  }

  /// How often levels occur, as a view: the bootstrap looks at each unit a thousand times.
  private struct Spread {
    private let codes: ArraySlice<Int32>?
    private let counts: ArraySlice<Double>

    /// In one unit.
    init(_ counts: ValueCounts, _ unit: Int) {
      let range = counts.starts[unit]..<counts.starts[unit + 1]
      codes = counts.codes[range]
      self.counts = counts.counts[range]
    }

    /// In a whole sample, level by level.
    init(_ totals: [Double]) {
      codes = nil
      counts = totals[...]
    }

    var size: Double {
      var size = 0.0
      for count in counts { size += count }
      return size
    }

    var places: Range<Int> { counts.indices }

    func level(_ place: Int) -> Int { codes.map { Int($0[place]) } ?? place }

    func count(_ place: Int) -> Double { counts[place] }

    /// In how many pairs of a reading here and a reading there both are of one level.
    func matches(_ other: Spread) -> Double {
      var sum = 0.0
      if codes == nil, other.codes == nil {
        for place in places { sum += counts[place] * other.counts[place] }
        return sum
      }
      for place in places {
        for match in other.places where level(place) == other.level(match) {
          sum += counts[place] * other.counts[match]
        }
      }
      return sum
    }

    func moments(_ scores: [Double]) -> (mean: Double, variance: Double) {
      let size = size
      var mean = 0.0
      for place in places { mean += counts[place] * scores[level(place)] }
      mean /= size
      var variance = 0.0
      for place in places {
        let distance = scores[level(place)] - mean
        variance += counts[place] * distance * distance
      }
      return (mean, variance / size)
    }
  }

  /// The mean of δ² over all pairs of a reading here and a reading there, each level with its count.
  private func meanDistance(_ here: Spread, _ there: Spread, _ scores: [Double]) -> Double {
    let size = here.size * there.size
    guard size > 0 else { return 0 }
    switch metric {
    case .nominal:
      return 1 - here.matches(there) / size
    case .ordinal, .interval:
      // The mean square of a difference is two variances and the square of the difference of means.
      let (one, two) = (here.moments(scores), there.moments(scores))
      return one.variance + two.variance + (one.mean - two.mean) * (one.mean - two.mean)
    case .ratio:
      return pairSum(here, there) { one, two in
        guard one != two else { return 0 }
        // Two levels differ, and neither is negative: their sum is above 0.
        let distance = (scores[one] - scores[two]) / (scores[one] + scores[two])
        return distance * distance
      } / size
    }
  }

  private func pairSum(
    _ here: Spread, _ there: Spread, _ distance: (Int, Int) -> Double
  ) -> Double {
    var sum = 0.0
    for one in here.places where here.count(one) > 0 {
      for two in there.places where there.count(two) > 0 {
        sum +=
          here.count(one) * there.count(two) * distance(here.level(one), there.level(two))
      }
    }
    return sum
  }
}
