import Aggregation
import Foundation
import Randomness
import Testing

@testable import PolicyOptimization

/// Results of papers about what preferences and KL penalties come to, found again with the sandbox's parts.
@Suite struct PublishedResultsTests {
  private static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
  private static func probabilities(_ optimum: ExactOptimum) -> [Double] {
    optimum.logProbabilities.map { exp($0) }
  }
  private static func strengths(_ matches: [Match], itemCount: Int) throws -> [Double] {
    try BradleyTerry(settings: FitSettings(separation: .ridge(0.01)))
      .rate(Comparisons(matches, itemCount: itemCount), using: RandomStream(seed: 0)).scores
  }

  /// Preference collapse: 60 % prefer A, and a small KL coefficient makes that 98 %. Xiao et al. 2024,
  /// arXiv:2405.16455.
  @Test(arguments: [(1, 0.6), (0.5, 0.692308), (0.1, 0.982954)])
  func aSmallPenaltyTurnsAMajorityIntoEverybody(klCoefficient: Double, known: Double) throws {
    let rewards = try Self.strengths(
      [Match(first: 0, second: 1, score: 0.6, weight: 100)], itemCount: 2)
    let even = ExactOptimum(
      reference: [0, 0], rewards: rewards, klCoefficient: klCoefficient)
    #expect(abs(Self.probabilities(even)[0] - known) < 1e-6)
  }

  /// With the entropy of π in the place of the KL, preferences are matched whatever the reference was; the KL
  /// keeps a share of the reference's opinion. The same paper, theorem 1.
  @Test func matchingKeepsThePreferences() throws {
    let rewards = try Self.strengths(
      [Match(first: 0, second: 1, score: 0.6, weight: 100)], itemCount: 2)
    // Entropy is log 2 less the KL to the uniform distribution.
    let matching = ExactOptimum(reference: [0, 0], rewards: rewards, klCoefficient: 1)
    let held = ExactOptimum(
      reference: [log(0.1), log(0.9)], rewards: rewards, klCoefficient: 1)
    #expect(abs(Self.probabilities(matching)[0] - 0.6) < 1e-9)
    #expect(abs(Self.probabilities(held)[0] - 0.06 / (0.06 + 0.36)) < 1e-9)
  }

  /// How much welfare a vote can cost: of two alternatives Bradley-Terry takes one that is worth less by a
  /// factor of up to β/2 · (1 + e⁻ᵝ)/(1 − e⁻ᵝ). Gölz et al. 2025, arXiv:2505.23749.
  @Test(arguments: [(2, 1.313035), (5, 2.533918), (10, 5.000454), (20, 10.0)])
  func aVoteCostsNoMoreThanItsDistortion(rationality: Double, known: Double) throws {
    let bound = rationality / 2 * (1 + exp(-rationality)) / (1 - exp(-rationality))
    #expect(abs(bound - known) < 1e-5)
    // Two kinds of people, each with utilities of A and B; the share of the second is the greatest at which A
    // still wins the vote.
    let utilities = [0, 1e-4, 1e-3, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 1]
    var worst = (ratio: 0.0, share: 0.0, gaps: (0.0, 0.0))
    for a1 in utilities {
      for b1 in utilities where b1 <= a1 {
        for a2 in utilities {
          for b2 in utilities where b2 > a2 {
            let lead = Self.sigmoid(rationality * (a1 - b1)) - 0.5
            let loss = 0.5 - Self.sigmoid(rationality * (a2 - b2))
            let share = lead / (lead + loss)
            let (a, b) = (
              (1 - share) * a1 + share * a2, (1 - share) * b1 + share * b2
            )
            if a > 0, b / a > worst.ratio { worst = (b / a, share, (a1 - b1, a2 - b2)) }
          }
        }
      }
    }
    #expect(worst.ratio <= bound + 1e-9)
    #expect(worst.ratio > 0.999 * bound)
    // The fit of that crowd's answers finds the two alike, where a little more of the first kind makes it A.
    let share = worst.share - 1e-6
    let wins =
      (1 - share) * Self.sigmoid(rationality * worst.gaps.0)
      + share * Self.sigmoid(rationality * worst.gaps.1)
    let strengths = try Self.strengths(
      [Match(first: 0, second: 1, score: wins, weight: 1000)], itemCount: 2)
    #expect(strengths[0] > strengths[1] && strengths[0] - strengths[1] < 1e-3)
  }

  /// What a proxy's gain is worth is bounded by χ², not by KL:
  ///
  ///     r · Δgold / σ_gold ≥ Δproxy / σ_proxy − √((1 − r²) · χ²(π‖π_ref))
  ///
  /// r is the correlation of proxy and gold under π_ref. Laidlaw et al. 2024, arXiv:2403.03185, theorem 5.1.
  @Test func aProxysGainIsBoundedByChiSquared() {
    var stream = RandomStream(seed: 12)
    var (violations, tightest, reversed) = (0, Double.infinity, 0)
    for _ in 0..<20_000 {
      let weights = (0..<6).map { _ in stream.exponential() + 1e-6 }
      let reference = weights.map { $0 / weights.reduce(0, +) }
      let gold = reference.map { _ in stream.normal() }
      let proxy = gold.map { $0 + 1.5 * stream.normal() }
      let policy = Self.probabilities(
        ExactOptimum(
          reference: reference.map { log($0) }, rewards: proxy,
          klCoefficient: exp(stream.normal())))
      func mean(_ chances: [Double], _ values: [Double]) -> Double {
        zip(chances, values).reduce(0) { $0 + $1.0 * $1.1 }
      }
      func scaled(_ values: [Double]) -> [Double] {
        let centre = mean(reference, values)
        let deviation = mean(reference, values.map { ($0 - centre) * ($0 - centre) }).squareRoot()
        return values.map { ($0 - centre) / deviation }
      }
      let (z, y) = (scaled(gold), scaled(proxy))
      let correlation = mean(reference, zip(z, y).map { $0 * $1 })
      let chiSquared = zip(policy, reference).reduce(0) { $0 + $1.0 * $1.0 / $1.1 } - 1
      let lost = (max(0, 1 - correlation * correlation) * max(0, chiSquared)).squareRoot()
      let slack = correlation * mean(policy, z) - (mean(policy, y) - lost)
      if slack < -1e-9 { violations += 1 }
      if mean(policy, z) < 0 { reversed += 1 }
      tightest = min(tightest, slack)
    }
    #expect(violations == 0)
    // The bound is nearly reached, and proxies that mislead were among them.
    #expect(tightest < 0.01)
    #expect(reversed > 1000)
  }

  /// Pairs that are seen once make maximum likelihood believe in whoever won; smoothing the data by the model's
  /// own predictions as it learns does not. Zhu et al. 2024, arXiv:2401.16335, on an instance of ours: the best
  /// arm leads by 2, 60 comparisons, all but one with each rare arm between the best and the second.
  @Test(arguments: [10, 20])
  func smoothedLabelsDoNotOverfitRarePairs(armCount: Int) throws {
    var stream = RandomStream(seed: UInt64(armCount))
    let opponents = Array(repeating: 1, count: 62 - armCount) + Array(2..<armCount)
    let (trials, first) = (200, Self.sigmoid(2))
    var wrong = (likelihood: 0, smoothing: 0)
    for _ in 0..<trials {
      let wins = opponents.map { _ in stream.bernoulli(first) ? 1.0 : 0 }
      let strengths = try Self.strengths(
        zip(opponents, wins).map { Match(first: 0, second: $0, score: $1) }, itemCount: armCount)
      if strengths.dropFirst().contains(where: { $0 > strengths[0] }) { wrong.likelihood += 1 }
      let smoothed = Self.smoothed(opponents: opponents, wins: wins, armCount: armCount)
      if smoothed.dropFirst().contains(where: { $0 > smoothed[0] }) { wrong.smoothing += 1 }
    }
    // Expected of maximum likelihood: some rare arm wins, 1 − σ(2)⁸ = 0.64 and 1 − σ(2)¹⁸ = 0.90.
    let chance = 1 - pow(first, Double(armCount - 2))
    let error = (chance * (1 - chance) / Double(trials)).squareRoot()
    #expect(abs(Double(wrong.likelihood) / Double(trials) - chance) < 5 * error)
    #expect(Double(wrong.smoothing) / Double(trials) < 0.15)
  }

  /// Iterative data smoothing, algorithm 1 of the paper: a gradient step of size 1 on soft labels, then labels a
  /// hundredth of the way to the predictions.
  private static func smoothed(opponents: [Int], wins: [Double], armCount: Int) -> [Double] {
    var rewards = [Double](repeating: 0, count: armCount)
    var labels = wins
    for _ in 0..<600 {
      var gradient = [Double](repeating: 0, count: armCount)
      for (index, arm) in opponents.enumerated() {
        let error = labels[index] - sigmoid(rewards[0] - rewards[arm])
        gradient[0] += error / Double(opponents.count)
        gradient[arm] -= error / Double(opponents.count)
      }
      for arm in 0..<armCount { rewards[arm] += gradient[arm] }
      for (index, arm) in opponents.enumerated() {
        labels[index] = 0.99 * labels[index] + 0.01 * sigmoid(rewards[0] - rewards[arm])
      }
    }
    return rewards
  }

  /// One reward for two groups follows Borda's count, which can reverse the order of mean utility.
  /// Siththaranjan et al. 2023, arXiv:2312.08358.
  @Test func oneRewardFollowsBordaAndNotTheMean() throws {
    let (shares, utilities) = ([0.6, 0.4], [[1, 0, 0.5], [-10, 0, -4.0]])
    let mean = (0..<3).map { shares[0] * utilities[0][$0] + shares[1] * utilities[1][$0] }
    var matches: [Match] = []
    for (share, own) in zip(shares, utilities) {
      for (first, second) in [(0, 1), (0, 2), (1, 2)] {
        matches.append(
          Match(
            first: first, second: second, score: own[first] > own[second] ? 1 : 0, weight: share))
      }
    }
    let comparisons = Comparisons(matches, itemCount: 3)
    let fit = try BradleyTerry().rate(comparisons, using: RandomStream(seed: 0))
    let borda = try BordaCount().rate(comparisons, using: RandomStream(seed: 0))
    #expect(fit.order == [0, 2, 1] && borda.order == [0, 2, 1])
    #expect((0..<3).sorted { mean[$0] > mean[$1] } == [1, 2, 0])
  }

  /// The policy that the worse-off group likes best: max_π min_g E_π[r_g] − β KL = min_λ β log E[e^(Σ λ_g r_g/β)].
  /// Chakraborty et al. 2024, arXiv:2402.08925.
  @Test func theWorseOffGroupGetsItsBest() {
    let rewards = [[0, 1, 2, 0.8], [1.5, 1, 0, 0.9]]
    func optimum(_ weight: Double) -> ExactOptimum {
      ExactOptimum(
        reference: [0, 0, 0, 0],
        rewards: zip(rewards[0], rewards[1]).map { weight * $0 + (1 - weight) * $1 },
        klCoefficient: 0.25)
    }
    func means(_ weight: Double) -> [Double] {
      let law = EpisodeLaw(logProbabilities: optimum(weight).logProbabilities)
      return rewards.map { law.mean(of: $0) }
    }
    // The dual is convex, so thirds find its least.
    var (low, high) = (0.0, 1.0)
    for _ in 0..<200 {
      let (left, right) = (low + (high - low) / 3, high - (high - low) / 3)
      if optimum(left).objective < optimum(right).objective { high = right } else { low = left }
    }
    let weight = (low + high) / 2
    #expect(abs(weight - 0.412241) < 1e-5)
    let known = [0.231816, 0.372186, 0.184440, 0.211558]
    for (found, known) in zip(Self.probabilities(optimum(weight)), known) {
      #expect(abs(found - known) < 1e-5)
    }
    #expect(abs(means(weight)[0] - 0.910312) < 1e-5 && abs(means(weight)[1] - 0.910312) < 1e-5)
    #expect(abs(optimum(weight).objective - 0.900517) < 1e-6)
    #expect(abs(optimum(weight).klToReference - 0.039182) < 1e-5)
    // The sum of all utilities leaves a minority behind.
    #expect(abs(means(0.7)[0] - 1.721549) < 1e-6 && abs(means(0.7)[1] - 0.246887) < 1e-6)
    #expect(abs(means(0.5)[0] - 1.179093) < 1e-6 && abs(means(0.5)[1] - 0.701394) < 1e-6)
  }
}
