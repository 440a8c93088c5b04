import Foundation
import Randomness

/// Elo's rating: after each match the winner takes points from the loser, more for a surprise.
///
///     E_A = 1 / (1 + 10^((R_B − R_A) / 400)),   R_A ← R_A + K · (S_A − E_A)
///
/// Elo 1978, "The rating of chessplayers"; of chat models, with the defaults here, Zheng et al.
/// 2023, arXiv:2306.05685. Ratings hang on the order of the matches; among equals with a fixed K
/// the gap between two keeps a spread of about √(400·K / ln 10) points for ever. So
/// ``ratings(of:itemCount:permutations:using:)`` averages over orders, and ``BradleyTerry`` needs
/// none. Assumes Bradley-Terry's odds and lets strengths drift; needs the order of the matches.
public struct EloRating: Sendable, Hashable, Codable {
  /// K > 0, in points: the most that one match can move. Small, because it rates models that do not
  /// change; chess uses 10 to 40.
  public var gain: Double
  /// Points > 0 at which the odds of winning are `base` to 1.
  public var scale: Double
  /// The odds at one `scale`, > 1.
  public var base: Double
  /// Every item's rating before its first match, in points.
  public var initialRating: Double
  /// In how many random orders ``rate(_:using:)`` replays the comparisons; 0 keeps the order given.
  public var orders: Int

  /// Describes a rating system; the parameters are the properties of the same names.
  public init(
    gain: Double = 4, scale: Double = 400, base: Double = 10, initialRating: Double = 1_000,
    orders: Int = 100
  ) {
    precondition(gain > 0 && scale > 0 && base > 1 && orders >= 0, "gain \(gain), base \(base)")
    self.gain = gain
    self.scale = scale
    self.base = base
    self.initialRating = initialRating
    self.orders = orders
  }

  /// E_A, what a player is expected to score against another; ½ between equals.
  ///
  /// - Parameter gap: R_A − R_B, in points.
  public func expectedScore(gap: Double) -> Double {
    1 / (1 + pow(base, -gap / scale))
  }

  /// The ratings after matches played one after the other, each counting at once.
  ///
  /// A match of weight w moves w times as many points. The sum of all ratings never changes.
  ///
  /// - Parameters:
  ///   - matches: between items in 0..<itemCount, in the order of play.
  ///   - start: the ratings before; `nil` starts all at ``initialRating``.
  public func ratings(
    after matches: some Sequence<Match>, itemCount: Int, from start: [Double]? = nil
  ) -> [Double] {
    var ratings = start ?? Array(repeating: initialRating, count: itemCount)
    for match in matches {
      let transfer = points(match, ratings)
      ratings[match.first] += transfer
      ratings[match.second] -= transfer
    }
    return ratings
  }

  /// The ratings after one period in which all matches count at once, at the ratings before it.
  ///
  /// The way of tournaments; the order within a period does not matter.
  public func ratings(afterPeriod matches: some Sequence<Match>, from start: [Double]) -> [Double] {
    var ratings = start
    for match in matches {
      let transfer = points(match, start)
      ratings[match.first] += transfer
      ratings[match.second] -= transfer
    }
    return ratings
  }

  /// The ratings on average over random orders of the same matches, and how much the order matters.
  ///
  /// Boubdir et al. 2023, arXiv:2311.17295, who set 100 orders against a single one. Of very many
  /// matches only the end of each order but the first is replayed, where that decides the ratings
  /// to a twentieth of a point.
  ///
  /// - Parameters:
  ///   - matches: between items in 0..<itemCount.
  ///   - permutations: how many orders, at least 1; each starts at ``initialRating``.
  ///   - stream: order p is drawn from `stream.child(p)`.
  public func ratings(
    of matches: [Match], itemCount: Int, permutations: Int = 100, using stream: RandomStream
  ) -> [ItemRating] {
    precondition(permutations >= 1, "an average over \(permutations) orders")
    var means = [Double](repeating: 0, count: itemCount)
    var squares = means  // Sums of squared deviations, by Welford's update.
    var replay = EloReplay(self, matches, itemCount: itemCount)
    var length = matches.count
    var start: [Double]?
    for permutation in 0..<permutations {
      let luck = stream.child(permutation)
      let ratings = replay.ratings(afterLast: length, from: start, using: luck)
      if permutation == 0 {
        length = replay.endThatDecides(ratings, using: luck)
        if length < matches.count { start = ratings }
      }
      for (item, rating) in ratings.enumerated() {
        let deviation = rating - means[item]
        means[item] += deviation / Double(permutation + 1)
        squares[item] += deviation * (rating - means[item])
      }
    }
    return zip(means, squares).map { mean, square in
      let variance = permutations > 1 ? square / Double(permutations - 1) : 0
      return ItemRating(mean: mean, standardDeviation: variance.squareRoot())
    }
  }

  /// What the first of a match takes from the second.
  private func points(_ match: Match, _ ratings: [Double]) -> Double {
    let expected = expectedScore(gap: ratings[match.first] - ratings[match.second])
    return match.weight * gain * (match.score - expected)
  }
}
