import Foundation
import Randomness
import Testing

@testable import Aggregation

/// The laws that every ranking method keeps.
@Suite struct RankingMethodsTests {
  private static let names = [
    "elo", "glicko", "glicko-2", "trueskill", "bradley-terry", "davidson", "rao-kupper",
    "plackett-luce", "thurstone", "crowd-bt", "noisy-bt", "contextual-bradley-terry",
    "rank-centrality", "borda", "copeland", "win-rate",
  ]
  private let stream = RandomStream(seed: 7)

  /// Seven items, nine raters, ties and a covariate.
  private func crowd(items: Int = 7, count: Int = 600) throws -> Comparisons {
    let plain = planted(items: items, count: count, raters: 9, seed: 61).comparisons
    var luck = RandomStream(seed: 62)
    return try Comparisons(
      itemCount: items, left: plain.left, right: plain.right, outcomes: plain.outcomes,
      raters: plain.raters, covariates: (0..<count).map { _ in luck.normal() }, covariateCount: 1)
  }

  /// Overflow leaves an interval that excludes nothing; it must not stop the program.
  @Test func intervalsOfWhatCannotBeToldAreAllNumbers() {
    #expect(normalInterval(mean: 2, deviation: 1).lowerBound == 2 - 1.959_963_985)
    for (mean, deviation) in [(Double.nan, 1), (.infinity, 1), (0, .nan), (0, -1)] {
      #expect(normalInterval(mean: mean, deviation: deviation) == -.infinity ... .infinity)
    }
    #expect(normalInterval(mean: 0, deviation: .infinity) == -.infinity ... .infinity)
  }

  @Test func theRegistryKnowsThemAll() throws {
    #expect(RankingMethods.all.map(\.name) == Self.names)
    for name in Self.names { #expect(try RankingMethods.named(name).name == name) }
    #expect(throws: RatingError.unknownMethod("bradly", known: Self.names)) {
      try RankingMethods.named("bradly")
    }
    #expect(RankingMethods.all.allSatisfy { $0.assumptions.count > 20 })
  }

  @Test(arguments: names) func theStrongComeFirst(name: String) throws {
    let (strengths, _) = planted(items: 7, count: 0, seed: 61)
    let ratings = try RankingMethods.named(name).rate(crowd(), using: stream)
    #expect(ratings.scores.count == 7 && ratings.scores.allSatisfy(\.isFinite))
    let best = strengths.indices.max { strengths[$0] < strengths[$1] }
    let worst = strengths.indices.min { strengths[$0] < strengths[$1] }
    #expect(ratings.order.first == best && ratings.order.last == worst)
    for (score, interval) in zip(ratings.scores, ratings.intervals ?? []) {
      #expect(interval.contains(score))
    }
  }

  @Test(arguments: names) func renamingItemsRenamesScores(name: String) throws {
    let rows = try crowd()
    let new: [Int32] = [3, 0, 6, 1, 5, 2, 4]
    let renamed = try Comparisons(
      itemCount: 7, left: rows.left.map { new[Int($0)] }, right: rows.right.map { new[Int($0)] },
      outcomes: rows.outcomes, raters: rows.raters, covariates: rows.covariates,
      covariateCount: 1)
    let method = try RankingMethods.named(name)
    let before = try method.rate(rows, using: stream).scores
    let after = try method.rate(renamed, using: stream).scores
    #expect(distance(before, new.map { after[Int($0)] }) < 1e-7 * (1 + abs(before[0])))
  }

  @Test(arguments: names) func sidesAreTurnedTogether(name: String) throws {
    // Left for right, and the outcome with it: nothing has changed but what a favourite side means.
    let rows = try crowd()
    let turned = try Comparisons(
      itemCount: 7, left: rows.right, right: rows.left,
      outcomes: rows.outcomes.map { $0 == .left ? .right : $0 == .right ? .left : .tie },
      raters: rows.raters, covariates: rows.covariates.map { -$0 }, covariateCount: 1)
    let method = try RankingMethods.named(name)
    let (one, other) = (
      try method.rate(rows, using: stream), try method.rate(turned, using: stream)
    )
    #expect(distance(one.scores, other.scores) < 1e-7 * (1 + abs(one.scores[0])))
  }

  /// Everything that is a maximum of the likelihood alone, or a share.
  @Test(arguments: names.filter { !["elo", "glicko", "glicko-2", "trueskill"].contains($0) })
  func theOrderDoesNotMatterNorDoesRepetition(name: String) throws {
    let rows = try crowd()
    let method = try RankingMethods.named(name)
    #expect(!method.needs.contains(.order))
    let once = try method.rate(rows, using: stream).scores
    var luck = RandomStream(seed: 63)
    let shuffled = try method.rate(rows.rows(luck.permutation(rows.count)), using: stream).scores
    let hasPrior = name == "crowd-bt" || name == "noisy-bt"
    #expect(distance(once, shuffled) < (hasPrior ? 1e-6 : 1e-9))
    // A prior weighs less beside more comparisons.
    guard !hasPrior else { return }
    let twice = try method.rate(
      rows.rows(Array(0..<rows.count) + Array(0..<rows.count)), using: stream
    ).scores
    #expect(distance(once, twice) < 1e-9)
  }

  @Test func theOrderMattersToTheOthers() throws {
    let rows = try crowd()
    var luck = RandomStream(seed: 64)
    let shuffled = rows.rows(luck.permutation(rows.count))
    let sequential: [any RankingMethod] = [EloRating(orders: 0), Glicko(), Glicko2(), TrueSkill()]
    for method in sequential {
      #expect(method.needs.contains(.order))
      let (one, other) = (
        try method.rate(rows, using: stream), try method.rate(shuffled, using: stream)
      )
      #expect(distance(one.scores, other.scores) > 1e-3)
    }
  }

  @Test(arguments: names) func rockPaperScissorsIsLevel(name: String) throws {
    let cycle = try Comparisons(
      itemCount: 3, left: [0, 1, 2, 0], right: [1, 2, 0, 1],
      outcomes: [.left, .left, .left, .left], weights: [1, 1, 1, 0], raters: [0, 0, 0, 0],
      covariates: [0.1, -0.3, 0.2, 0], covariateCount: 1)
    let method = try RankingMethods.named(name)
    // Those that depend on the order favour somebody; covariates explain all of three rows.
    guard !method.needs.contains(.order), name != "elo", name != "contextual-bradley-terry" else {
      return
    }
    let scores = try method.rate(cycle, using: stream).scores
    #expect(scores.allSatisfy { abs($0 - scores[0]) < 1e-7 })
  }

  /// Where the likelihood has no maximum: an error that says so, or finite scores; never a NaN.
  @Test(arguments: names) func hardCasesEndWell(name: String) throws {
    let method = try RankingMethods.named(name)
    let cases: [(String, Int, [(Int32, Int32, ComparisonOutcome)])] = [
      ("nothing", 3, []), ("one item", 1, []), ("no items", 0, []),
      ("one win", 2, [(0, 1, .left)]), ("one tie", 2, [(0, 1, .tie)]),
      ("never loses", 3, [(0, 1, .left), (0, 2, .left), (1, 2, .left), (2, 1, .left)]),
      ("two islands", 4, [(0, 1, .left), (1, 0, .left), (2, 3, .left), (3, 2, .left)]),
      ("nobody met 2", 3, [(0, 1, .left), (1, 0, .left)]),
      ("a ladder", 3, [(0, 1, .left), (1, 2, .left)]),
      ("only ties", 3, [(0, 1, .tie), (1, 2, .tie), (2, 0, .tie)]),
    ]
    for (label, items, rows) in cases {
      let comparisons = try Comparisons(
        itemCount: items, left: rows.map(\.0), right: rows.map(\.1), outcomes: rows.map(\.2),
        raters: rows.map { _ in 0 }, covariates: rows.indices.map { Double($0 % 2) },
        covariateCount: 1)
      let ratings: ItemRatings
      do {
        ratings = try method.rate(comparisons, using: stream)
      } catch {
        #expect(error == .noMatches || !rows.isEmpty, "\(label): \(error)")
        continue
      }
      let ends = (ratings.intervals ?? []).flatMap { [$0.lowerBound, $0.upperBound] }
      let isFinite = (ratings.scores + ends).allSatisfy { $0.isFinite }
      #expect(ratings.scores.count == items && !rows.isEmpty, "\(label)")
      #expect(isFinite, "\(label): \(ratings)")
    }
    // Weights of 0 are no comparisons.
    let weightless = try Comparisons(
      itemCount: 2, left: [0], right: [1], outcomes: [.left], weights: [0], raters: [0],
      covariates: [1], covariateCount: 1)
    #expect(throws: RatingError.noMatches) { try method.rate(weightless, using: stream) }
  }

  @Test(arguments: names) func rankingsAreRead(name: String) throws {
    let method = try RankingMethods.named(name)
    let rankings = try Rankings(
      itemCount: 4, [[0, 1, 2, 3], [1, 0, 2], [0, 2, 1, 3], [3, 0, 1], [0, 3], [2, 3, 0]])
    guard method.needs.isDisjoint(with: [.raters, .covariates]) else {
      #expect(throws: RatingError.self) { try method.rate(rankings, using: stream) }
      return
    }
    let ratings = try method.rate(rankings, using: stream)
    #expect(!ratings.scores.contains { !$0.isFinite })
    // Item 0 stands first on the whole; those that go by the order give more to the late rankings.
    if !method.needs.contains(.order) { #expect(ratings.order[0] == 0) }
    #expect(throws: RatingError.noMatches) {
      try method.rate(Rankings(itemCount: 3), using: stream)
    }
  }

  @Test func tieModelsWithoutTiesAreBradleyTerry() throws {
    let games = comparisons(ofWins: baseballWins)
    let plain = try BradleyTerry().fit(games)
    let davidson = try DavidsonTies().fit(games)
    let raoKupper = try RaoKupperTies().fit(games)
    #expect(davidson.logStrengths == plain.logStrengths && davidson.tieParameter == 0)
    #expect(raoKupper.logStrengths == plain.logStrengths && raoKupper.tieParameter == 1)
    let ties = Comparisons([Match(first: 0, second: 1, score: 0.5)], itemCount: 2)
    #expect(throws: RatingError.onlyTies(method: "davidson")) { try DavidsonTies().fit(ties) }
  }

  /// Φ⁻¹(0.75)·√2 = 0.953873 between two that share points 3 to 1.
  @Test func thurstonesUnitIsTheNoise() throws {
    let fit = try ThurstoneCaseV().fit(
      Comparisons([Match(first: 0, second: 1, score: 0.75)], itemCount: 2))
    #expect(abs(fit.logStrengths[0] - fit.logStrengths[1] - 0.953873) < 5e-7)
  }

  /// Two equal models, of which the wordier is preferred for its length alone.
  @Test func lengthControlFindsThemEqual() throws {
    var luck = RandomStream(seed: 65)
    var (left, right, lengths): ([Int32], [Int32], [(Double, Double)]) = ([], [], [])
    var outcomes: [ComparisonOutcome] = []
    for _ in 0..<4_000 {
      // Model 0 writes 1 ± 1, model 1 0 ± 1; who is longer by x wins with odds e^tanh(x / s).
      let swap = luck.bernoulli(0.5)
      let wordy = 1 + luck.normal()
      let terse = luck.normal()
      lengths.append(swap ? (terse, wordy) : (wordy, terse))
      left.append(swap ? 1 : 0)
      right.append(swap ? 0 : 1)
    }
    let covariates = ContextualBradleyTerry.lengthCovariates(
      left: lengths.map(\.0), right: lengths.map(\.1))
    for x in covariates { outcomes.append(luck.bernoulli(1 / (1 + exp(-x))) ? .left : .right) }
    let rows = try Comparisons(
      itemCount: 2, left: left, right: right, outcomes: outcomes, covariates: covariates,
      covariateCount: 1)
    let naive = try BradleyTerry().fit(rows, withCovariance: true)
    let controlled = try ContextualBradleyTerry(covariateNames: ["length"])
      .fit(rows, withCovariance: true)
    let gap = controlled.logStrengths[0] - controlled.logStrengths[1]
    let error = controlled.covariance?.standardError(ofGap: 0, 1) ?? 0
    #expect(abs(gap) < 5 * error && error < 0.1)
    #expect(
      abs(controlled.coefficients[0].value - 1) < 5
        * (controlled.coefficients[0].standardError ?? 0))
    #expect(naive.logStrengths[0] - naive.logStrengths[1] > 0.2)
  }

  @Test func aCovariateOfItemsAloneIsRefused() throws {
    let rows = planted(items: 4, count: 200, seed: 66).comparisons
    let heights = [1.0, 2, 4, 8]
    let collinear = try Comparisons(
      itemCount: 4, left: rows.left, right: rows.right, outcomes: rows.outcomes,
      covariates: zip(rows.left, rows.right).map { heights[Int($0)] - heights[Int($1)] },
      covariateCount: 1)
    #expect(throws: RatingError.notIdentified(parameter: "covariate 0")) {
      try ContextualBradleyTerry().fit(collinear)
    }
  }
}
