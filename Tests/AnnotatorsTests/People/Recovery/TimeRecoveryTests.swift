import Foundation
import Randomness
import SandboxCore
import Testing

@testable import Annotators

/// What 20 000 answers tell of what time does to a person, and of what they can tell apart.
@Suite struct TimeRecoveryTests {
  private let count = 20_000
  private let gaps = Specimens.uniforms(20_000, "gaps", limit: 3)

  /// Answers of many sessions of 200, the t-th of each at place t.
  ///
  /// - Parameter isAnother: whether a new person begins each session, or the same one after a break.
  private func sessions(_ person: SimulatedAnnotator, isAnother: Bool, seed: UInt64) -> [Bool] {
    let stream = RandomStream(seed: seed)
    var current = person
    return gaps.indices.map { i in
      if i.isMultiple(of: 200) {
        if isAnother { current = person } else { current.rest() }
      }
      return current.answer(
        Specimens.comparison(i, gaps[i], 0), using: RandomKey(stream, i)) == .first
    }
  }

  private func logProbability(_ isFirst: Bool, _ p: Double) -> Double {
    log(max(isFirst ? p : 1 - p, 1e-12))
  }

  /// P = λ(t)/2 + (1 − λ(t))·σ(βΔ), λ(t) = λ∞(1 − e^(−t/τ)).
  @Test func fatigue() {
    let person = Specimens.person(rationality: 2) {
      $0.fatigueLimit = 0.4
      $0.fatigueAnswers = 40
    }
    let answers = sessions(person, isAnother: false, seed: 41)
    let fit = LikelihoodFit(count: count, start: [2, 0.3, 0.05]) { i, theta in
      let rate = theta[1] * (1 - exp(-Double(i % 200) * theta[2]))
      return logProbability(answers[i], rate / 2 + (1 - rate) * logistic(theta[0] * gaps[i]))
    }
    expectRecovered(fit, [2, 0.4, 1.0 / 40])
  }

  /// Nobody tires: λ∞ is 0, whatever pace is looked for.
  @Test func noFatigue() {
    let answers = sessions(Specimens.person(rationality: 2), isAnother: false, seed: 42)
    let fit = LikelihoodFit(count: count, start: [2, 0.1]) { i, theta in
      let rate = theta[1] * (1 - exp(-Double(i % 200) / 50))
      return logProbability(answers[i], rate / 2 + (1 - rate) * logistic(theta[0] * gaps[i]))
    }
    expectRecovered(fit, [2, 0])
  }

  /// P = σ(β(1 − (1 − s)e^(−n/τ))Δ).
  @Test func learning() {
    let person = Specimens.person(rationality: 2) {
      $0.beginnerShare = 0.3
      $0.learningAnswers = 60
    }
    let answers = sessions(person, isAnother: true, seed: 43)
    let fit = LikelihoodFit(count: count, start: [1.5, 0.5, 0.02]) { i, theta in
      let practice = 1 - (1 - theta[1]) * exp(-Double(i % 200) * theta[2])
      return logProbability(answers[i], logistic(theta[0] * practice * gaps[i]))
    }
    expectRecovered(fit, [2, 0.3, 1.0 / 60])
  }

  /// Nobody learns: s is 1, whatever pace is looked for.
  @Test func nothingToLearn() {
    let answers = sessions(Specimens.person(rationality: 2), isAnother: true, seed: 44)
    let fit = LikelihoodFit(count: count, start: [1.5, 0.8]) { i, theta in
      let practice = 1 - (1 - theta[1]) * exp(-Double(i % 200) / 50)
      return logProbability(answers[i], logistic(theta[0] * practice * gaps[i]))
    }
    expectRecovered(fit, [2, 1])
  }

  /// P = σ(β Σ_t γ^(H−t) (r_t − r'_t)) over eight steps.
  @Test(arguments: [1, 0.9, 0.6]) func discount(_ truth: Double) {
    let steps = 8
    let rewards = Specimens.uniforms(count * steps, "rewards", limit: 1)
    var person = Specimens.person(rationality: 1.5) { $0.myopia = 1 - truth }
    let stream = RandomStream(seed: 45)
    let answers = (0..<count).map { i in
      var worth = [0.0]
      for t in 0..<steps { worth.append(worth[t] + rewards[steps * i + t]) }
      let question = Question(
        id: i,
        first: Specimens.episode(2 * i, gold: worth[steps], course: Array(worth.dropLast())),
        second: Specimens.episode(
          2 * i + 1, gold: 0, course: [Double](repeating: 0, count: steps)))
      return person.answer(question, using: RandomKey(stream, i)) == .first
    }
    let fit = LikelihoodFit(count: count, start: [1, 0.8]) { i, theta in
      // Horner: the early ones are multiplied by γ most often.
      let sum = (0..<steps).reduce(0) { $0 * theta[1] + rewards[steps * i + $1] }
      return logProbability(answers[i], logistic(theta[0] * sum))
    }
    expectRecovered(fit, [1.5, truth])
  }

  /// Gaps are uniform on 0...3, so the share of ties is t/3; its standard error √(p(1 − p)/n).
  @Test(arguments: [0.2, 1.0]) func tieThreshold(_ truth: Double) {
    var person = Specimens.person(rationality: 2) { $0.tieThreshold = .deviations(truth) }
    let stream = RandomStream(seed: 46)
    let ties = gaps.indices.count {
      person.answer(Specimens.comparison($0, gaps[$0], 0), using: RandomKey(stream, $0)) == .tie
    }
    let p = Double(ties) / Double(count)
    expectRecovered(3 * p, standardError: 3 * (p * (1 - p) / Double(count)).squareRoot(), truth)
  }

  /// Two uniform on −3...3 are both below t with p = ((t + 3)/6)², so t = 6√p − 3, with a standard error
  /// of 3·√((1 − p)/n).
  @Test(arguments: [-1.5, 0]) func skipThreshold(_ truth: Double) {
    var person = Specimens.person(rationality: 2) { $0.skipThreshold = .deviations(truth) }
    let others = Specimens.uniforms(count, "others", limit: 3)
    let stream = RandomStream(seed: 47)
    let skips = gaps.indices.count {
      person.answer(Specimens.comparison($0, gaps[$0], others[$0]), using: RandomKey(stream, $0))
        == .declined
    }
    let p = Double(skips) / Double(count)
    expectRecovered(
      6 * p.squareRoot() - 3, standardError: 3 * ((1 - p) / Double(count)).squareRoot(), truth)
  }

  /// Neutral thresholds: no tie and no refusal among 20 000, however alike or poor.
  @Test func noThresholds() {
    var person = Specimens.person(rationality: 2)
    let stream = RandomStream(seed: 48)
    for i in gaps.indices {
      let question = Specimens.comparison(i, gaps[i] / 1_000, 0)
      let answer = person.answer(question, using: RandomKey(stream, i))
      #expect(answer == .first || answer == .second)
    }
  }
}
