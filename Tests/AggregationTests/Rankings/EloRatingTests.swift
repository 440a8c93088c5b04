import Foundation
import Randomness
import SandboxTestSupport
import Testing

@testable import Aggregation

@Suite struct EloRatingTests {
  @Test(arguments: [
    (0.0, 0.5), (50, 0.571463), (100, 0.640065), (200, 0.759747), (300, 0.849020),
    (400, 0.909091), (800, 0.990099),
  ])
  func expectedScores(gap: Double, expected: Double) {
    let elo = EloRating()
    #expect(abs(elo.expectedScore(gap: gap) - expected) < 5e-7)
    #expect(abs(elo.expectedScore(gap: gap) + elo.expectedScore(gap: -gap) - 1) < 1e-12)
  }

  /// The worked example of the encyclopaedia: 1613 against five opponents in one tournament.
  @Test func tournamentOfFiveGames() {
    let matches = [0, 0.5, 1, 1, 0].enumerated().map { index, score in
      Match(first: 0, second: index + 1, score: score)
    }
    let start: [Double] = [1613, 1609, 1477, 1388, 1586, 1720]
    let after = EloRating(gain: 32).ratings(afterPeriod: matches, from: start)
    #expect(abs(after[0] - 1601.2699) < 5e-5)
    #expect(abs(after.reduce(0, +) - start.reduce(0, +)) < 1e-9, "points are only moved")
    let onlineAfter = EloRating(gain: 32).ratings(after: matches, itemCount: 6, from: start)
    #expect(abs(onlineAfter[0] - after[0]) > 0.01, "one after the other is something else")
  }

  @Test func oneWinBetweenEqualsMovesHalfTheGain() {
    let win = Match(first: 0, second: 1, score: 1)
    #expect(EloRating().ratings(after: [win], itemCount: 2) == [1_002, 998])
    let heavy = Match(first: 0, second: 1, score: 1, weight: 3)
    #expect(EloRating().ratings(after: [heavy], itemCount: 2) == [1_006, 994])
  }

  /// Two equals at a fixed K: the gap keeps a standard deviation of √(400·K / ln 10).
  @Test(arguments: [(1.0, 13.18), (8.0, 37.54)])
  func ratingsOfEqualsNeverComeToRest(gain: Double, spread: Double) {
    var stream = RandomStream(seed: 71)
    let elo = EloRating(gain: gain)
    var gap = 0.0
    var squares = 0.0
    let count = 1_000_000
    for _ in 0..<count {
      gap += 2 * gain * ((stream.bernoulli(0.5) ? 1 : 0) - elo.expectedScore(gap: gap))
      squares += gap * gap
    }
    let measured = (squares / Double(count)).squareRoot()
    // The gap forgets at a rate 2K·ln 10 / 1600 a match; squares twice as fast. So n matches are
    // worth n·2K·ln10/1600 independent squares, and the standard deviation is off by about
    // 1/√(2·that): 1.32 % at K = 1 (2 878 squares), 0.47 % at K = 8.
    let independent = Double(count) * 2 * gain * log(10) / 1_600
    #expect(abs(measured / spread - 1) < 5 / (2 * independent).squareRoot())
  }

  @Test func averagingOverOrdersRemovesTheDependenceOnOrder() {
    // 0 beats 1 three times in four, 1 beats 2 two times in three.
    let matches =
      (0..<80).map { Match(first: 0, second: 1, score: $0 % 4 == 0 ? 0 : 1) }
      + (0..<90).map { Match(first: 1, second: 2, score: $0 % 3 == 0 ? 0 : 1) }
    let elo = EloRating(gain: 16)
    let stream = RandomStream(seed: 72)
    let one = elo.ratings(of: matches, itemCount: 3, permutations: 400, using: stream)
    let other = elo.ratings(
      of: matches.reversed(), itemCount: 3, permutations: 400, using: stream.child("other"))
    for (left, right) in zip(one, other) {
      #expect(left.standardDeviation > 5, "single orders differ")
      // Difference of two means of 400: standard error sd·√(2/400) = 0.071 sd; five of them.
      #expect(abs(left.mean - right.mean) < 0.36 * left.standardDeviation)
    }
    #expect(one[0].mean > one[1].mean && one[1].mean > one[2].mean)
    #expect(abs(one.map(\.mean).reduce(0, +) - 3_000) < 1e-6)
    #expect(
      elo.ratings(of: matches, itemCount: 3, permutations: 1, using: stream)
        .allSatisfy { $0.standardDeviation == 0 })
  }
  /// Random orders of the same even score: the same √(400·K / ln 10), half of it for either rating.
  @Test func ordersSpreadAsTheFormulaSays() throws {
    let matches = (0..<1_000).map { Match(first: 0, second: 1, score: $0 % 2 == 0 ? 1 : 0) }
    let ratings = EloRating(gain: 8).ratings(
      of: matches, itemCount: 2, permutations: 1_000, using: RandomStream(seed: 73))
    // 37.54 simulated for K = 8; a standard deviation of 1,000 draws has a relative error of
    // 1/√2000 = 2.2 %; five of them.
    #expect(abs(2 * ratings[0].standardDeviation / 37.54 - 1) < 0.112)
  }

  /// One game at a time, in the order of the file: evalica 0.4.2.
  @Test(.enabled(if: SharedData.has("p04_icehockey") && SharedData.has("s02_aflodds")))
  func sequences() throws {
    let elo = EloRating(gain: 20, initialRating: 1_500, orders: 0)
    for (folder, key, games) in [
      ("p04_icehockey", "elo_sequence", try SharedData.hockey()),
      ("s02_aflodds", "sequential_elo_evalica", try SharedData.football()),
    ] {
      // Without the column of periods every game counts at once.
      let games = NamedComparisons(
        (0..<games.comparisons.count).map { row in
          (
            games.names[Int(games.comparisons.left[row])],
            games.names[Int(games.comparisons.right[row])], games.comparisons.outcomes[row], 1, nil
          )
        })
      let reference = try SharedData.numbers(folder, "reference.json", key, "ratings")
      let ratings = try elo.rate(games.comparisons, using: RandomStream(seed: 0))
      #expect(distance(ratings.scores, games.ordered(reference)) < 1e-8)
    }
  }

  /// By weeks, all games of a week at once: PlayerRatings 1.1.0.
  @Test(.enabled(if: SharedData.has("s02_aflodds"))) func periods() throws {
    let games = try SharedData.football()
    let reference = try SharedData.numbers(
      "s02_aflodds", "reference_r.json", "elo", inner: "Rating")
    let ratings = try EloRating(gain: 27, initialRating: 2_200, orders: 0)
      .rate(games.comparisons, using: RandomStream(seed: 0))
    #expect(distance(ratings.scores, games.ordered(reference)) < 1e-8)
  }

  /// Of 60,000 matches among 8 items the last few thousand decide; the averages are those of whole
  /// orders.
  @Test func endsOfOrdersDecideAsWholeOrdersDo() throws {
    var chance = RandomStream(seed: 61)
    let matches = (0..<60_000).map { _ in
      let first = chance.uniform(below: 8)
      let second = (first + 1 + chance.uniform(below: 7)) % 8
      let isWin = chance.bernoulli(1 / (1 + exp(0.2 * Double(second - first))))
      return Match(first: first, second: second, score: isWin ? 1 : 0)
    }
    let elo = EloRating()
    let stream = RandomStream(seed: 62)
    var replay = EloReplay(elo, matches, itemCount: 8)
    let whole = replay.ratings(afterLast: matches.count, using: stream.child(0))
    let end = replay.endThatDecides(whole, using: stream.child(0))
    #expect(end < matches.count)
    let means = elo.ratings(of: matches, itemCount: 8, permutations: 3, using: stream)
    for item in 0..<8 {
      let sum = (0..<3).reduce(0) { sum, order in
        var shuffled = matches
        var luck = stream.child(order)
        luck.shuffle(&shuffled)
        return sum + elo.ratings(after: shuffled, itemCount: 8)[item]
      }
      #expect(abs(means[item].mean - sum / 3) < 0.1)
    }
    // An item whose one match is long past is decided by no end: three of four random orders have
    // it before their last quarter, fewer than two of twelve with probability 2e-6.
    let lonely = [Match(first: 8, second: 0, score: 1)] + matches
    var other = EloReplay(elo, lonely, itemCount: 9)
    let undecided = (1...12).count { order in
      let luck = stream.child(order)
      let all = other.ratings(afterLast: lonely.count, using: luck)
      return other.endThatDecides(all, using: luck) == lonely.count
    }
    #expect(undecided >= 2)
  }
}
