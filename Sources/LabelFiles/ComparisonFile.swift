/// Who won against whom: one row a comparison, names as indices.
public struct ComparisonFile: Sendable, Hashable {
  /// The items that were compared, in the order in which they first appear.
  public var itemNames: [String]
  /// The people or judges who compared, in the order in which they first appear; `nil` where the
  /// file does not say.
  public var workerNames: [String]?
  /// The left item of each row, an index of `itemNames`.
  public var left: [Int32]
  /// The right item of each row, an index of `itemNames`, never that of the left.
  public var right: [Int32]
  /// Who won, for each row.
  public var outcomes: [ComparisonOutcome]
  /// The worker of each row, an index of `workerNames`; `nil` where the file does not say.
  public var workers: [Int32]?
  /// How much each row counts, ≥ 0; `nil` when all count 1.
  public var weights: [Double]?
  /// The time of each row as the rank of its time among those in the file, from 0; rows of one time
  /// share a rank. `nil` where the file does not say.
  public var periods: [Int32]?
  /// What else may have moved each row, as far as it was asked for.
  public var covariates: [Covariate] = []
  /// How a column that was named divides the comparisons into groups; `nil` where none was.
  public var groups: LabelGroups?
  /// How many comparisons each row stands for, where a row holds a number of wins, or is the second half
  /// of a soft preference; `nil` where each stands for one.
  public var multiplicities: [Int]?
  /// How many outcomes were missing or declined; they are in no other property.
  public var missingCount: Int
  /// How the file was understood, where that was not plain: sentences for people.
  public var notes: [String]

  /// How many rows there are.
  public var count: Int { outcomes.count }

  /// How many comparisons there are.
  public var comparisonCount: Int { multiplicities?.reduce(0, +) ?? count }

  /// The rows from the earliest to the latest; those of one time, or all where the file has no times,
  /// in the order of the file.
  public var order: [Int] {
    guard let periods else { return Array(0..<count) }
    // The ranks are dense, so that counting sorts them, and keeps equals in order.
    var next = [Int](repeating: 0, count: Int(periods.max() ?? 0) + 2)
    for period in periods { next[Int(period) + 1] += 1 }
    for index in 1..<next.count { next[index] += next[index - 1] }
    var order = [Int](repeating: 0, count: count)
    for (row, period) in periods.enumerated() {
      order[next[Int(period)]] = row
      next[Int(period)] += 1
    }
    return order
  }
}
