import CGSL
import Foundation
import Randomness
import SandboxCore
import Testing

@testable import Annotators

/// What 20 000 answers tell of a person's noise: within three standard errors of what was set.
@Suite struct NoiseRecoveryTests {
  private let count = 20_000

  /// A person's answers to comparisons of given gaps: whether the first was preferred.
  private func choices(_ person: SimulatedAnnotator, _ gaps: [Double], seed: UInt64) -> [Bool] {
    var person = person
    let stream = RandomStream(seed: seed)
    return gaps.indices.map {
      person.answer(Specimens.comparison($0, gaps[$0], 0), using: RandomKey(stream, $0)) == .first
    }
  }

  /// log P of a choice whose first response is chosen with probability p.
  private func logProbability(_ isFirst: Bool, _ p: Double) -> Double {
    log(max(isFirst ? p : 1 - p, 1e-12))
  }

  /// Logistic regression through the origin: the slope is β.
  @Test(arguments: [0, 0.5, 1.7, 4.0]) func rationality(_ truth: Double) {
    let gaps = Specimens.uniforms(count, "gaps", limit: 2)
    let answers = choices(Specimens.person(rationality: truth), gaps, seed: 1)
    let fit = LikelihoodFit(count: count, start: [1]) { i, theta in
      logProbability(answers[i], logistic(theta[0] * gaps[i]))
    }
    expectRecovered(fit, [truth])
  }

  /// 1/β = 0: no answer against the gap, so the likelihood is greatest there, without any error.
  @Test func perfectRationality() {
    let gaps = Specimens.uniforms(count, "gaps", limit: 2)
    #expect(choices(Specimens.person(), gaps, seed: 2) == gaps.map { $0 > 0 })
  }

  /// P = ε + (1 − 2ε)·σ(βΔ), β unknown too.
  @Test(arguments: [0, 0.1, 0.3]) func mistakes(_ truth: Double) {
    let gaps = Specimens.uniforms(count, "gaps", limit: 3)
    let person = Specimens.person(rationality: 2) { $0.mistakes = truth }
    let answers = choices(person, gaps, seed: 3)
    let fit = LikelihoodFit(count: count, start: [1.5, 0.05]) { i, theta in
      logProbability(
        answers[i], theta[1] + (1 - 2 * theta[1]) * logistic(theta[0] * gaps[i]))
    }
    expectRecovered(fit, [2, truth])
  }

  /// P = λ/2 + (1 − λ)·σ(βΔ), β unknown too.
  @Test(arguments: [0, 0.12, 0.4]) func lapses(_ truth: Double) {
    let gaps = Specimens.uniforms(count, "gaps", limit: 3)
    let person = Specimens.person(rationality: 2) { $0.lapses = truth }
    let answers = choices(person, gaps, seed: 4)
    let fit = LikelihoodFit(count: count, start: [1.5, 0.05]) { i, theta in
      logProbability(
        answers[i], theta[1] / 2 + (1 - theta[1]) * logistic(theta[0] * gaps[i]))
    }
    expectRecovered(fit, [2, truth])
  }

  /// In a comparison two slips of one half are a lapse; on a scale the two can be told apart: a slip
  /// mirrors the number, a lapse makes it any.
  @Test func mistakesAndLapsesTogether() {
    let golds = Specimens.uniforms(count, "golds", limit: 2)
    var person = Specimens.person {
      $0.mistakes = 0.1
      $0.lapses = 0.15
    }
    let stream = RandomStream(seed: 5)
    let outcomes = golds.indices.map { i -> (isPlain: Bool, isMirror: Bool) in
      let question = Specimens.question(i, .rating, [golds[i]])
      let plain = Int((5.5 + 2 * golds[i]).rounded())
      let answer = person.answer(question, using: RandomKey(stream, i))
      return (answer == .rating(plain), answer == .rating(11 - plain))
    }
    let fit = LikelihoodFit(count: count, start: [0.05, 0.05]) { i, theta in
      let (slip, lapse) = (theta[0], theta[1])
      var p = lapse / 10
      if outcomes[i].isPlain { p += (1 - lapse) * (1 - slip) }
      if outcomes[i].isMirror { p += (1 - lapse) * slip }
      return log(max(p, 1e-12))
    }
    expectRecovered(fit, [0.1, 0.15])
  }
}
