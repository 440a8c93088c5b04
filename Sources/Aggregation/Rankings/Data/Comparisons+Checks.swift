extension Comparisons {
  /// Says what is wrong with the columns, if anything is.
  func validate() throws(RatingError) {
    let lengths = [
      ("right", right.count), ("outcome", outcomes.count), ("weight", weights?.count ?? count),
      ("rater", raters?.count ?? count), ("period", periods?.count ?? count),
    ]
    for (column, length) in lengths where length != count {
      throw .columnLength(column: column, count: length, expected: count)
    }
    if covariates.count != count * covariateCount {
      throw .columnLength(
        column: "covariates", count: covariates.count, expected: count * covariateCount)
    }
    for row in 0..<count {
      for item in [Int(left[row]), Int(right[row])] where item < 0 || item >= itemCount {
        throw .unknownItem(item, row: row, itemCount: itemCount)
      }
      if left[row] == right[row] { throw .comparedWithItself(item: Int(left[row]), row: row) }
    }
    if let weights, let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .badWeight(weights[row], row: row)
    }
    if let row = raters?.firstIndex(where: { $0 < 0 }) {
      throw .badValue(column: "rater", row: row, remedy: "a rater is a number from 0")
    }
    if let periods,
      let row = periods.indices.dropFirst().first(where: { periods[$0] < periods[$0 - 1] })
    {
      throw .badValue(
        column: "period", row: row, remedy: "periods never decrease; sort the rows by period")
    }
    if let place = covariates.firstIndex(where: { !$0.isFinite }) {
      throw .badValue(
        column: "covariates", row: place / covariateCount, remedy: "give finite numbers only")
    }
  }

  /// Throws unless at least one row counts.
  func requireRows() throws(RatingError) {
    let counts = weights.map { $0.contains { $0 > 0 } } ?? (count > 0)
    if !counts { throw .noMatches }
  }

  /// How much all ties weigh together.
  var tieWeight: Double {
    var sum = 0.0
    for row in 0..<count where outcomes[row] == .tie { sum += weights?[row] ?? 1 }
    return sum
  }

  /// A note for methods that count ties as half a win to either; none if there are no ties.
  var halfTieNotes: [String] {
    let ties = tieWeight
    return ties > 0 ? ["ties (weight \(ties)) counted as half a win to either"] : []
  }
}
