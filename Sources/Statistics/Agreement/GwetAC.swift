/// Agreement beyond chance that stays high when nearly everybody gives the same value.
///
///     AC = (p_a − p_e) / (1 − p_e),   p_e = T_w Σ_k π_k (1 − π_k) / q (q − 1),   T_w = Σ_kl w_kl
///
/// π_k is the mean over all units of n_uk / m_u, q the number of levels that occur, w_kl the credit
/// for a pair of levels: 1 if equal, and p_a the mean over units with at least two readings of the
/// credit of a pair of them. AC1 gives no other credit, so that T_w = q: Gwet 2008,
/// doi:10.1348/000711006X126600, eq. 6 to 9. AC2 gives 1 − d/d_max for the distance d of levels or
/// its square: Gwet 2014, "Handbook of inter-rater reliability", section 5.5. Levels are taken as
/// equally spaced, as in ``CohenKappa``. Gaps are allowed. Undefined where fewer than two levels
/// occur.
struct GwetAC: UnitStatistic {
  private let counts: ValueCounts
  private let weights: KappaWeights
  private let agreement: [Double]

  init(_ table: RatingTable, weights: KappaWeights) {
    self.weights = weights
    counts = ValueCounts(table, leastReadings: 1)
    let farthest = max(1, counts.levelCount - 1)
    agreement =
      weights == .unweighted
      ? counts.agreement
      : counts.agreement { 1 - weights.cost($0, $1) / weights.cost(0, farthest) }
  }

  var unitCount: Int { agreement.count }

  func value(_ occurrences: [Int32]) -> Double? {
    let shares = counts.meanShares(occurrences)
    let used = shares.indices.filter { shares[$0] > 0 }
    guard let observed = counts.mean(of: agreement, occurrences), used.count > 1 else {
      return nil
    }
    let q = Double(used.count)
    let spread = used.reduce(0) { $0 + shares[$1] * (1 - shares[$1]) }
    let chance = totalCredit(used) * spread / (q * (q - 1))
    return chance < 1 ? (observed - chance) / (1 - chance) : nil
  }

  /// T_w over the levels in use.
  private func totalCredit(_ used: [Int]) -> Double {
    guard weights != .unweighted else { return Double(used.count) }
    // Σ_kl |k − l| and Σ_kl (k − l)² without visiting the pairs; levels in use are ascending.
    var (costs, sum, squares) = (0.0, 0.0, 0.0)
    for (place, level) in used.enumerated() {
      let level = Double(level)
      costs += 2 * (level * Double(place) - sum)
      sum += level
      squares += level * level
    }
    let q = Double(used.count)
    if weights == .quadratic { costs = 2 * (q * squares - sum * sum) }
    return q * q - costs / weights.cost(0, counts.levelCount - 1)
  }
}
