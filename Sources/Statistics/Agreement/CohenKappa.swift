/// Agreement beyond chance of two raters.
///
///     κ = 1 − Σ_ij w_ij o_ij / Σ_ij w_ij e_ij,   e_ij = o_i· o_·j / n
///
/// Cohen 1960, doi:10.1177/001316446002000104; weighted: Cohen 1968, doi:10.1037/h0026256, eq. 7. Over
/// the units that both have rated, the first reading of each. The categories of the weights are all
/// levels of the table, equally spaced, so that pairs of its raters can be compared; R's `irr` counts
/// only the levels that the two use, which gives other weighted values where they leave one out.
/// Undefined without a shared unit, and where both give one and the same value throughout.
struct CohenKappa: UnitStatistic {
  private let weights: KappaWeights
  /// The categories of each shared unit.
  private var pairs: [(first: Int, second: Int)] = []
  private let categoryCount: Int

  init(_ table: RatingTable, first: Int, second: Int, weights: KappaWeights) {
    self.weights = weights
    categoryCount = table.levels.count
    for unit in 0..<table.unitCount {
      let readings = table.starts[unit]..<table.starts[unit + 1]
      if let one = readings.first(where: { table.raters[$0] == Int32(first) }),
        let two = readings.first(where: { table.raters[$0] == Int32(second) })
      {
        pairs.append((Int(table.codes[one]), Int(table.codes[two])))
      }
    }
  }

  var unitCount: Int { pairs.count }

  func value(_ occurrences: [Int32]) -> Double? {
    var first = [Double](repeating: 0, count: categoryCount)
    var second = first
    var observed = 0.0
    var units = 0.0
    for (pair, occurrence) in zip(pairs, occurrences) where occurrence != 0 {
      let count = Double(occurrence)
      first[pair.first] += count
      second[pair.second] += count
      observed += count * weights.cost(pair.first, pair.second)
      units += count
    }
    var expected = 0.0
    for one in 0..<categoryCount where first[one] > 0 {
      for two in 0..<categoryCount { expected += first[one] * second[two] * weights.cost(one, two) }
    }
    return expected > 0 ? 1 - observed * units / expected : nil
  }
}
