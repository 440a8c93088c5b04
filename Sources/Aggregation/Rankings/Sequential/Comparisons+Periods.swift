/// The comparisons that count at once.
struct RatingPeriod {
  /// The number of the period; gaps are periods in which nobody was compared.
  var number: Int
  /// Its rows.
  var rows: Range<Int>
}

extension Comparisons {
  /// The rows of each period in order; without the column, cut from the order.
  ///
  /// - Parameter comparisonsPerItem: how many comparisons an item takes part in on average in a
  ///   period that is cut; at least 1 then.
  func ratingPeriods(comparisonsPerItem: Int) -> [RatingPeriod] {
    guard let periods else {
      let length = max(1, itemCount * comparisonsPerItem / 2)
      return stride(from: 0, to: count, by: length).enumerated().map { number, start in
        RatingPeriod(number: number, rows: start..<Swift.min(start + length, count))
      }
    }
    var found: [RatingPeriod] = []
    var start = 0
    for row in 0..<count where row + 1 == count || periods[row + 1] != periods[row] {
      found.append(RatingPeriod(number: Int(periods[row]), rows: start..<row + 1))
      start = row + 1
    }
    return found
  }
}
