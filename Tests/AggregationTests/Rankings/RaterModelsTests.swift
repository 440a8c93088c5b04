import Foundation
import Randomness
import SandboxTestSupport
import Testing

@testable import Aggregation

@Suite struct RaterModelsTests {
  /// Crowd-BT at η = 0.8 and a gap of 1, and with nobody to doubt.
  @Test func probabilities() {
    let model = CrowdModel(prior: BetaPrior(alpha: 10, beta: 1))
    let answers = RaterAnswers(ahead: 1 / (1 + exp(-1)), wins: 1, losses: 0)
    #expect(abs(model.probability(0.8, answers).left - 0.638635) < 5e-7)
    #expect(model.probability(1, answers).left == answers.ahead)
    #expect(abs(model.probability(0.5, answers).left - 0.5) < 1e-15)
  }

  /// The penalised likelihood of Chen et al. against scipy's maximum of the same.
  ///
  /// scipy kept η below σ(12) = 0.999994 where its estimate is 1, and stopped at a slope that
  /// leaves strengths good to 2e-4 (its five starts differ by 4e-6 in value).
  @Test(arguments: [
    ("p10_soundquality", 4, -11348.429631527868), ("p11_topmodel2007", 0, -1912.0963249778488),
  ])
  func crowdReference(folder: String, raterColumn: Int, objective: Double) throws {
    guard SharedData.has(folder) else { return }
    let pairs = try SharedData.judged(folder, raterColumn: raterColumn)
    let fit = try CrowdBradleyTerry().fit(pairs.comparisons)
    let theirs = pairs.ordered(try SharedData.numbers(folder, "reference_crowdbt.json", "theta"))
    #expect(distance(fit.logStrengths, theirs) < 2e-4)
    // At least as high as the reference's maximum, and no higher than its bound on η costs: at most
    // 192 raters · 15 answers · 6e-6 and 9 · 192 · 6e-6 of prior.
    #expect(fit.objective > objective - 1e-6 && fit.objective < objective + 0.03)
    if raterColumn == 4 {
      // Without the bound, by Newton's method with numpy, to a slope of 1e-13.
      let exact = [
        1.20852087, -3.67270653, 1.196807, -2.74913345, 1.32634962, 0.99424884, 0.70653985,
        0.98937381,
      ]
      #expect(distance(fit.logStrengths, exact) < 1e-6)
      #expect(abs(fit.objective + 11348.423035166) < 1e-7)
    }
    let table = try SharedData.rows(folder, "ref_crowdbt_eta.csv").dropFirst()
    let eta = Dictionary(uniqueKeysWithValues: table.map { ($0[0], Double($0[1]) ?? .nan) })
    let raters = Set(try SharedData.rows(folder, "pairs.csv").dropFirst().map { $0[raterColumn] })
    #expect(distance(fit.reliabilities, raters.sorted().map { eta[$0] ?? .nan }) < 2e-5)
  }

  /// Reference: scipy's L-BFGS-B on the same posterior, four random starts that agree to 1e-9.
  ///
  /// crowd-kit's `NoisyBradleyTerry` maximises the same likelihood, but overwrites instead of
  /// adding up the raters' slopes and so stops near its random start; only its best and worst item
  /// are stable.
  @Test(arguments: [
    (
      "p10_soundquality", 4, -11399.765299730,
      [1.4067438, -4.0869253, 1.2288448, -3.2701019, 1.6542826, 1.1186016, 0.7100093, 1.2385604]
    ),
    (
      "p11_topmodel2007", 0, -2352.881999937,
      [-1.1517981, -0.0321368, 0.9163738, 0.3743129, 1.0071239, -1.1138755]
    ),
  ])
  func noisyReference(
    folder: String, raterColumn: Int, objective: Double, strengths: [Double]
  ) throws {
    guard SharedData.has(folder) else { return }
    let pairs = try SharedData.judged(folder, raterColumn: raterColumn)
    let fit = try NoisyBradleyTerry().fit(pairs.comparisons)
    #expect(abs(fit.objective - objective) < 1e-7)
    #expect(distance(fit.logStrengths, strengths) < 2e-6)
    if raterColumn == 4 {
      let looks = [0.62596736, 0.48683842, 0.6136106, 0.67778269]
      #expect(distance(Array(fit.reliabilities.prefix(4)), looks) < 2e-6)
      let left = [0.58523005, 0.35102979, 0.27541746, 0.23357112]
      #expect(distance(Array((fit.leftBiases ?? []).prefix(4)), left) < 5e-6)
    }
  }

  /// Ten raters, of whom those from some place on turn every answer round.
  private func crowd(
    _ strengths: [Double], answers: Int, invertedFrom: Int, seed: UInt64
  ) -> Comparisons {
    var luck = RandomStream(seed: seed)
    var crowd = Comparisons(itemCount: strengths.count)
    for rater in 0..<10 {
      for _ in 0..<answers {
        let left = luck.uniform(below: strengths.count)
        let right = (left + 1 + luck.uniform(below: strengths.count - 1)) % strengths.count
        let wins = luck.bernoulli(1 / (1 + exp(strengths[right] - strengths[left])))
        crowd.append(
          left: left, right: right, outcome: wins != (rater >= invertedFrom) ? .left : .right,
          rater: rater)
      }
    }
    return crowd
  }

  /// Raters who always say the opposite are turned round rather than believed.
  @Test func invertersAreFoundOut() throws {
    let truth = centred((0..<8).map { Double($0) / 2 })
    let crowd = crowd(truth, answers: 200, invertedFrom: 7, seed: 91)
    let fit = try CrowdBradleyTerry().fit(crowd)
    #expect(fit.reliabilities[..<7].allSatisfy { $0 > 0.8 })
    #expect(fit.reliabilities[7...].allSatisfy { $0 < 0.2 })
    let plain = try BradleyTerry().fit(crowd)
    #expect(distance(fit.logStrengths, truth) < distance(plain.logStrengths, truth) / 2)
  }

  /// Two camps of equal size that contradict each other: to the votes they look like coins.
  @Test func campsAreToldApart() throws {
    let truth = centred((0..<6).map { Double($0) })
    let fit = try CrowdBradleyTerry().fit(
      crowd(truth, answers: 60, invertedFrom: 5, seed: 95))
    // Which of the camps is right nobody can know; that there are two can be seen.
    let (first, second) = (fit.reliabilities[..<5], fit.reliabilities[5...])
    let isFirstRight = first[0] > second[5]
    let (right, wrong) = isFirstRight ? (first, second) : (second, first)
    #expect(right.allSatisfy { $0 > 0.6 })
    #expect(wrong.allSatisfy { $0 < 0.4 })
    #expect(fit.logLikelihood > -0.5 * 600)
  }

  /// A rater who always clicks left is seen not to look.
  @Test func clickersAreFoundOut() throws {
    var (_, crowd) = planted(items: 6, count: 1_200, raters: 6, ties: 0, seed: 92)
    var luck = RandomStream(seed: 93)
    for _ in 0..<200 {
      let left = luck.uniform(below: 6)
      crowd.append(
        left: left, right: (left + 1 + luck.uniform(below: 5)) % 6, outcome: .left, rater: 6)
    }
    let fit = try NoisyBradleyTerry().fit(crowd)
    #expect(fit.reliabilities[6] < 0.1 && (fit.leftBiases?[6] ?? 0) > 0.95)
    #expect(fit.reliabilities[..<6].allSatisfy { $0 > 0.6 })
  }

  @Test func ratersAreNeeded() {
    let games = comparisons(ofWins: baseballWins)
    #expect(throws: RatingError.missing(column: "rater", method: "crowd-bt")) {
      try CrowdBradleyTerry().fit(games)
    }
    #expect(throws: RatingError.missing(column: "rater", method: "noisy-bt")) {
      try NoisyBradleyTerry().fit(games)
    }
  }
}
