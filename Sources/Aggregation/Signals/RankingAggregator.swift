import Foundation
import Randomness
import SandboxCore

/// Consensus by a rating system: responses are items, and the better rated is the better.
///
///     μ = σ(s_first − s_second)
///
/// Where responses meet more than once (several to a prompt, all compared), what is known of one comparison
/// helps another; where every response is met only once, a rating says no more than the vote did. Scores
/// that are no log-odds are put on that scale: Elo and Glicko points by their base and scale, Thurstone's by the
/// likeness of Φ and σ, others so that the mean |gap| of the pairs asked is 1 nat.
public struct RankingAggregator: Aggregator {
  /// The rating system.
  public var method: any RankingMethod
  /// What the method's chance comes from.
  public var stream: RandomStream

  /// Consensus by a rating system.
  public init(_ method: any RankingMethod, using stream: RandomStream) {
    self.method = method
    self.stream = stream
  }

  /// One preference a question; none without votes.
  ///
  /// - Throws: ``RatingError`` when the method cannot rate these responses.
  public func preferences(from judgements: [Judgement]) throws -> [Preference] {
    let sheet = VoteTable(comparisons: judgements)
    guard !sheet.votes.isEmpty else { return [] }
    let (comparisons, pairs) = sheet.comparisons()
    let ratings = try method.rate(comparisons, using: stream)
    let gaps = pairs.map { ratings.scores[$0.0] - ratings.scores[$0.1] }
    let nats = Self.natsPerUnit(ratings.unit, gaps: gaps)
    let voters = sheet.voters
    return sheet.questions.indices.map { place in
      let question = sheet.questions[place]
      return Preference(
        first: question.first.response, second: question.second.response,
        probabilityFirst: 1 / (1 + exp(-nats * gaps[place])), annotators: voters[place])
    }
  }

  /// How many nats of log-odds a unit of score is.
  static func natsPerUnit(_ unit: String, gaps: [Double]) -> Double {
    switch unit {
    case "nats": return 1
    case "points": return log(10) / 400
    // Φ(x/√2) against σ(1.702 x/√2), which differ by less than a hundredth.
    case "noise deviations": return 1.702 / 2.0.squareRoot()
    default:
      let mean = gaps.reduce(0) { $0 + abs($1) } / Double(max(gaps.count, 1))
      return mean > 0 ? 1 / mean : 1
    }
  }
}
