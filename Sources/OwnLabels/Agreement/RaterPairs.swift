import Statistics

/// Who agrees with whom, among the raters with the most labels.
public struct RaterPairs: Sendable, Hashable {
  /// The raters that were looked at, indices in the file, in its order.
  public var raters: [Int]
  /// All pairs of them that share a task, the one that agrees least first: of names by the upper end of
  /// the interval of the agreeing share, of numbers by kappa. Pairs that share fewer than five tasks
  /// come last.
  public var pairs: [RaterPair]

  /// More raters than this make pictures that nobody can read.
  static let raterLimit = 40
  /// How many readings of all pairs kappa may cost to look at.
  private static let effortLimit = 200_000_000

  /// Looks at the pairs of a table with one reading of each rater and unit.
  init(_ table: RatingTable, level: DistanceMetric) {
    var counts = [Int](repeating: 0, count: table.raterCount)
    for rater in table.raters { counts[Int(rater)] += 1 }
    let busiest = counts.indices.sorted { (counts[$0], $1) > (counts[$1], $0) }
    raters = busiest.prefix(Self.raterLimit).filter { counts[$0] > 0 }.sorted()
    var place = [Int](repeating: -1, count: table.raterCount)
    for (index, rater) in raters.enumerated() { place[rater] = index }
    let width = raters.count
    var shared = [Int](repeating: 0, count: width * width)
    var equal = shared
    for unit in 0..<table.unitCount {
      // A unit that a million raters have read is looked at once for each of the few.
      let readings = (table.starts[unit]..<table.starts[unit + 1]).filter {
        place[Int(table.raters[$0])] >= 0
      }
      for one in readings {
        let first = place[Int(table.raters[one])]
        for two in readings {
          let second = place[Int(table.raters[two])]
          guard second > first else { continue }
          shared[first * width + second] += 1
          if table.codes[one] == table.codes[two] { equal[first * width + second] += 1 }
        }
      }
    }
    let pairCount = shared.count { $0 > 0 }
    // The chance of agreeing is a sum over all pairs of levels.
    let effort = table.ratingCount + table.levels.count * min(table.levels.count, table.unitCount)
    let hasKappa = pairCount * effort <= Self.effortLimit
    var pairs: [RaterPair] = []
    for first in 0..<width {
      for second in first..<width where shared[first * width + second] > 0 {
        let count = shared[first * width + second]
        let kappa = AgreementCoefficient.cohenKappa(
          first: raters[first], second: raters[second], weights: level.kappaWeights)
        pairs.append(
          RaterPair(
            first: raters[first], second: raters[second], sharedCount: count,
            agreement: Double(equal[first * width + second]) / Double(count),
            kappa: hasKappa ? table.agreement(kappa) : nil))
      }
    }
    self.pairs = pairs.map { (pair: $0, rank: Self.rank($0, level)) }.sorted {
      ($0.rank.0, $0.rank.1, $0.pair.first, $0.pair.second)
        < ($1.rank.0, $1.rank.1, $1.pair.first, $1.pair.second)
    }.map(\.pair)
  }

  private static func rank(_ pair: RaterPair, _ level: DistanceMetric) -> (Int, Double) {
    let equal = Int((pair.agreement * Double(pair.sharedCount)).rounded())
    let share = Estimate.proportion(equal, of: pair.sharedCount).high ?? 1
    return (
      pair.sharedCount < 5 ? 1 : 0, level == .nominal ? share : pair.kappa ?? share
    )
  }
}

extension DistanceMetric {
  /// What a disagreement costs in Cohen's kappa at this level.
  public var kappaWeights: KappaWeights {
    switch self {
    case .nominal: .unweighted
    case .ordinal: .linear
    case .interval, .ratio: .quadratic
    }
  }
}
