import Foundation
import Randomness
import SandboxCore
import Testing

@testable import Annotators

/// The teachers of B-Pref as the paper states them: Lee et al. 2021, arXiv:2111.03026, section 3.
@Suite struct SimulatedTeacherTests {
  /// Mean return 4: with ε = 0.1 the limits are 0.4 reward units, whatever the unit of quality.
  private let scale = UtilityScale(goldMean: 4, goldDeviation: 2.5)
  private let luck = RandomKey(RandomStream(seed: 54), 0)

  private func answer(
    _ first: Double, _ second: Double, with traits: (inout Traits) -> Void
  ) -> Answer {
    var person = Specimens.person(scale: scale, with: traits)
    return person.answer(Specimens.comparison(0, first, second), using: luck)
  }

  /// Equal: |Σr₁ − Σr₀| < ε·mean. Not ε²·mean = 0.04, which the authors' program comes to.
  @Test func equalWithinAShareOfTheMeanReturn() {
    let equal = { (traits: inout Traits) in traits.tieThreshold = .shareOfMeanReturn(0.1) }
    #expect(answer(5.39, 5, with: equal) == .tie)
    #expect(answer(5.05, 5, with: equal) == .tie)
    #expect(answer(5.41, 5, with: equal) == .first)
    #expect(answer(5, 5.41, with: equal) == .second)
  }

  /// Skip: max(Σr₁, Σr₀) ≤ ε·mean.
  @Test func skipsWhereTheBestIsBelowAShareOfTheMeanReturn() {
    let skip = { (traits: inout Traits) in traits.skipThreshold = .shareOfMeanReturn(0.1) }
    #expect(answer(0.39, -3, with: skip) == .declined)
    #expect(answer(-3, 0.2, with: skip) == .declined)
    #expect(answer(0.41, -3, with: skip) == .first)
    #expect(answer(-9, 0.41, with: skip) == .second)
  }

  /// Both rules at once: whichever limit is greater on this scale.
  @Test func theGreaterOfTwoLimits() {
    for (deviations, limit) in [(0.1, 0.4), (0.2, 0.5)] {
      let equal = { (traits: inout Traits) in
        traits.tieThreshold = .greater(deviations: deviations, shareOfMeanReturn: 0.1)
      }
      #expect(answer(5 + limit - 0.01, 5, with: equal) == .tie)
      #expect(answer(5 + limit + 0.01, 5, with: equal) == .first)
    }
  }

  /// Skip before all, then the choice, then the mistake, then equality over all.
  @Test func orderOfEvents() {
    let all = { (traits: inout Traits) in
      traits.mistakes = 1
      traits.tieThreshold = .shareOfMeanReturn(0.1)
      traits.skipThreshold = .shareOfMeanReturn(0.1)
    }
    #expect(answer(0.3, 0.2, with: all) == .declined, "equal too, and a mistake too")
    #expect(answer(5.1, 5, with: all) == .tie, "a mistake too")
    #expect(answer(6, 5, with: all) == .second, "a mistake")
    #expect(answer(6, 0.2, with: all) == .second, "one that is good is enough")
  }

  /// A mistake turns the stochastic choice round: P = (1 − ε)σ(βΔ) + ε(1 − σ(βΔ)).
  @Test func aMistakeComesAfterTheStochasticChoice() {
    let count = 20_000
    let stream = RandomStream(seed: 55)
    var person = Specimens.person(rationality: 1) { $0.mistakes = 0.1 }
    let hits = (0..<count).count {
      person.answer(Specimens.comparison($0, 1.2, 0), using: RandomKey(stream, $0)) == .first
    }
    let p = 0.9 * logistic(1.2) + 0.1 * logistic(-1.2)
    let error = (p * (1 - p) / Double(count)).squareRoot()
    #expect(abs(Double(hits) / Double(count) - p) < 5 * error)
  }

  /// A pair of eight steps: one reward early in the first, one late in the second.
  private func myopic(early: Double, late: Double) -> Question {
    func course(_ rewards: [Double]) -> [Double] {
      rewards.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    }
    let zeros = [Double](repeating: 0, count: 7)
    let pair = [course([early] + zeros), course(zeros + [late])]
    let episodes = pair.enumerated().map {
      Specimens.episode($0, gold: $1[8], course: Array($1.dropLast()))
    }
    return Question(id: 0, first: episodes[0], second: episodes[1])
  }

  /// Weights γ^(H−t): with γ = 0.9 the first of eight counts 0.9⁷ = 0.4782969, the last 1.
  @Test func myopicTeachersWeighTheLastStepFully() {
    var person = Specimens.person { $0.myopia = 0.1 }
    #expect(person.answer(myopic(early: 1, late: 0.478), using: luck) == .first)
    #expect(person.answer(myopic(early: 1, late: 0.479), using: luck) == .second)
  }

  /// Equality and skipping are of undiscounted sums.
  @Test func thresholdsSeeTheWholeReturn() {
    var person = Specimens.person {
      $0.myopia = 0.1
      $0.tieThreshold = .deviations(0.1)
    }
    #expect(person.answer(myopic(early: 1, late: 0.478), using: luck) == .first)
    #expect(person.answer(myopic(early: 1, late: 0.95), using: luck) == .tie)
    person.traits.skipThreshold = .deviations(0.9)
    #expect(person.answer(myopic(early: 1, late: 0.2), using: luck) == .first)
    #expect(person.answer(myopic(early: 0.9, late: 0.2), using: luck) == .declined)
  }

  /// P = exp(β Σ γ^(H−t) r¹) / Σ over both: here σ(β(0.9⁷·2 − 0.5)).
  @Test func stochasticTeachersChooseByDiscountedSums() {
    var person = Specimens.person(rationality: 2) { $0.myopia = 0.1 }
    let count = 20_000
    let stream = RandomStream(seed: 56)
    let question = myopic(early: 2, late: 0.5)
    let hits = (0..<count).count { person.answer(question, using: RandomKey(stream, $0)) == .first }
    let p = logistic(2 * (0.4782969 * 2 - 0.5))
    let error = (p * (1 - p) / Double(count)).squareRoot()
    #expect(abs(Double(hits) / Double(count) - p) < 5 * error)
  }
}
