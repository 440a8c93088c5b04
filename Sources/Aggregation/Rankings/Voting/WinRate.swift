import Randomness

/// The share of its points that an item won: wins and half the ties over comparisons.
///
///     s_i = (W_i + T_i / 2) / N_i
///
/// The Wilson interval of 1927, doi:10.1080/01621459.1927.10502953, with ties as half-successes.
/// Assumes that all items met opponents of the same strength, as in a round-robin. An item that was
/// never compared gets ½ and the interval 0...1.
public struct WinRate: RankingMethod, Hashable, Codable {
  /// The method has no parameters.
  public init() {}

  /// `win-rate`.
  public var name: String { "win-rate" }
  /// Opponents are alike.
  public var assumptions: String {
    "All items met opponents of the same strength; a tie is half a win to either."
  }
  /// Nothing but the comparisons.
  public var needs: RankingNeeds { [] }

  /// Shares in 0...1, with Wilson's intervals.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    try comparisons.requireRows()
    let table = PairTable(comparisons)
    let shares = zip(table.points, table.totals).map { $1 > 0 ? $0 / $1 : 0.5 }
    let z = 1.959_963_985
    return ItemRatings(
      scores: shares, unit: "share of points",
      intervals: zip(shares, table.totals).map { share, count in
        guard count > 0 else { return 0...1 }
        let centre = (share + z * z / (2 * count)) / (1 + z * z / count)
        let half =
          z / (1 + z * z / count)
          * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
        return (centre - half)...(centre + half)
      }, notes: comparisons.halfTieNotes)
  }
}
