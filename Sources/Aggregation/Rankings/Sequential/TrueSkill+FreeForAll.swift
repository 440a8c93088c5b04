import Foundation
import Randomness

extension TrueSkill {
  /// The beliefs after a game of several, each for itself.
  ///
  /// Messages run down and up the order between neighbours until none moves by 1e-9.
  ///
  /// - Parameters:
  ///   - beliefs: best place first.
  ///   - isTiedWithNext: for all but the last, whether it shares its place with the next.
  public func beliefs(
    afterFreeForAll beliefs: [SkillBelief], isTiedWithNext: [Bool]
  ) -> [SkillBelief] {
    precondition(isTiedWithNext.count == max(0, beliefs.count - 1), "\(isTiedWithNext.count) ties")
    guard beliefs.count > 1 else { return beliefs }
    let noise = performanceDeviation * performanceDeviation
    let variances = beliefs.map { $0.deviation * $0.deviation + drift * drift }
    let priors = zip(beliefs, variances).map { Message(mean: $0.mean, variance: $1 + noise) }
    // What each neighbouring pair says of its upper and of its lower member.
    var ofUpper = [Message](repeating: Message(), count: isTiedWithNext.count)
    var ofLower = ofUpper
    let down = Array(0..<isTiedWithNext.count)
    for _ in 0..<1_000 {
      var change = 0.0
      for pair in down + down.reversed().dropFirst() {
        let upper = priors[pair] + (pair > 0 ? ofLower[pair - 1] : Message())
        let lower = priors[pair + 1] + (pair + 1 < down.count ? ofUpper[pair + 1] : Message())
        let lead = Message(
          mean: upper.mean - lower.mean, variance: upper.variance + lower.variance)
        let spread = lead.variance.squareRoot()
        let truncated = TruncatedNormal(
          lead: lead.mean / spread, margin: drawMargin / spread, isDraw: isTiedWithNext[pair])
        let seen = Message(
          mean: lead.mean + spread * truncated.shift,
          variance: lead.variance * max(1 - truncated.shrinkage, 1e-12))
        let news = seen - lead
        // An outcome that was certain before it happened says nothing.
        let isNews = news.precision > 1e-12 * lead.precision
        let fresh =
          isNews
          ? (
            Message(mean: news.mean + lower.mean, variance: news.variance + lower.variance),
            Message(mean: upper.mean - news.mean, variance: news.variance + upper.variance)
          ) : (Message(), Message())
        change = max(change, abs(fresh.0.weightedMean - ofUpper[pair].weightedMean))
        change = max(change, abs(fresh.1.weightedMean - ofLower[pair].weightedMean))
        (ofUpper[pair], ofLower[pair]) = fresh
      }
      if change < 1e-9 { break }
    }
    return beliefs.indices.map { place in
      let above = place > 0 ? ofLower[place - 1] : Message()
      let news = above + (place < down.count ? ofUpper[place] : Message())
      var skill = Message(mean: beliefs[place].mean, variance: variances[place])
      if news.precision > 0 {
        skill = skill + Message(mean: news.mean, variance: news.variance + noise)
      }
      return SkillBelief(mean: skill.mean, deviation: skill.variance.squareRoot())
    }
  }

  /// μ in points of skill after each ranking as a game of all who stand in it.
  public func rate(
    _ rankings: Rankings, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    var all = [SkillBelief](repeating: initial, count: rankings.itemCount)
    var games = 0
    for index in 0..<rankings.count where rankings.weights[index] > 0 {
      let players = rankings[index].map(Int.init)
      guard players.count > 1 else { continue }
      let after = beliefs(
        afterFreeForAll: players.map { all[$0] },
        isTiedWithNext: Array(repeating: false, count: players.count - 1))
      for (player, belief) in zip(players, after) { all[player] = belief }
      games += 1
    }
    guard games > 0 else { throw .noMatches }
    return ratings(
      all,
      notes: rankings.weights.contains { $0 != 0 && $0 != 1 }
        ? ["weights do not count: every ranking is one game"] : [])
  }

  /// A normal message by its precision and precision times mean; the empty one says nothing.
  private struct Message {
    var precision = 0.0
    var weightedMean = 0.0

    init() {}

    init(mean: Double, variance: Double) {
      precision = 1 / variance
      weightedMean = mean / variance
    }

    var mean: Double { weightedMean / precision }
    var variance: Double { 1 / precision }

    static func + (a: Message, b: Message) -> Message {
      var sum = a
      sum.precision += b.precision
      sum.weightedMean += b.weightedMean
      return sum
    }

    static func - (a: Message, b: Message) -> Message {
      var rest = a
      rest.precision -= b.precision
      rest.weightedMean -= b.weightedMean
      return rest
    }
  }
}
