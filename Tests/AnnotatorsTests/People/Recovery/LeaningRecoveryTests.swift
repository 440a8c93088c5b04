import Foundation
import Randomness
import SandboxCore
import Testing

@testable import Annotators

/// What 20 000 answers tell of a person's leanings, with their rationality unknown too.
@Suite struct LeaningRecoveryTests {
  private let count = 20_000
  private let rationality = 1.5

  /// Puts questions to a person and fits (β, leaning) to P = σ(ℓ(i, β, leaning)).
  private func fit(
    _ person: SimulatedAnnotator, seed: UInt64, question: (Int) -> Question, hit: Answer = .first,
    leaning: (Int, Double, Double) -> Double
  ) -> LikelihoodFit {
    var person = person
    let stream = RandomStream(seed: seed)
    let answers = (0..<count).map {
      person.answer(question($0), using: RandomKey(stream, $0)) == hit
    }
    return LikelihoodFit(count: count, start: [1, 0]) { i, theta in
      let p = logistic(leaning(i, theta[0], theta[1]))
      return log(max(answers[i] ? p : 1 - p, 1e-12))
    }
  }

  /// ℓ = βΔ + b, in nats.
  @Test(arguments: [0, 0.9, -0.4]) func positionBias(_ truth: Double) {
    let gaps = Specimens.uniforms(count, "gaps", limit: 2)
    let person = Specimens.person(rationality: rationality) { $0.positionBias = truth }
    let fit = fit(person, seed: 21, question: { Specimens.comparison($0, gaps[$0], 0) }) {
      $1 * gaps[$0] + $2
    }
    expectRecovered(fit, [rationality, truth])
  }

  /// ℓ = β(Δ + w·(L₁ − L₂)/s_L).
  @Test(arguments: [0, 0.5, -0.3]) func lengthBias(_ truth: Double) {
    let gaps = Specimens.uniforms(count, "gaps", limit: 2)
    let scale = UtilityScale(lengthMean: 4, lengthDeviation: 2.5)
    let person = Specimens.person(rationality: rationality, scale: scale) {
      $0[LengthBias()] = truth
    }
    let lengths = Specimens.uniforms(count, "lengths", limit: 4).map { Int(5 + $0) }
    let fit = fit(
      person, seed: 22,
      question: {
        Question(
          id: $0, first: Specimens.episode(2 * $0, gold: gaps[$0], length: lengths[$0]),
          second: Specimens.episode(2 * $0 + 1, gold: 0, length: 5))
      }, leaning: { $1 * (gaps[$0] + $2 * Double(lengths[$0] - 5) / 2.5) })
    expectRecovered(fit, [rationality, truth])
  }

  /// Both of a pair are on one topic, so it is a question about one that shows it: ℓ = β(q + w·[topic]).
  @Test(arguments: [0, 0.6, -1.0]) func topicBias(_ truth: Double) {
    let golds = Specimens.uniforms(count, "golds", limit: 2)
    let person = Specimens.person(rationality: rationality) {
      $0.topicBiases = [TopicValue(topic: "maths", value: truth)]
    }
    let fit = fit(
      person, seed: 23,
      question: {
        Specimens.question(
          $0, .thumbs, [golds[$0]], topic: $0.isMultiple(of: 2) ? "maths" : "any")
      }, hit: .up, leaning: { $1 * (golds[$0] + ($0.isMultiple(of: 2) ? $2 : 0)) })
    expectRecovered(fit, [rationality, truth])
  }

  /// ℓ = β(Δ + w·s·(a₁ − a₂)), a the attribute that agrees and s = −1 for one that disagrees.
  @Test(arguments: [(0, 1), (0.8, 1), (0.8, -1)])
  func sycophancy(_ truth: Double, sign: Double) {
    let gaps = Specimens.uniforms(count, "gaps", limit: 2)
    let agreements = Specimens.uniforms(count, "agreements", limit: 0.5)
    let person = Specimens.person(
      rationality: rationality, stance: .init(attribute: 1, sign: sign)
    ) { $0[Sycophancy()] = truth }
    let fit = fit(
      person, seed: 24,
      question: {
        Question(
          id: $0,
          first: Specimens.episode(
            2 * $0, gold: gaps[$0], attributes: [0, 0.5 + agreements[$0]]),
          second: Specimens.episode(2 * $0 + 1, gold: 0, attributes: [0, 0.5]))
      }, leaning: { $1 * (gaps[$0] + $2 * sign * agreements[$0]) })
    expectRecovered(fit, [rationality, truth])
  }

  /// ℓ = β(Δ + w·([own]₁ − [own]₂)).
  @Test(arguments: [0, 0.7]) func selfPreference(_ truth: Double) {
    let gaps = Specimens.uniforms(count, "gaps", limit: 2)
    let person = Specimens.person(rationality: rationality) {
      $0[SelfPreference()] = truth
      $0.favouredWriter = "self"
    }
    let writers = [["self", "other"], ["other", "self"], ["self", "self"], ["other", "other"]]
    let difference = [1.0, -1, 0, 0]
    let fit = fit(
      person, seed: 25,
      question: {
        var question = Specimens.comparison($0, gaps[$0], 0)
        question.writers = writers[$0 % 4]
        return question
      }, leaning: { $1 * (gaps[$0] + $2 * difference[$0 % 4]) })
    expectRecovered(fit, [rationality, truth])
  }
}
