/// Agreement beyond chance among equally many readings of every unit.
///
///     κ = (P̄ − P̄_e) / (1 − P̄_e),   P̄_e = Σ_k p_k²
///
/// p_k is the share of level k among all readings. Fleiss 1971, doi:10.1037/h0031619, eq. 7.
/// Undefined where units differ in their number of readings, and where all readings are equal.
struct FleissKappa: UnitStatistic {
  private let counts: ValueCounts
  private let agreement: [Double]

  init?(_ table: RatingTable) {
    counts = ValueCounts(table, leastReadings: 1)
    guard let size = counts.sizes.first, size > 1, counts.sizes.allSatisfy({ $0 == size }) else {
      return nil
    }
    agreement = counts.agreement
  }

  var unitCount: Int { agreement.count }

  func value(_ occurrences: [Int32]) -> Double? {
    let marginals = counts.marginals(occurrences)
    let total = marginals.reduce(0, +)
    guard marginals.count(where: { $0 > 0 }) > 1 else { return nil }
    let chance = marginals.reduce(0) { $0 + ($1 / total) * ($1 / total) }
    let units = total / counts.sizes[0]
    let observed = zip(agreement, occurrences).reduce(0) { $0 + $1.0 * Double($1.1) } / units
    return (observed - chance) / (1 - chance)
  }
}
