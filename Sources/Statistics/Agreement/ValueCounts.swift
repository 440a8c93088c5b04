/// How often each value was given to each unit: all that coefficients without named raters need.
///
/// Units with fewer readings than asked for are left out. A unit with a thousand readings of five
/// levels is five numbers.
struct ValueCounts {
  /// Where the values of a unit begin in ``codes`` and ``counts``, and at last where they end.
  private(set) var starts = [0]
  /// The levels given to a unit, in the order of their first appearance.
  private(set) var codes: [Int32] = []
  /// How often each was given, ≥ 1.
  private(set) var counts: [Double] = []
  /// m_u: the readings of each unit.
  private(set) var sizes: [Double] = []
  /// How many levels the whole table has.
  let levelCount: Int

  var unitCount: Int { sizes.count }

  /// Counts the readings of a table.
  ///
  /// - Parameters:
  ///   - leastReadings: units with fewer that count are left out.
  ///   - isCounted: whether a reading counts, by its unit and its rater.
  init(
    _ table: RatingTable, leastReadings: Int,
    counting isCounted: (Int, Int32) -> Bool = { _, _ in true }
  ) {
    levelCount = table.levels.count
    var found = [Int](repeating: 0, count: levelCount)
    for unit in 0..<table.unitCount {
      let readings = table.starts[unit]..<table.starts[unit + 1]
      let size = readings.count { isCounted(unit, table.raters[$0]) }
      guard size >= leastReadings else { continue }
      let first = codes.count
      for place in readings where isCounted(unit, table.raters[place]) {
        let code = table.codes[place]
        if found[Int(code)] == 0 { codes.append(code) }
        found[Int(code)] += 1
      }
      for place in first..<codes.count {
        counts.append(Double(found[Int(codes[place])]))
        found[Int(codes[place])] = 0
      }
      starts.append(codes.count)
      sizes.append(Double(size))
    }
  }

  /// How often each level occurs in all, when units occur so often.
  func marginals(_ occurrences: [Int32]) -> [Double] {
    var totals = [Double](repeating: 0, count: levelCount)
    for unit in 0..<unitCount where occurrences[unit] != 0 {
      let weight = Double(occurrences[unit])
      for place in starts[unit]..<starts[unit + 1] {
        totals[Int(codes[place])] += weight * counts[place]
      }
    }
    return totals
  }

  /// The share of agreeing pairs among the pairs of readings of each unit; of one reading 0.
  ///
  ///     P_u = Σ_k n_uk (n_uk − 1) / m_u (m_u − 1)
  var agreement: [Double] {
    (0..<unitCount).map { unit in
      guard sizes[unit] > 1 else { return 0 }
      let pairs = counts[starts[unit]..<starts[unit + 1]].reduce(0) { $0 + $1 * ($1 - 1) }
      return pairs / (sizes[unit] * (sizes[unit] - 1))
    }
  }

  /// The mean credit of the pairs of readings of each unit; of one reading 0.
  ///
  /// - Parameter credit: of two levels, in 0...1, 1 for a level and itself.
  func agreement(_ credit: (Int, Int) -> Double) -> [Double] {
    (0..<unitCount).map { unit in
      guard sizes[unit] > 1 else { return 0 }
      var pairs = 0.0
      for one in starts[unit]..<starts[unit + 1] {
        for two in starts[unit]..<starts[unit + 1] {
          let others = counts[two] - (one == two ? 1 : 0)
          pairs += counts[one] * others * credit(Int(codes[one]), Int(codes[two]))
        }
      }
      return pairs / (sizes[unit] * (sizes[unit] - 1))
    }
  }

  /// The mean of a number of each unit over the units with two readings; `nil` where there is none.
  func mean(of values: [Double], _ occurrences: [Int32]) -> Double? {
    var sum = 0.0
    var paired = 0.0
    for unit in 0..<unitCount where occurrences[unit] != 0 && sizes[unit] > 1 {
      sum += Double(occurrences[unit]) * values[unit]
      paired += Double(occurrences[unit])
    }
    return paired > 0 ? sum / paired : nil
  }

  /// The mean over all units of the share of each level among a unit's readings.
  func meanShares(_ occurrences: [Int32]) -> [Double] {
    var shares = [Double](repeating: 0, count: levelCount)
    var units = 0.0
    for unit in 0..<unitCount where occurrences[unit] != 0 {
      let weight = Double(occurrences[unit])
      units += weight
      for place in starts[unit]..<starts[unit + 1] {
        shares[Int(codes[place])] += weight * counts[place] / sizes[unit]
      }
    }
    return units > 0 ? shares.map { $0 / units } : shares
  }
}
