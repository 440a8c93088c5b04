import Foundation
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Aggregation

@Suite struct RankingVoteTests {
  /// What needs no covariates, which answers do not have.
  static let names = RankingMethods.all.filter { !$0.needs.contains(.covariates) }.map(\.name)
  private let stream = RandomStream(seed: 42)
  private let a = "a a a"
  private let b = "b b b"
  private let c = "c c c"

  @Test(arguments: names, [0, 0.2]) func obeysTheLaws(name: String, ties: Double) throws {
    let answers = crowd(
      questions: 30, accuracies: [0.9, 0.8, 0.7], ties: ties, seed: 9
    ).judgements
    try checkAggregator(
      RankingAggregator(try RankingMethods.named(name), using: stream), judgements: answers)
  }

  /// a beats b three times, b beats c three times, and once c beats a. With strengths x, 0, −x the
  /// likelihood 6 log σ(x) + log σ(−2x) is highest where t = eˣ solves t³ − 2t² − 3 = 0: t = 2.485585.
  @Test func responsesThatReturnHelp() throws {
    let answers = votes([
      (a, b, .first), (a, b, .first), (a, b, .first), (b, c, .first), (b, c, .first),
      (b, c, .first), (c, a, .first),
    ])
    let preferences = try RankingAggregator(BradleyTerry(), using: stream).preferences(
      from: answers)
    let t = 2.485585
    #expect(preferences.count == 7)
    for preference in preferences[..<3] {
      #expect(abs((preference.probability(of: a) ?? 0) - t / (1 + t)) < 1e-6)
    }
    // One vote says that c is better; all seven say that a is.
    let last = try #require(preferences.last)
    #expect(abs((last.probability(of: a) ?? 0) - t * t / (1 + t * t)) < 1e-6)
    #expect(MajorityVote().preferences(from: answers).last?.probability(of: c) == 1)
  }

  /// A win between equals moves K/2 = 2 points either way: 4 points are odds of 10^(4/400).
  @Test func eloPointsAreOddsByTheirBase() throws {
    let vote = RankingAggregator(EloRating(gain: 4, orders: 0), using: stream)
    let preference = try #require(try vote.preferences(from: votes([(a, b, .first)])).first)
    let odds = pow(10, 4.0 / 400)
    #expect(words(preference.chosen) == a)
    #expect(abs(preference.probability - odds / (1 + odds)) < 1e-12)
  }

  /// Three votes of four are ¾ by Thurstone as well, within the likeness of Φ and σ, a hundredth.
  @Test func thurstoneDeviationsAreNearlyLogOdds() throws {
    let answers = votes([(a, b, .first), (a, b, .first), (b, a, .second), (b, a, .first)])
    let thurstone = try RankingAggregator(ThurstoneCaseV(), using: stream).preferences(
      from: answers)
    let bradleyTerry = try RankingAggregator(BradleyTerry(), using: stream).preferences(
      from: answers)
    #expect(thurstone.count == 4)
    for (one, other) in zip(thurstone, bradleyTerry) {
      #expect(abs((one.probability(of: a) ?? 0) - 0.75) < 0.01)
      #expect(abs((other.probability(of: a) ?? 0) - 0.75) < 1e-9)
    }
  }

  /// Of scores that are no odds the mean gap is 1 nat; of a single pair the gap itself: σ(1) = 0.731059.
  @Test(arguments: ["win-rate", "borda", "copeland", "trueskill"])
  func otherScoresAreScaledToANat(name: String) throws {
    let vote = RankingAggregator(try RankingMethods.named(name), using: stream)
    let preference = try #require(try vote.preferences(from: votes([(b, a, .second)])).first)
    #expect(words(preference.chosen) == a && abs(preference.probability - 0.731059) < 1e-6)
  }

  /// The order in which people answered moves Elo's ratings and nobody's else.
  @Test func theOrderMattersToEloOnly() throws {
    let answers = crowd(questions: 80, accuracies: [0.8], seed: 10).judgements
    var luck = RandomStream(seed: 11)
    let places = luck.permutation(answers.count)
    func distance(_ method: any RankingMethod) throws -> Double {
      let vote = RankingAggregator(method, using: stream)
      let one = try vote.preferences(from: answers)
      let other = try vote.preferences(from: places.map { answers[$0] })
      return zip(places, other).map { place, preference in
        let text = words(preference.chosen)
        return abs(preference.probability - (one[place].probability(of: text) ?? .infinity))
      }.max() ?? .infinity
    }
    #expect(try distance(BradleyTerry(settings: .forgiving)) < 1e-9)
    #expect(try distance(DavidsonTies(settings: .forgiving)) < 1e-6)
    let elo = try distance(EloRating(gain: 32, orders: 0))
    #expect(elo > 0.01 && elo < 1)
  }

  /// Rock, paper, scissors: to Bradley-Terry all are equal; in one order of play Elo's last winner leads.
  @Test func aCycleIsLevelButNotToElo() throws {
    let cycle = votes([(a, b, .first), (b, c, .first), (c, a, .first)])
    let level = try RankingAggregator(BradleyTerry(), using: stream).preferences(from: cycle)
    #expect(level.allSatisfy { abs($0.probability - 0.5) < 1e-9 })
    for start in 0..<3 {
      let order = (0..<3).map { cycle[(start + $0) % 3] }
      let comparisons = VoteTable(comparisons: order).comparisons()
      let elo = EloRating(gain: 32, orders: 0)
      let scores = try elo.rate(comparisons.comparisons, using: stream).scores
      let winner = comparisons.pairs[2].0
      #expect(scores.indices.allSatisfy { $0 == winner || scores[$0] < scores[winner] })
    }
  }

  /// Two equal responses are level, whatever people say.
  @Test func nothingIsBetterThanItself() throws {
    let answers = votes([(a, b, .first), (b, a, .first), (c, c, .first)])
    let vote = RankingAggregator(BradleyTerry(settings: .forgiving), using: stream)
    let last = try vote.preferences(from: answers).last
    #expect(last?.probability == 0.5)
  }

  @Test func aMethodThatCannotRateSaysSo() {
    let vote = RankingAggregator(BradleyTerry(), using: stream)
    #expect(throws: RatingError.self) { try vote.preferences(from: votes([(a, b, .first)])) }
  }
}
