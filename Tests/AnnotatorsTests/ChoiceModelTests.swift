import Foundation
import Randomness
import SandboxCore
import Testing

@testable import Annotators

@Suite struct ChoiceModelTests {
  private func shareFirst(_ choice: ChoiceModel, gap: Double, count: Int, seed: UInt64) -> Double {
    var stream = RandomStream(seed: seed)
    let hits = (0..<count).count { _ in
      choice.answer(utilityGap: gap, using: &stream).answer == .first
    }
    return Double(hits) / Double(count)
  }

  @Test func boltzmannIsTheLogisticFunctionOfTheGap() {
    let choice = ChoiceModel(rationality: .boltzmann(rationality: 2))
    #expect(abs(choice.probabilityFirst(utilityGap: 0.5) - 0.731058578630005) < 1e-12)
    #expect(choice.probabilityFirst(utilityGap: 0) == 0.5)
    #expect(
      ChoiceModel(rationality: .boltzmann(rationality: 0)).probabilityFirst(utilityGap: 9) == 0.5)
  }

  @Test func perfectRationalityNeverErrsAndTossesACoinAtEquality() {
    let choice = ChoiceModel(rationality: .perfect)
    #expect(choice.probabilityFirst(utilityGap: 1e-9) == 1)
    #expect(choice.probabilityFirst(utilityGap: -1e-9) == 0)
    #expect(choice.probabilityFirst(utilityGap: 0) == 0.5)
  }

  @Test func lapsesMixTheCoinIn() {
    // λ = 0.1 is Christiano's noise floor: at most 0.95.
    let choice = ChoiceModel(rationality: .perfect, lapseProbability: 0.1)
    #expect(abs(choice.probabilityFirst(utilityGap: 1) - 0.95) < 1e-12)
    #expect(abs(choice.probabilityFirst(utilityGap: -1) - 0.05) < 1e-12)
  }

  @Test func positionBiasAddsNatsToTheFirst() {
    let choice = ChoiceModel(positionBias: 0.9)
    #expect(abs(choice.probabilityFirst(utilityGap: -0.9) - 0.5) < 1e-12)
    var stream = RandomStream(seed: 1)
    let terms = choice.answer(utilityGap: 2, using: &stream).explanation.terms
    #expect(terms.map(\.name) == ["rationality × utility gap", "position"])
    #expect(terms.map(\.nats) == [2, 0.9])
  }

  /// Mistakes shrink the gap that a Bradley-Terry model sees to logit((1 − 2ε)σ(Δ) + ε).
  @Test(arguments: [(0.1, 1.0, 0.7761), (0.25, 2.0, 0.8020), (0.4, 4.0, 0.3905)])
  func mistakesAttenuateTheGap(mistake: Double, gap: Double, effective: Double) {
    let choice = ChoiceModel(mistakeProbability: mistake)
    let count = 100_000
    let expected = 1 / (1 + exp(-effective))
    let share = shareFirst(choice, gap: gap, count: count, seed: 11)
    // 5 standard errors of a share, and the rounding of the table.
    let bound = 5 * (expected * (1 - expected) / Double(count)).squareRoot() + 2e-5
    #expect(abs(share - expected) < bound)
  }

  /// Published algebra for Δ ~ N(0, s²): agreement of two labels, accuracy of sign Δ against one.
  @Test(arguments: [(1.0, 0.5868, 0.6749), (2.0, 0.6971, 0.7780), (3.0, 0.7703, 0.8359)])
  func agreementOfNoisyLabels(spread: Double, agreement: Double, accuracy: Double) {
    let choice = ChoiceModel()
    let count = 100_000
    var stream = RandomStream(seed: 12).child("gaps")
    var luck = RandomStream(seed: 12).child("labels")
    var hits = (agree: 0, accurate: 0)
    for _ in 0..<count {
      let radius = (-2 * log(1 - stream.uniform())).squareRoot()
      let gap = spread * radius * cos(2 * Double.pi * stream.uniform())
      let one = choice.answer(utilityGap: gap, using: &luck).answer
      let other = choice.answer(utilityGap: gap, using: &luck).answer
      hits.agree += one == other ? 1 : 0
      hits.accurate += (one == .first) == (gap > 0) ? 1 : 0
    }
    // Standard error of a share ≤ √(0.25 / 100 000) = 0.00158; five of them, and 5e-5 of rounding.
    #expect(abs(Double(hits.agree) / Double(count) - agreement) < 0.008)
    #expect(abs(Double(hits.accurate) / Double(count) - accuracy) < 0.008)
  }

  /// Asked in both orders, b = ½ log(always first / always second), whatever the gap.
  @Test func positionBiasCanBeReadOffBothOrders() {
    let choice = ChoiceModel(positionBias: 0.5)
    var stream = RandomStream(seed: 13)
    var counts = (firsts: 0.0, seconds: 0.0)
    for _ in 0..<100_000 {
      let there = choice.answer(utilityGap: 1.3, using: &stream).answer
      let back = choice.answer(utilityGap: -1.3, using: &stream).answer
      if there == .first, back == .first { counts.firsts += 1 }
      if there == .second, back == .second { counts.seconds += 1 }
    }
    // ½·√(1/n_FF + 1/n_SS) with about 26 500 and 9 800: 0.0059; five of them.
    #expect(abs(0.5 * log(counts.firsts / counts.seconds) - 0.5) < 0.03)
  }

  @Test func indifferenceOverridesChoiceAndMistake() {
    let choice = ChoiceModel(
      rationality: .perfect, mistakeProbability: 1, indifferenceThreshold: 0.2)
    var stream = RandomStream(seed: 2)
    let near = choice.answer(utilityGap: 0.19, using: &stream)
    #expect(near.answer == .tie)
    #expect(near.explanation.interventions == ["mistake", "indifference"])
    #expect(choice.answer(utilityGap: 0.2, using: &stream).answer == .second)
  }

  @Test func lapsesAreNamedAsOftenAsTheyHappenAndAreFair() {
    let choice = ChoiceModel(rationality: .perfect, lapseProbability: 0.3)
    var stream = RandomStream(seed: 3)
    var counts = (lapses: 0, second: 0)
    for _ in 0..<20_000 {
      let (answer, explanation) = choice.answer(utilityGap: 1, using: &stream)
      if explanation.interventions == ["lapse"] {
        counts.lapses += 1
        counts.second += answer == .second ? 1 : 0
      } else {
        #expect(answer == .first, "only a lapse makes a perfect person err")
      }
    }
    // Standard errors: √(0.21 / 20 000) = 0.0032 and √(0.25 / 6 000) = 0.0065.
    #expect(abs(Double(counts.lapses) / 20_000 - 0.3) < 0.0165)
    #expect(abs(Double(counts.second) / Double(counts.lapses) - 0.5) < 0.033)
  }

  @Test func moreMistakesUnderTheSameLuckOnlyAddToTheMistakes() {
    let few = ChoiceModel(mistakeProbability: 0.1)
    let many = ChoiceModel(mistakeProbability: 0.2)
    for index in 0..<500 {
      var luck = RandomStream(seed: 4).child(index)
      var same = luck
      let one = few.answer(utilityGap: 0.5, using: &luck)
      let other = many.answer(utilityGap: 0.5, using: &same)
      #expect(one.explanation.draw == other.explanation.draw)
      if one.explanation.interventions == ["mistake"] {
        #expect(other.explanation.interventions == ["mistake"])
      }
    }
  }
}
