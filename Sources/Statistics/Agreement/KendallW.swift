/// How far raters put units into the same order: 0 not at all, 1 entirely.
///
///     W = 12 Σ_u (R_u − R̄)² / (m² (n³ − n) − m Σ_j T_j),   T_j = Σ (t³ − t)
///
/// R_u is the sum of the ranks of a unit, equal values sharing their mean rank; t runs over the sizes
/// of the ties of a rater. Kendall & Babington Smith 1939, doi:10.1214/aoms/1177732186; ties: Siegel &
/// Castellan 1988, "Nonparametric statistics", eq. 9.18. Over the n units that all m raters have
/// rated. Undefined for one rater or one unit, and where no rater tells any two units apart.
struct KendallW: UnitStatistic {
  let unitCount: Int
  private let raterCount: Int
  /// Ratings, raterCount for each unit.
  private let rows: [Double]
  /// The units in ascending order of their value, rater by rater.
  private let orders: [[Int]]

  init?(_ table: RatingTable) {
    guard table.raterCount > 1 else { return nil }
    let count = table.raterCount
    let rows = table.completeRows
    raterCount = count
    self.rows = rows
    unitCount = rows.count / count
    let units = 0..<(rows.count / count)
    orders = (0..<count).map { rater in
      units.sorted { rows[$0 * count + rater] < rows[$1 * count + rater] }
    }
  }

  func value(_ occurrences: [Int32]) -> Double? {
    let n = occurrences.reduce(0) { $0 + Double($1) }
    guard n > 1 else { return nil }
    let m = Double(raterCount)
    var ranks = [Double](repeating: 0, count: unitCount)
    var ties = 0.0
    for (rater, order) in orders.enumerated() {
      var below = 0.0
      var first = 0
      while first < unitCount {
        let value = rows[order[first] * raterCount + rater]
        var last = first
        var tied = 0.0
        while last < unitCount, rows[order[last] * raterCount + rater] == value {
          tied += Double(occurrences[order[last]])
          last += 1
        }
        for place in first..<last { ranks[order[place]] += below + (tied + 1) / 2 }
        ties += tied * tied * tied - tied
        below += tied
        first = last
      }
    }
    let center = m * (n + 1) / 2
    let spread = zip(ranks, occurrences).reduce(0) {
      $0 + Double($1.1) * ($1.0 - center) * ($1.0 - center)
    }
    let most = m * m * (n * n * n - n) - m * ties
    return most > 0 ? 12 * spread / most : nil
  }
}
