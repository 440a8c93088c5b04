import Randomness

/// Borda's count: how likely an item is to beat one drawn at random from all.
///
///     B_i = (1/n) Σ_j P_ij,   P_ii = ½
///
/// P_ij is the share of points of i against j; ½ for two that never met. Of rankings, how many
/// items an item stands above on average, as Borda 1781 counted. What Bradley-Terry orders by when
/// all pairs met equally often (Siththaranjan et al. 2023, arXiv:2312.08358). Assumes that every
/// pair says the same about quality; it mistakes popularity among weak opponents for none.
public struct BordaCount: RankingMethod, Hashable, Codable {
  /// The method has no parameters.
  public init() {}

  /// `borda`.
  public var name: String { "borda" }
  /// All opponents count alike.
  public var assumptions: String {
    "An item is as good as its average chance against all others, each counting alike, however "
      + "often they met; a tie is half a win to either."
  }
  /// Whole rankings, where there are any.
  public var needs: RankingNeeds { .rankings }

  /// Mean shares in 0...1.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    try comparisons.requireRows()
    let table = PairTable(comparisons)
    let n = Double(table.itemCount)
    // Everybody starts with ½ against everybody, themselves included.
    var sums = [Double](repeating: n / 2, count: table.itemCount)
    for row in 0..<table.count {
      let lead = table.pointsOfFirst(row) / table.weight(row) - 0.5
      sums[Int(table.first[row])] += lead
      sums[Int(table.second[row])] -= lead
    }
    let unmet = table.itemCount * (table.itemCount - 1) / 2 - table.count
    return ItemRatings(
      scores: sums.map { $0 / n }, unit: "mean share of points",
      notes: (unmet > 0 ? ["\(unmet) pairs never met and count one half"] : [])
        + comparisons.halfTieNotes)
  }

  /// How many items of its rankings each stands above on average; 0 if it stands in none.
  public func rate(
    _ rankings: Rankings, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    var sums = [Double](repeating: 0, count: rankings.itemCount)
    var weights = sums
    for index in 0..<rankings.count {
      let ranking = rankings[index]
      for (place, item) in ranking.enumerated() {
        sums[Int(item)] += rankings.weights[index] * Double(ranking.count - 1 - place)
        weights[Int(item)] += rankings.weights[index]
      }
    }
    guard weights.contains(where: { $0 > 0 }) else { throw .noMatches }
    return ItemRatings(
      scores: zip(sums, weights).map { $1 > 0 ? $0 / $1 : 0 }, unit: "items beaten")
  }
}
