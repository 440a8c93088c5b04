import Randomness

/// A way to score items by how they compare: the contract of all ranking methods.
///
/// Renaming items renames the scores and changes nothing else. Scores are finite: where the
/// comparisons allow none, a method throws or says in a note how it arrived at one.
public protocol RankingMethod: Sendable {
  /// The name by which it is asked for, as `bradley-terry`.
  var name: String { get }
  /// What must be true for the scores to mean something, in a sentence or two.
  var assumptions: String { get }
  /// What it needs to know of the comparisons, and whether their order matters to it.
  var needs: RankingNeeds { get }

  /// The score of each item.
  ///
  /// - Parameters:
  ///   - comparisons: at least one of positive weight.
  ///   - stream: for methods that draw; others leave it alone.
  func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings

  /// The score of each item by orderings of several; of every two items in one, unless the method
  /// knows better.
  func rate(_ rankings: Rankings, using stream: RandomStream) throws(RatingError) -> ItemRatings
}

extension RankingMethod {
  /// Breaks the rankings into pairs.
  public func rate(
    _ rankings: Rankings, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    var ratings = try rate(rankings.comparisons, using: stream)
    ratings.notes.append(
      "rankings were broken into pairs, which are not independent: intervals are too short")
    return ratings
  }
}

/// What a ranking method asks of its comparisons.
public struct RankingNeeds: OptionSet, Sendable, Hashable, Codable {
  /// One bit for each need.
  public let rawValue: Int

  /// The needs with these bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Who judged each comparison.
  public static let raters = RankingNeeds(rawValue: 1)
  /// Comparisons in the order in which they were made: another order gives other scores.
  public static let order = RankingNeeds(rawValue: 2)
  /// Rating periods, or else they are cut from the order.
  public static let periods = RankingNeeds(rawValue: 4)
  /// Whole rankings serve it better than pairs.
  public static let rankings = RankingNeeds(rawValue: 8)
  /// Covariates of each comparison.
  public static let covariates = RankingNeeds(rawValue: 16)
}
