import Foundation
import Networks
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Evaluation

@Suite struct PairwiseQualityTests {
  @Test func countsPairsInTheRightOrder() {
    let quality = PairwiseQuality(gaps: [2, -1, 0.5, 0, 3], outcomes: [1, 1, 1, 0, 0.5])
    #expect(quality.pairCount == 4, "the last pair has no better one")
    #expect(abs(quality.accuracy - 2.5 / 4) < 1e-12)
  }

  @Test func calibrationErrorByHand() {
    // Confidence 0.75 twice, one hit (off by 0.25 each); confidence 0.9 once, a hit (off by 0.1).
    let quality = PairwiseQuality(
      gaps: [log(3), -log(3), log(9)], outcomes: [1, 1, 1])
    #expect(abs(quality.calibrationError - (2 * 0.25 + 0.1) / 3) < 1e-9)
  }

  @Test func whoStandsFirstDoesNotMatter() {
    let (gaps, outcomes) = ([1.2, -0.3, 0.4, 2.2], [1.0, 1, 0, 1])
    let one = PairwiseQuality(gaps: gaps, outcomes: outcomes)
    let other = PairwiseQuality(gaps: gaps.map { -$0 }, outcomes: outcomes.map { 1 - $0 })
    #expect(one.accuracy == other.accuracy)
    #expect(abs(one.calibrationError - other.calibrationError) < 1e-12)
    #expect(abs(one.logLoss - other.logLoss) < 1e-12)
  }

  /// The true model's own scores on noisy labels of Δ ~ N(0, s²): nothing may beat them.
  @Test(arguments: [(1.0, 0.599438, 0.206621), (2.0, 0.462009, 0.151426)])
  func theTruthScoresTheBayesRisk(spread: Double, logLoss: Double, brier: Double) {
    let count = 100_000
    var stream = RandomStream(seed: 94)
    let gaps = (0..<count).map { _ in
      spread * (-2 * log(1 - stream.uniform())).squareRoot()
        * cos(2 * Double.pi * stream.uniform())
    }
    let outcomes = gaps.map { stream.bernoulli(1 / (1 + exp(-$0))) ? 1.0 : 0 }
    let quality = PairwiseQuality(gaps: gaps, outcomes: outcomes)
    // Per pair the loss has a standard deviation below 0.6 (0.25 for Brier's): 5·0.6/√100 000.
    #expect(abs(quality.logLoss - logLoss) < 0.0095)
    #expect(abs(quality.brierScore - brier) < 0.004)
    // Ten bins of some 10 000: each off by about √(0.25/10 000)·0.8 = 0.004.
    #expect(quality.calibrationError < 0.012)
    let overconfident = PairwiseQuality(gaps: gaps.map { 3 * $0 }, outcomes: outcomes)
    #expect(overconfident.calibrationError > 0.08)
    #expect(overconfident.accuracy == quality.accuracy)
    #expect(overconfident.logLoss > quality.logLoss)
  }

  @Test func hugeGapsStayFinite() {
    let quality = PairwiseQuality(gaps: [2_000, -2_000], outcomes: [1, 1])
    #expect(quality.logLoss == 1_000)
    #expect(quality.accuracy == 0.5)
  }

  /// Rewards a response for its first token.
  private struct FirstTokenModel: RewardModel {
    mutating func fit(
      to evidence: TrainingExamples, using stream: RandomStream
    ) throws -> TrainingReport { TrainingReport() }
    mutating func normalize(on responses: [Response]) {}
    func rewards(for responses: [Response]) -> [ProxyReward] {
      responses.map { ProxyReward(Double($0.continuation[0])) }
    }
  }

  @Test func aModelIsMeasuredAgainstTheTruthAndAgainstPeople() {
    // The first response has token 1, the second 2: the model always prefers the second.
    let model = FirstTokenModel()
    let questions = [1.0, -1, -2, 0].enumerated().map { Question.ofGap($1, id: $0) }
    let truth = PairwiseQuality(of: model, on: questions)
    #expect(truth.pairCount == 3)
    #expect(abs(truth.accuracy - 2.0 / 3) < 1e-12)
    let preferences = questions.map {
      Preference(chosen: $0.first.response, rejected: $0.second.response, probability: 0.75)
    }
    let people = PairwiseQuality(of: model, on: preferences)
    #expect(people.accuracy == 0)
    // Confidence σ(1), right in a quarter of the cases.
    #expect(abs(people.calibrationError - (1 / (1 + exp(-1)) - 0.25)) < 1e-12)
  }
}
