import Foundation
import Randomness
import SandboxTestSupport
import Testing

@testable import Aggregation

@Suite struct PlackettLuceTests {
  @Test func probabilityOfOneOrder() throws {
    let rankings = try Rankings(itemCount: 4, [[0, 1, 2, 3]])
    let likelihood = PlackettLuceLikelihood(rankings, ridge: 0)
    #expect(abs(exp(likelihood.value(at: [4, 3, 2, 1].map { log($0) })) - 2.0 / 15) < 1e-12)
  }

  @Test func ofTwoItemsItIsBradleyTerry() throws {
    let games = comparisons(ofWins: baseballWins)
    var rankings = Rankings(itemCount: 7)
    for row in 0..<games.count {
      try rankings.append(
        [Int(games.left[row]), Int(games.right[row])], weight: games.weights?[row] ?? 1)
    }
    let pairs = try BradleyTerry().fit(games, withCovariance: true)
    let ranks = try PlackettLuce().fit(rankings, withCovariance: true)
    #expect(distance(pairs.logStrengths, ranks.logStrengths) < 1e-10)
    #expect(abs(pairs.logLikelihood - ranks.logLikelihood) < 1e-9)
    for item in 0..<7 {
      let (one, other) = (pairs.covariance, ranks.covariance)
      #expect(
        abs((one?.standardError(of: item) ?? 0) - (other?.standardError(of: item) ?? 1)) < 1e-10)
    }
  }

  /// 32 judges of the tartness of four salad dressings: choix and R's PlackettLuce.
  @Test(.enabled(if: SharedData.has("r03_salad"))) func salad() throws {
    let rows = try SharedData.rows("r03_salad", "rankings.csv").dropFirst()
    let rankings = try Rankings(
      itemCount: 4,
      rows.map { row in (0..<4).sorted { (Int(row[$0 + 1]) ?? 0) < (Int(row[$1 + 1]) ?? 0) } })
    let fit = try PlackettLuce().fit(rankings)
    let names = ["A", "B", "C", "D"]
    let choix = try SharedData.numbers("r03_salad", "reference.json", "pl_choix_ilsr_centred")
    #expect(distance(fit.logStrengths, names.map { choix[$0] ?? .nan }) < 1e-6)
    #expect(abs(fit.logLikelihood + 76.41528920366405) < 1e-8)
    let worth = try SharedData.numbers("r03_salad", "reference_r.json", "worth")
    let sum = fit.logStrengths.reduce(0) { $0 + exp($1) }
    #expect(
      distance(fit.logStrengths.map { exp($0) / sum }, names.map { worth[$0] ?? .nan }) < 1e-6)
    let borda = try BordaCount().rate(rankings, using: RandomStream(seed: 0))
    let counts = try SharedData.numbers("r03_salad", "reference.json", "borda")
    #expect(distance(borda.scores, names.map { counts[$0] ?? .nan }) < 1e-12)
  }

  /// Four films, ranked 588 times in weighted orders.
  @Test(.enabled(if: SharedData.has("r05_netflix"))) func films() throws {
    let rows = try SharedData.rows("r05_netflix", "rankings.csv").dropFirst()
    let names = Set(rows.map { $0[2] }).sorted()
    var rankings = Rankings(itemCount: names.count)
    for index in Array(Set(rows.compactMap { Int($0[0]) })).sorted() {
      let own = rows.filter { Int($0[0]) == index }.sorted { (Int($0[3]) ?? 0) < (Int($1[3]) ?? 0) }
      try rankings.append(
        own.map { row in names.firstIndex(of: row[2]) ?? -1 }, weight: Double(own[0][1]) ?? .nan)
    }
    let fit = try PlackettLuce().fit(rankings)
    let choix = try SharedData.numbers("r05_netflix", "reference.json", "pl_choix_ilsr_centred")
    #expect(distance(fit.logStrengths, names.map { choix[$0] ?? .nan }) < 1e-6)
    #expect(abs(fit.logLikelihood + 1746.7579261268854) < 1e-7)
    let borda = try BordaCount().rate(rankings, using: RandomStream(seed: 0))
    let counts = try SharedData.numbers("r05_netflix", "reference.json", "borda")
    #expect(distance(borda.scores, names.map { counts[$0] ?? .nan }) < 1e-12)
  }

  @Test func whoAlwaysComesLastIsNamedOrHeldByARidge() throws {
    let rankings = try Rankings(itemCount: 3, [[0, 1, 2], [1, 0, 2]])
    #expect(throws: RatingError.neverScoring(items: [2])) { try PlackettLuce().fit(rankings) }
    let fit = try PlackettLuce(settings: FitSettings(separation: .ridge(0.01))).fit(rankings)
    #expect(fit.logStrengths.allSatisfy(\.isFinite) && fit.logStrengths[2] < -1)
    #expect(abs(fit.logStrengths[0] - fit.logStrengths[1]) < 1e-9)
  }

  @Test func rankingsAreChecked() {
    #expect(throws: RatingError.rankedTwice(item: 1, ranking: 0)) {
      try Rankings(itemCount: 3, [[1, 0, 1]])
    }
    #expect(throws: RatingError.unknownItem(3, row: 1, itemCount: 3)) {
      try Rankings(itemCount: 3, [[1, 0], [3, 0]])
    }
  }
}
