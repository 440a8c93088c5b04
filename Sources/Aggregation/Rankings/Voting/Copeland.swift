import Randomness

/// Copeland's method: against how many others an item has the majority, less those that have it
/// over it.
///
///     C_i = #{j : i has more points of their comparisons} − #{j : j has more}
///
/// Copeland 1951, "A reasonable social welfare function". If one item beats every other, it comes
/// first (a Condorcet winner). Assumes that majorities are all that counts, however narrow; needs
/// most pairs to have met: two that never did give neither a point.
public struct Copeland: RankingMethod, Hashable, Codable {
  /// The method has no parameters.
  public init() {}

  /// `copeland`.
  public var name: String { "copeland" }
  /// Majorities are all that counts.
  public var assumptions: String {
    "A majority over another item is worth one, however narrow; most pairs have met."
  }
  /// Nothing but the comparisons.
  public var needs: RankingNeeds { [] }

  /// Majorities for less majorities against.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    try comparisons.requireRows()
    let table = PairTable(comparisons)
    var scores = [Double](repeating: 0, count: table.itemCount)
    for row in 0..<table.count where table.wins[row] != table.losses[row] {
      let sign: Double = table.wins[row] > table.losses[row] ? 1 : -1
      scores[Int(table.first[row])] += sign
      scores[Int(table.second[row])] -= sign
    }
    let unmet = table.itemCount * (table.itemCount - 1) / 2 - table.count
    return ItemRatings(
      scores: scores, unit: "majorities",
      notes: unmet > 0 ? ["\(unmet) pairs never met and count for neither"] : [])
  }
}
