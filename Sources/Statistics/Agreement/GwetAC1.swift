/// Agreement beyond chance that stays high when nearly everybody gives the same value.
///
///     AC₁ = (p_a − p_e) / (1 − p_e),   p_e = Σ_k π_k (1 − π_k) / (q − 1)
///
/// p_a is the percent agreement over units with at least two readings, π_k the mean over all units of
/// n_uk / m_u, q the number of levels that occur. Gwet 2008, doi:10.1348/000711006X126600, eq. 6 to 9.
/// Gaps are allowed. Undefined where fewer than two levels occur.
struct GwetAC1: UnitStatistic {
  private let counts: ValueCounts
  private let agreement: [Double]

  init(_ table: RatingTable) {
    counts = ValueCounts(table, leastReadings: 1)
    agreement = counts.agreement
  }

  var unitCount: Int { agreement.count }

  func value(_ occurrences: [Int32]) -> Double? {
    var shares = [Double](repeating: 0, count: counts.levelCount)
    var observed = 0.0
    var paired = 0.0
    var units = 0.0
    for unit in 0..<unitCount where occurrences[unit] != 0 {
      let weight = Double(occurrences[unit])
      units += weight
      if counts.sizes[unit] > 1 {
        observed += weight * agreement[unit]
        paired += weight
      }
      for place in counts.starts[unit]..<counts.starts[unit + 1] {
        shares[Int(counts.codes[place])] += weight * counts.counts[place] / counts.sizes[unit]
      }
    }
    let levels = shares.count { $0 > 0 }
    guard paired > 0, levels > 1 else { return nil }
    let chance =
      shares.reduce(0) { $0 + ($1 / units) * (1 - $1 / units) } / Double(levels - 1)
    return (observed / paired - chance) / (1 - chance)
  }
}
