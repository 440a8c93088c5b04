/// Agreement beyond chance for any number of raters, gaps, and values of any scale.
///
///     α = 1 − (n − 1) Σ_ck o_ck δ²_ck / Σ_ck n_c n_k δ²_ck
///
/// o_ck = Σ_u (pairs of values c and k in unit u) / (m_u − 1), n_c = Σ_k o_ck, n = Σ_c n_c. Units with
/// fewer than two readings do not count. Krippendorff 2011, "Computing Krippendorff's
/// Alpha-Reliability", section D; δ² in section E. Undefined where all pairable values are equal.
///
/// Every metric but the ratio is a difference of scores s (for the ordinal one, of mid-ranks), so that
/// a unit's sum over pairs is m Σ s² − (Σ s)² and no pair is visited. The ratio metric takes time in
/// the square of the number of levels.
struct KrippendorffAlpha: UnitStatistic {
  private let metric: DistanceMetric
  private let counts: ValueCounts
  /// The values, moved to have their middle near 0 so that no digits cancel.
  private let scores: [Double]
  /// Σ_ck n_uc n_uk δ²_ck / (m_u − 1) of each unit; empty for the ordinal metric, whose ranks depend
  /// on the whole sample.
  private var disagreement: [Double] = []

  init?(_ table: RatingTable, metric: DistanceMetric) {
    if metric == .ratio, let least = table.levels.first, least < 0 { return nil }
    self.metric = metric
    counts = ValueCounts(table, leastReadings: 2)
    let middle = metric == .interval ? table.levels.reduce(0, +) / Double(table.levels.count) : 0
    scores = table.levels.map { $0 - middle }
    if metric != .ordinal {
      disagreement = (0..<counts.unitCount).map { disagreement(of: $0, scores: scores) }
    }
  }

  var unitCount: Int { counts.unitCount }

  func value(_ occurrences: [Int32]) -> Double? {
    let marginals = counts.marginals(occurrences)
    guard marginals.count(where: { $0 > 0 }) > 1 else { return nil }
    let total = marginals.reduce(0, +)
    let scores = metric == .ordinal ? Self.midranks(marginals) : self.scores
    var observed = 0.0
    if metric == .ordinal {
      for unit in 0..<unitCount where occurrences[unit] != 0 {
        observed += Double(occurrences[unit]) * disagreement(of: unit, scores: scores)
      }
    } else {
      for unit in 0..<unitCount { observed += Double(occurrences[unit]) * disagreement[unit] }
    }
    let expected = disagreement(
      among: marginals.indices, codes: nil, counts: marginals, size: total, scores: scores)
    return expected > 0 ? 1 - (total - 1) * observed / expected : nil
  }

  private func disagreement(of unit: Int, scores: [Double]) -> Double {
    let sum = disagreement(
      among: counts.starts[unit]..<counts.starts[unit + 1], codes: counts.codes,
      counts: counts.counts, size: counts.sizes[unit], scores: scores)
    return sum / (counts.sizes[unit] - 1)
  }

  /// Σ_ck n_c n_k δ²_ck over some places of the counts; without codes, a place is its own level.
  @inline(__always)
  private func disagreement(
    among places: Range<Int>, codes: [Int32]?, counts: [Double], size: Double, scores: [Double]
  ) -> Double {
    var sum = 0.0
    var squares = 0.0
    switch metric {
    case .nominal:
      for place in places { squares += counts[place] * counts[place] }
      return size * size - squares
    case .ordinal, .interval:
      for place in places {
        let score = scores[codes.map { Int($0[place]) } ?? place]
        sum += counts[place] * score
        squares += counts[place] * score * score
      }
      return max(0, 2 * (size * squares - sum * sum))
    case .ratio:
      for place in places {
        let one = scores[codes.map { Int($0[place]) } ?? place]
        for other in places where other < place {
          let two = scores[codes.map { Int($0[other]) } ?? other]
          // Two levels differ, and neither is negative: their sum is above 0.
          let distance = (one - two) / (one + two)
          sum += counts[place] * counts[other] * distance * distance
        }
      }
      return 2 * sum
    }
  }

  /// The mean rank of each level: δ between two of them is Σ_{g=c}^{k} n_g − (n_c + n_k)/2.
  static func midranks(_ marginals: [Double]) -> [Double] {
    var below = -marginals.reduce(0, +) / 2
    return marginals.map { count in
      defer { below += count }
      return below + count / 2
    }
  }
}
