/// Comparisons of two items each, in columns: the one form that every ranking method reads.
///
/// Items are numbers in 0..<itemCount. Left is what was shown, or played, first. A column that
/// nobody filled is `nil`. A million rows take 9 MB, and 8 MB for each further column of weights.
public struct Comparisons: Sendable, Hashable, Codable {
  /// How many items there are, compared or not; ≥ 0.
  public let itemCount: Int
  /// The item shown first, of each row.
  public private(set) var left: [Int32] = []
  /// The other item, of each row; never the same.
  public private(set) var right: [Int32] = []
  /// Who came out better, of each row.
  public private(set) var outcomes: [ComparisonOutcome] = []
  /// How many comparisons each row stands for, ≥ 0 and finite; `nil` means one each.
  public private(set) var weights: [Double]?
  /// Who judged, of each row, in 0..<raterCount.
  public private(set) var raters: [Int32]?
  /// The rating period of each row, never decreasing.
  public private(set) var periods: [Int32]?
  /// What else was known of each row: `covariateCount` numbers a row, one row after the other.
  public private(set) var covariates: [Double] = []
  /// How many numbers a row has in ``covariates``.
  public let covariateCount: Int

  /// How many rows there are.
  public var count: Int { left.count }

  /// How many raters there are: one more than the largest index; 0 without the column.
  public var raterCount: Int { raters.map { Int($0.max() ?? -1) + 1 } ?? 0 }

  /// Comparisons given by their columns, checked.
  ///
  /// - Parameters: the properties of the same names.
  /// - Throws: ``RatingError`` naming the first row that is wrong.
  public init(
    itemCount: Int, left: [Int32], right: [Int32], outcomes: [ComparisonOutcome],
    weights: [Double]? = nil, raters: [Int32]? = nil, periods: [Int32]? = nil,
    covariates: [Double] = [], covariateCount: Int = 0
  ) throws(RatingError) {
    self.itemCount = itemCount
    self.left = left
    self.right = right
    self.outcomes = outcomes
    self.weights = weights
    self.raters = raters
    self.periods = periods
    self.covariates = covariates
    self.covariateCount = covariateCount
    try validate()
  }

  /// Comparisons without rows, for ``append(left:right:outcome:weight:rater:)``.
  public init(itemCount: Int) {
    self.itemCount = itemCount
    covariateCount = 0
  }

  /// The same as matches between items in 0..<itemCount, in their order.
  ///
  /// A score other than 0, ½ and 1 becomes two rows: a win of weight w·s, a loss of weight w·(1 −
  /// s).
  public init(_ matches: some Sequence<Match>, itemCount: Int) {
    self.init(itemCount: itemCount)
    for match in matches {
      switch match.score {
      case 1, 0, 0.5:
        let outcome: ComparisonOutcome =
          match.score == 1 ? .left : match.score == 0 ? .right : .tie
        append(left: match.first, right: match.second, outcome: outcome, weight: match.weight)
      default:
        append(
          left: match.first, right: match.second, outcome: .left,
          weight: match.weight * match.score)
        append(
          left: match.first, right: match.second, outcome: .right,
          weight: match.weight * (1 - match.score))
      }
    }
  }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - left: in 0..<itemCount.
  ///   - right: in 0..<itemCount, another one.
  ///   - outcome: who came out better.
  ///   - weight: ≥ 0 and finite.
  ///   - rater: ≥ 0; given for all rows or for none.
  public mutating func append(
    left: Int, right: Int, outcome: ComparisonOutcome, weight: Double = 1, rater: Int? = nil
  ) {
    let items = 0..<itemCount
    precondition(
      items.contains(left) && items.contains(right) && left != right,
      "items \(left) and \(right) of \(itemCount)")
    precondition(weight >= 0 && weight.isFinite, "a weight of \(weight)")
    precondition(covariateCount == 0 && periods == nil, "rows here have more columns than that")
    precondition(count == 0 || (rater == nil) == (raters == nil), "a rater for some rows only")
    if weight != 1, weights == nil { weights = Array(repeating: 1, count: count) }
    if rater != nil, raters == nil { raters = [] }
    self.left.append(Int32(left))
    self.right.append(Int32(right))
    outcomes.append(outcome)
    weights?.append(weight)
    if let rater { raters?.append(Int32(rater)) }
  }

  /// One row as a match.
  ///
  /// - Parameter row: in 0..<count.
  public func match(at row: Int) -> Match {
    Match(
      first: Int(left[row]), second: Int(right[row]), score: outcomes[row].scoreOfLeft,
      weight: weights?[row] ?? 1)
  }

  /// The rows with these indices, in this order, repeated where an index is.
  public func rows(_ indices: some Sequence<Int>) -> Comparisons {
    var chosen = Comparisons(itemCount: itemCount, covariateCount: covariateCount)
    if weights != nil { chosen.weights = [] }
    if raters != nil { chosen.raters = [] }
    if periods != nil { chosen.periods = [] }
    for row in indices {
      chosen.left.append(left[row])
      chosen.right.append(right[row])
      chosen.outcomes.append(outcomes[row])
      if let weights { chosen.weights?.append(weights[row]) }
      if let raters { chosen.raters?.append(raters[row]) }
      if let periods { chosen.periods?.append(periods[row]) }
      let columns = row * covariateCount..<(row + 1) * covariateCount
      chosen.covariates.append(contentsOf: covariates[columns])
    }
    return chosen
  }

  private init(itemCount: Int, covariateCount: Int) {
    self.itemCount = itemCount
    self.covariateCount = covariateCount
  }
}
