/// The share of pairs of readings that agree, averaged over units with at least two.
///
///     P̄ = (1/N) Σ_u Σ_k n_uk (n_uk − 1) / m_u (m_u − 1)
///
/// The observed agreement of Fleiss 1971, doi:10.1037/h0031619, eq. 3, without a correction for chance.
struct PercentAgreement: UnitStatistic {
  private let agreement: [Double]

  init(_ table: RatingTable) {
    agreement = ValueCounts(table, leastReadings: 2).agreement
  }

  var unitCount: Int { agreement.count }

  func value(_ occurrences: [Int32]) -> Double? {
    var sum = 0.0
    var units = 0.0
    for (share, occurrence) in zip(agreement, occurrences) {
      sum += share * Double(occurrence)
      units += Double(occurrence)
    }
    return units > 0 ? sum / units : nil
  }
}
