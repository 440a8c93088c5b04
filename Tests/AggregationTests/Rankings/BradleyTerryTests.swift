import Foundation
import Randomness
import Testing

@testable import Aggregation

@Suite struct BradleyTerryTests {
  private let baseball = comparisons(ofWins: baseballWins)

  @Test(arguments: [BradleyTerry.Algorithm.newton, .minorizationMaximization])
  func baseball1987(algorithm: BradleyTerry.Algorithm) throws {
    let fit = try BradleyTerry(algorithm: algorithm).fit(baseball)
    let relative = fit.logStrengths.map { $0 - fit.logStrengths[0] }
    let published = [0, 1.107698, 0.683853, 1.436409, 1.581356, 1.247618, 1.294485]
    #expect(distance(relative, published) < 1e-6)
    #expect(abs(fit.logLikelihood + 172.248176) < 1e-6)
    #expect(abs(fit.logStrengths.reduce(0, +)) < 1e-9)
  }

  @Test func theOrderOfMatchesDoesNotMatter() throws {
    let games = planted(items: 12, count: 600, seed: 81).comparisons
    var luck = RandomStream(seed: 80)
    let one = try BradleyTerry().fit(games)
    let other = try BradleyTerry().fit(games.rows(luck.permutation(games.count)))
    #expect(distance(one.logStrengths, other.logStrengths) < 1e-9)
  }

  @Test func ofTwoItemsItIsTheLogitOfTheShare() throws {
    let matches = [
      Match(first: 0, second: 1, score: 1, weight: 3), Match(first: 1, second: 0, score: 0.5),
      Match(first: 0, second: 1, score: 0),
    ]
    let fit = try BradleyTerry().fit(matches, itemCount: 2)
    #expect(abs(fit.logStrengths[0] - fit.logStrengths[1] - log(3.5 / 1.5)) < 1e-10)
    #expect(abs(fit.logLikelihood - (3.5 * log(0.7) + 1.5 * log(0.3))) < 1e-9)
  }

  /// The sandbox's counter-example of majorities: the Borda order, not that of mean utility.
  @Test func aBalancedDesignGivesTheBordaOrder() throws {
    let matches = [
      Match(first: 0, second: 1, score: 0.6), Match(first: 0, second: 2, score: 0.6),
      Match(first: 1, second: 2, score: 0.4),
    ]
    let strengths = try BradleyTerry().fit(matches, itemCount: 3).logStrengths
    // Item 2 lies in the middle by symmetry, and σ(d) + σ(2d) = 1.2 has the root d = 0.2715406.
    #expect(distance(strengths.map { $0 - strengths[0] }, [0, -0.5430813, -0.2715406]) < 1e-7)
    let borda = try BordaCount().rate(
      Comparisons(matches, itemCount: 3), using: RandomStream(seed: 0))
    #expect(distance(borda.scores, [0.5667, 0.4333, 0.5]) < 5e-5)
    #expect(borda.order == [0, 2, 1])
  }

  @Test func aCycleLeavesAllEqual() throws {
    let fit = try BradleyTerry().fit(
      (0..<3).map { Match(first: $0, second: ($0 + 1) % 3, score: 1) }, itemCount: 3)
    #expect(fit.logStrengths.allSatisfy { abs($0) < 1e-9 })
  }

  /// Newton by conjugate gradients and by Cholesky, and Hunter's algorithm, climb the same hill.
  @Test func allAlgorithmsAgree() throws {
    let games = planted(items: 260, count: 20_000, ties: 0, seed: 84).comparisons
    let table = PairTable(games)
    var likelihood = PairedLikelihood<LogisticLink>(table, ridge: 0, covariateNames: [])
    let start = [Double](repeating: 0, count: 260)
    let dense = try NewtonMaximizer(denseLimit: 1_000).maximize(&likelihood, from: start)
    let sparse = try NewtonMaximizer(denseLimit: 0).maximize(&likelihood, from: start)
    #expect(distance(dense.parameters, sparse.parameters) < 1e-10)
    let slow = try BradleyTerry(algorithm: .minorizationMaximization).fit(games)
    #expect(distance(dense.parameters, slow.logStrengths) < 1e-8)
  }

  /// A ladder in which only neighbours meet: the worst case for conjugate gradients.
  @Test func aLongChainIsFitted() throws {
    let items = 600
    let matches = (0..<(items - 1)).map { Match(first: $0, second: $0 + 1, score: 0.6) }
    let fit = try BradleyTerry().fit(matches, itemCount: items)
    // Each gap is its own logit.
    for item in 0..<(items - 1) {
      #expect(abs(fit.logStrengths[item] - fit.logStrengths[item + 1] - log(1.5)) < 1e-8)
    }
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
      try BradleyTerry(settings: FitSettings(iterationLimit: 1)).fit(baseball)
    }
  }

  @Test func aRidgeMakesSeparatedItemsFinite() throws {
    // One win: with ½λ(θ₀² + θ₁²) the gap d solves σ(−d) = λd/2; for λ = 0.01 that is d = 3.8898…
    let win = [Match(first: 0, second: 1, score: 1)]
    let fit = try BradleyTerry(settings: FitSettings(separation: .ridge(0.01)))
      .fit(win, itemCount: 2)
    let gap = fit.logStrengths[0] - fit.logStrengths[1]
    #expect(abs(1 / (1 + exp(gap)) - 0.005 * gap) < 1e-12)
    #expect(fit.ridge == 0.01 && fit.notes.count == 1)
    // Where it is not needed it is not used.
    let plain = try BradleyTerry(settings: FitSettings(separation: .ridge(0.01))).fit(baseball)
    #expect(plain.ridge == 0 && plain.notes.isEmpty)
  }

  @Test func intervalsHaveTheWidthOfTheBinomial() throws {
    // 60 of 100 games: the gap log(60/40) = 0.405 has a standard error of √(1/60 + 1/40) = 0.204,
    // so a centred strength of 0.102 and a 95 % interval of 0.400 in width.
    let games = Comparisons(
      (0..<100).map { Match(first: 0, second: 1, score: $0 < 60 ? 1 : 0) }, itemCount: 2)
    let exact = (1 / 60.0 + 1 / 40.0).squareRoot()
    for intervals in [IntervalMethod.information, .sandwich] {
      // Of two items the sandwich is the same: the slopes' variance is the curvature.
      let fit = try BradleyTerry(settings: FitSettings(intervals: intervals))
        .fit(games, withCovariance: true)
      #expect(abs((fit.covariance?.standardError(ofGap: 0, 1) ?? 0) - exact) < 1e-10)
      #expect(abs((fit.covariance?.standardError(of: 0) ?? 0) - exact / 2) < 1e-10)
    }
    let (intervals, used) = try BradleyTerry().bootstrapIntervals(
      games, resamples: 1_000, using: RandomStream(seed: 82))
    #expect(used == 1_000)
    let interval = intervals[0]
    #expect(interval.contains(0.2027))
    // A quantile of 1 000 draws at 2.5 % has a standard error of about
    // √(0.025 · 0.975 / 1000) / 0.0584 · 0.102 = 0.0086; two ends: 0.0122; five of them.
    #expect(abs(interval.upperBound - interval.lowerBound - 0.400) < 0.062)
    #expect(abs(intervals[1].lowerBound + interval.upperBound) < 1e-9)
  }

  @Test func drawsWithoutAnEstimateAreCountedOut() throws {
    // Two games, one each: half of all draws take the same game twice.
    let games = Comparisons(
      [Match(first: 0, second: 1, score: 1), Match(first: 0, second: 1, score: 0)], itemCount: 2)
    let (_, used) = try BradleyTerry().bootstrapIntervals(
      games, resamples: 400, using: RandomStream(seed: 83))
    #expect(abs(used - 200) < 50)  // 5 standard errors: 5·√(0.25 · 400).
  }

  @Test func anAdvantageThatNobodyContradictsIsRefused() throws {
    // Everybody wins on the left: strengths are equal, and the advantage has no bound.
    let games = Comparisons(
      (0..<3).flatMap { first in
        (0..<3).filter { $0 != first }.map { Match(first: first, second: $0, score: 1) }
      }, itemCount: 3)
    #expect(throws: RatingError.unbounded(parameter: "first-position advantage")) {
      try BradleyTerry(estimatesFirstAdvantage: true).fit(games)
    }
    let fit = try BradleyTerry(
      settings: FitSettings(separation: .ridge(0.01)), estimatesFirstAdvantage: true
    ).fit(games)
    #expect(fit.coefficients[0].value > 3 && fit.coefficients[0].value.isFinite)
    #expect(distance(fit.logStrengths, [0, 0, 0]) < 1e-9)
  }

  /// The chance of an interval of 95 % to hold the truth, over 300 draws of a known model.
  @Test func intervalsCoverTheTruth() throws {
    var luck = RandomStream(seed: 85)
    let truth = centred((0..<6).map { 0.4 * Double($0) })
    var covered = 0
    for _ in 0..<300 {
      var games = Comparisons(itemCount: 6)
      for _ in 0..<400 {
        let left = luck.uniform(below: 6)
        let right = (left + 1 + luck.uniform(below: 5)) % 6
        let wins = luck.bernoulli(1 / (1 + exp(truth[right] - truth[left])))
        games.append(left: left, right: right, outcome: wins ? .left : .right)
      }
      let ratings = try BradleyTerry().rate(games, using: luck)
      covered += zip(ratings.intervals ?? [], truth).count { $0.contains($1) }
    }
    // 1,800 intervals; those of one draw hang together, so count them as 300 · 2 independent ones:
    // a standard error of √(0.95 · 0.05 / 600) = 0.9 %, five of them 4.5 %.
    #expect(abs(Double(covered) / 1_800 - 0.95) < 0.045)
  }
}
