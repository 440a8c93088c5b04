import Foundation
import Randomness
import SandboxTestSupport
import Testing

@testable import Aggregation

@Suite struct GlickoTests {
  /// Glickman's own example: 1500 ± 200 beats 1400 ± 30, loses to 1550 ± 100 and 1700 ± 300.
  private let beliefs = [(1_500.0, 200.0), (1_400, 30), (1_550, 100), (1_700, 300)].map {
    GlickoRating(rating: $0.0, deviation: $0.1, volatility: 0.06)
  }
  private let matches = [
    Match(first: 0, second: 1, score: 1), Match(first: 0, second: 2, score: 0),
    Match(first: 0, second: 3, score: 0),
  ]

  @Test func glickosExample() {
    let after = Glicko().beliefs(after: matches, from: beliefs)
    #expect(abs(after[0].rating - 1464.106) < 5e-4)
    #expect(abs(after[0].deviation - 151.399) < 5e-4)
    // Published: 1464 and 151.4. The opponents by PlayerRatings 1.1.0.
    let others = [(1398.34251247173, 29.925091041593), (1570.18760945477, 97.211729566777)]
    for (belief, reference) in zip(after[1...], others) {
      #expect(abs(belief.rating - reference.0) < 1e-8)
      #expect(abs(belief.deviation - reference.1) < 1e-8)
    }
  }

  /// Published 1464.06, 151.52, 0.05999: worked with rounded steps; the last digits here are exact.
  @Test func glicko2sExample() {
    let after = Glicko2(volatilityChange: 0.5).beliefs(after: matches, from: beliefs)
    #expect(abs(after[0].rating - 1464.0507) < 5e-5)
    #expect(abs(after[0].deviation - 151.5165) < 5e-5)
    #expect(abs(after[0].volatility - 0.0599960) < 5e-7)
    let opponent = after[3]
    #expect(abs(opponent.rating - 1784.42178961128) < 1e-3)
    #expect(abs(opponent.deviation - 251.565562654959) < 1e-3)
  }

  /// Four seasons of football by weeks against PlayerRatings.
  ///
  /// PlayerRatings widens a belief for one period before an item's first game as well, where
  /// Glickman does not: the initial deviation here contains that step.
  @Test(.enabled(if: SharedData.has("s02_aflodds"))) func glickoReference() throws {
    let games = try SharedData.football()
    let first = GlickoRating(
      rating: 2_200, deviation: (300.0 * 300 + 15 * 15).squareRoot())
    let after = try Glicko(initial: first, drift: 15).beliefs(after: games.comparisons)
    let rating = try SharedData.numbers(
      "s02_aflodds", "reference_r.json", "glicko", inner: "Rating")
    let deviation = try SharedData.numbers(
      "s02_aflodds", "reference_r.json", "glicko", inner: "Deviation")
    #expect(distance(after.map(\.rating), games.ordered(rating)) < 1e-8)
    #expect(distance(after.map(\.deviation), games.ordered(deviation)) < 1e-8)
  }

  /// R's `optimize` finds log σ² to about 1e-4 where we go on to 1e-10: ratings agree to that.
  @Test(.enabled(if: SharedData.has("s02_aflodds"))) func glicko2Reference() throws {
    let games = try SharedData.football()
    let first = GlickoRating(rating: 2_200, deviation: 300, volatility: 0.15)
    let after = try Glicko2(initial: first, volatilityChange: 1.2).beliefs(after: games.comparisons)
    let reference = try SharedData.numbers(
      "s02_aflodds", "reference_r.json", "glicko2", inner: "Rating")
    let deviation = try SharedData.numbers(
      "s02_aflodds", "reference_r.json", "glicko2", inner: "Deviation")
    let volatility = try SharedData.numbers(
      "s02_aflodds", "reference_r.json", "glicko2", inner: "Volatility")
    #expect(distance(after.map(\.rating), games.ordered(reference)) < 0.05)
    #expect(distance(after.map(\.deviation), games.ordered(deviation)) < 0.02)
    #expect(distance(after.map(\.volatility), games.ordered(volatility)) < 5e-5)
  }

  @Test func idlePeriodsWiden() throws {
    let comparisons = try Comparisons(
      itemCount: 3, left: [0, 1, 0], right: [1, 2, 2], outcomes: [.left, .tie, .right],
      periods: [0, 4, 5])
    let still = try Glicko().beliefs(after: comparisons)
    let drifting = try Glicko(drift: 50).beliefs(after: comparisons)
    #expect(drifting[0].deviation > still[0].deviation)
    #expect(drifting.allSatisfy { $0.deviation <= 350 })
  }

  /// All pairs of the same ranking say the same thing again and again: one step a period overshoots, and the
  /// next is further off. Numbers without end are no ratings.
  @Test func whatRunsAwayIsRefused() {
    var pairs = Comparisons(itemCount: 20)
    var luck = RandomStream(seed: 96)
    for _ in 0..<600 {
      let noise = (0..<20).map { Double($0) / 5 + luck.normal() }
      let order = noise.indices.sorted { noise[$0] > noise[$1] }
      for better in order.indices {
        for worse in order[better...].dropFirst() {
          pairs.append(left: order[better], right: worse, outcome: .left)
        }
      }
    }
    #expect(throws: RatingError.diverged(method: "glicko-2")) {
      try Glicko2().rate(pairs, using: RandomStream(seed: 1))
    }
  }
}
