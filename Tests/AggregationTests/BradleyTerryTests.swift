import Foundation
import Randomness
import Testing

@testable import Aggregation

@Suite struct BradleyTerryTests {
  /// Wins of the row's team over the column's, American League East 1987: Baltimore, Boston,
  /// Cleveland, Detroit, Milwaukee, New York, Toronto (Agresti 2002).
  private let baseball = [
    [0, 1, 7, 4, 2, 3, 1], [12, 0, 7, 2, 6, 7, 6], [6, 6, 0, 4, 4, 6, 5], [9, 11, 9, 0, 6, 5, 7],
    [11, 7, 9, 7, 0, 7, 9], [10, 6, 7, 8, 6, 0, 6], [12, 7, 8, 6, 4, 7, 0],
  ]

  private func games(_ wins: [[Int]]) -> [Match] {
    wins.indices.flatMap { winner in
      wins.indices.flatMap { loser in
        (0..<wins[winner][loser]).map { _ in Match(first: winner, second: loser, score: 1) }
      }
    }
  }

  @Test func baseball1987() throws {
    let fit = try BradleyTerry().fit(games(baseball), itemCount: 7)
    let relative = fit.logStrengths.map { $0 - fit.logStrengths[0] }
    let published = [0, 1.107698, 0.683853, 1.436409, 1.581356, 1.247618, 1.294485]
    for (ours, theirs) in zip(relative, published) { #expect(abs(ours - theirs) < 1e-6) }
    #expect(abs(fit.logLikelihood + 172.248176) < 1e-6)
    #expect(abs(fit.logStrengths.reduce(0, +)) < 1e-9)
  }

  @Test func theOrderOfMatchesDoesNotMatter() throws {
    var shuffled = games(baseball)
    var stream = RandomStream(seed: 81)
    stream.shuffle(&shuffled)
    let one = try BradleyTerry().fit(games(baseball), itemCount: 7)
    let other = try BradleyTerry().fit(shuffled, itemCount: 7)
    for (left, right) in zip(one.logStrengths, other.logStrengths) {
      #expect(abs(left - right) < 1e-9)
    }
  }

  @Test func ofTwoItemsItIsTheLogitOfTheShare() throws {
    let matches = [
      Match(first: 0, second: 1, score: 1, weight: 3), Match(first: 1, second: 0, score: 0.5),
      Match(first: 0, second: 1, score: 0),
    ]
    let fit = try BradleyTerry().fit(matches, itemCount: 2)
    #expect(abs(fit.logStrengths[0] - fit.logStrengths[1] - log(3.5 / 1.5)) < 1e-8)
    #expect(abs(fit.logLikelihood - (3.5 * log(0.7) + 1.5 * log(0.3))) < 1e-9)
  }

  /// The sandbox's counter-example of majorities: the Borda order, not that of mean utility.
  @Test func aBalancedDesignGivesTheBordaOrder() throws {
    let matches = [
      Match(first: 0, second: 1, score: 0.6), Match(first: 0, second: 2, score: 0.6),
      Match(first: 1, second: 2, score: 0.4),
    ]
    let strengths = try BradleyTerry().fit(matches, itemCount: 3).logStrengths
    // Item 2 lies in the middle by symmetry, and σ(d) + σ(2d) = 1.2 has the root d = 0.27154064.
    #expect(abs(strengths[0] - strengths[2] - 0.27154064) < 1e-8)
    #expect(abs(strengths[0] - strengths[1] - 2 * 0.27154064) < 1e-8)
  }

  @Test func aCycleLeavesAllEqual() throws {
    let fit = try BradleyTerry().fit(
      (0..<3).map { Match(first: $0, second: ($0 + 1) % 3, score: 1) }, itemCount: 3)
    #expect(fit.logStrengths.allSatisfy { abs($0) < 1e-9 })
  }

  @Test func itemsThatNeverScoreAreNamed() {
    let cycle = (0..<3).map { Match(first: $0, second: ($0 + 1) % 3, score: 1) }
    let model = BradleyTerry()
    // 3 and 4 play each other evenly and lose to 1; then the other way round.
    let below =
      cycle + [
        Match(first: 3, second: 4, score: 0.5), Match(first: 1, second: 4, score: 1),
      ]
    #expect(throws: RatingError.neverScoring(items: [3, 4])) {
      try model.fit(below, itemCount: 5)
    }
    let above =
      cycle + [
        Match(first: 3, second: 4, score: 0.5), Match(first: 1, second: 4, score: 0),
      ]
    #expect(throws: RatingError.neverScoring(items: [0, 1, 2])) {
      try model.fit(above, itemCount: 5)
    }
    #expect(throws: RatingError.neverScoring(items: [0, 1, 2])) {
      try model.fit(cycle, itemCount: 4)
    }
    #expect(throws: RatingError.noMatches) { try model.fit([], itemCount: 2) }
    #expect(throws: RatingError.self) {
      try BradleyTerry(iterationLimit: 2).fit(games(baseball), itemCount: 7)
    }
  }

  @Test func intervalsHaveTheWidthOfTheBinomial() throws {
    // 60 of 100 games: the gap log(60/40) = 0.405 has a standard error of √(1/60 + 1/40) = 0.204, so
    // a centred strength of 0.102 and a 95 % interval of 0.400 in width.
    let matches = (0..<100).map { Match(first: 0, second: 1, score: $0 < 60 ? 1 : 0) }
    let (intervals, used) = try BradleyTerry().bootstrapIntervals(
      matches, itemCount: 2, resamples: 1_000, using: RandomStream(seed: 82))
    #expect(used == 1_000)
    let interval = intervals[0]
    #expect(interval.low < 0.2027 && 0.2027 < interval.high)
    // A quantile of 1 000 draws at 2.5 % has a standard error of about
    // √(0.025 · 0.975 / 1000) / 0.0584 · 0.102 = 0.0086; two ends: 0.0122; five of them.
    #expect(abs(interval.high - interval.low - 0.400) < 0.062)
    #expect(abs(intervals[1].low + interval.high) < 1e-9)
  }

  @Test func drawsWithoutAnEstimateAreCountedOut() throws {
    // Two games, one each: half of all draws take the same game twice.
    let matches = [Match(first: 0, second: 1, score: 1), Match(first: 0, second: 1, score: 0)]
    let (_, used) = try BradleyTerry().bootstrapIntervals(
      matches, itemCount: 2, resamples: 400, using: RandomStream(seed: 83))
    #expect(abs(used - 200) < 50)  // 5 standard errors: 5·√(0.25 · 400).
  }
}
