/// Agreement beyond chance among readings of every unit by raters who need not be the same.
///
///     κ = (P̄ − P̄_e) / (1 − P̄_e),   P̄_e = Σ_k p_k²
///
/// P̄ is the percent agreement over units with at least two readings, p_k the mean over all units
/// of n_uk / m_u: Fleiss 1971, doi:10.1037/h0031619, eq. 7, where every unit has the same number of
/// readings, and its generalisation by Gwet 2014, "Handbook of inter-rater reliability", section
/// 5.4 (`fleiss.kappa.raw` of R's irrCAC), where not. Undefined where all readings are equal.
struct FleissKappa: UnitStatistic {
  private let counts: ValueCounts
  private let agreement: [Double]

  init(_ table: RatingTable) {
    counts = ValueCounts(table, leastReadings: 1)
    agreement = counts.agreement
  }

  var unitCount: Int { agreement.count }

  func value(_ occurrences: [Int32]) -> Double? {
    let shares = counts.meanShares(occurrences)
    guard let observed = counts.mean(of: agreement, occurrences),
      shares.count(where: { $0 > 0 }) > 1
    else { return nil }
    let chance = shares.reduce(0) { $0 + $1 * $1 }
    return (observed - chance) / (1 - chance)
  }
}
