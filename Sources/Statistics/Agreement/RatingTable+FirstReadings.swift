extension RatingTable {
  /// The table with the first reading of every rater on every unit alone.
  ///
  /// Several readings of one rater agree more than those of two do, so a coefficient that pairs all
  /// readings of a unit may be meant to see only one from each.
  public var keepingFirstReadings: RatingTable {
    var seenAt = [Int](repeating: -1, count: raterCount)
    var starts = [0]
    var raters: [Int32] = []
    var codes: [Int32] = []
    for unit in 0..<unitCount {
      for place in self.starts[unit]..<self.starts[unit + 1]
      where seenAt[Int(self.raters[place])] != unit {
        seenAt[Int(self.raters[place])] = unit
        raters.append(self.raters[place])
        codes.append(self.codes[place])
      }
      starts.append(codes.count)
    }
    return RatingTable(
      unitCount: unitCount, raterCount: raterCount, levels: levels, starts: starts, raters: raters,
      codes: codes)
  }

  private init(
    unitCount: Int, raterCount: Int, levels: [Double], starts: [Int], raters: [Int32],
    codes: [Int32]
  ) {
    self.unitCount = unitCount
    self.raterCount = raterCount
    self.levels = levels
    self.starts = starts
    self.raters = raters
    self.codes = codes
  }

  /// The values of those units that every rater has rated, first readings only, row by row.
  ///
  /// Units with a gap are left out, as R's `irr` does: raterCount numbers for each unit that is left.
  var completeRows: [Double] {
    guard raterCount > 0 else { return [] }
    var rows: [Double] = []
    var row = [Double](repeating: .nan, count: raterCount)
    for unit in 0..<unitCount where starts[unit + 1] - starts[unit] >= raterCount {
      for rater in row.indices { row[rater] = .nan }
      for place in (starts[unit]..<starts[unit + 1]).reversed() {
        row[Int(raters[place])] = levels[Int(codes[place])]
      }
      if !row.contains(where: \.isNaN) { rows += row }
    }
    return rows
  }
}
