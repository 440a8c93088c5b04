import Foundation
import Randomness
import SandboxCore
import Testing

@testable import Annotators

/// What noise does to agreement, accuracy and loss: closed forms and their values to four digits and more.
@Suite struct NoiseAlgebraTests {
  private let stream = RandomStream(seed: 52)

  /// Whether each of two people prefers the first, the j-th with the luck of stream j.
  private func labels(_ person: SimulatedAnnotator, gaps: [Double]) -> [(Bool, Bool)] {
    var people = [person, person]
    return gaps.indices.map { i in
      let question = Specimens.comparison(i, gaps[i], 0)
      let one = people[0].answer(question, using: RandomKey(stream.child(0), i))
      let two = people[1].answer(question, using: RandomKey(stream.child(1), i))
      return (one == .first, two == .first)
    }
  }

  private func standardError(_ p: Double, _ count: Int) -> Double {
    (p * (1 - p) / Double(count)).squareRoot()
  }

  /// Two labellers who are right with probability a agree with p = 2a² − 2a + 1, a = (1 + √(2p − 1))/2.
  @Test(arguments: [
    (0.63, 0.7550), (0.65, 0.7739), (0.66, 0.7828), (0.726, 0.8362), (0.73, 0.8391),
    (0.773, 0.8695), (0.81, 0.8937),
  ])
  func agreementTellsAccuracy(_ agreement: Double, _ accuracy: Double) {
    #expect(abs((1 + (2 * agreement - 1).squareRoot()) / 2 - accuracy) < 5e-5)
    #expect(abs(2 * accuracy * accuracy - 2 * accuracy + 1 - agreement) < 1e-4)
    let count = 20_000
    let person = Specimens.person { $0.mistakes = 1 - accuracy }
    let labels = labels(person, gaps: [Double](repeating: 1, count: count))
    let agreed = Double(labels.count { $0 == $1 }) / Double(count)
    let right = Double(labels.count { $0.0 }) / Double(count)
    #expect(abs(agreed - agreement) < 5 * standardError(agreement, count) + 1e-4)
    #expect(abs(right - accuracy) < 5 * standardError(accuracy, count))
  }

  /// Flips shrink the gap that a Bradley-Terry model sees: Δ_eff = logit((1 − 2ε)σ(Δ) + ε).
  @Test(arguments: [
    (0.05, [0.4482, 0.8855, 1.6786, 2.6468]), (0.1, [0.3970, 0.7761, 1.4155, 2.0467]),
    (0.25, [0.2462, 0.4706, 0.8020, 1.0512]), (0.4, [0.0980, 0.1854, 0.3070, 0.3905]),
  ])
  func flipsShrinkTheGap(_ flips: Double, _ effective: [Double]) {
    let count = 20_000
    for (gap, effective) in zip([0.5, 1, 2, 4], effective) {
      let p = (1 - 2 * flips) * logistic(gap) + flips
      #expect(abs(log(p / (1 - p)) - effective) < 5e-5)
      let person = Specimens.person(rationality: 1) { $0.mistakes = flips }
      let labels = labels(person, gaps: [Double](repeating: gap, count: count))
      let share = Double(labels.count { $0.0 }) / Double(count)
      #expect(abs(share - logistic(effective)) < 5 * standardError(p, count) + 2e-5)
    }
  }

  /// Δ ~ N(0, s²): agreement of two labels, and accuracy of the sign of Δ against one.
  @Test(arguments: [
    (0.5, 0.5279, 0.5959), (1, 0.5868, 0.6749), (1.5, 0.6465, 0.7342), (2, 0.6971, 0.7780),
    (3, 0.7703, 0.8359),
  ])
  func agreementOverNormalGaps(_ spread: Double, _ agreement: Double, _ accuracy: Double) {
    let count = 40_000
    let gaps = Specimens.normals(count, "gaps \(spread)").map { spread * $0 }
    let labels = labels(Specimens.person(rationality: 1), gaps: gaps)
    let agreed = Double(labels.count { $0 == $1 }) / Double(count)
    let right = Double(zip(gaps, labels).count { ($0 > 0) == $1.0 }) / Double(count)
    #expect(abs(agreed - agreement) < 5 * standardError(agreement, count) + 5e-5)
    #expect(abs(right - accuracy) < 5 * standardError(accuracy, count) + 5e-5)
    // Jensen: with gaps of many sizes the best accuracy is below that of equal ones.
    #expect(accuracy < (1 + (2 * agreement - 1).squareRoot()) / 2)
  }

  /// No reward model, however good, has a lower loss on fresh labels than the true one.
  @Test(arguments: [(1, 0.599438, 0.206621), (2, 0.462009, 0.151426)])
  func lossOfTheTrueModel(_ spread: Double, _ logLoss: Double, _ brier: Double) {
    let count = 40_000
    let gaps = Specimens.normals(count, "loss \(spread)").map { spread * $0 }
    let labels = labels(Specimens.person(rationality: 1), gaps: gaps)
    let losses = zip(gaps, labels).map { gap, label in
      -log(label.0 ? logistic(gap) : logistic(-gap))
    }
    let squares = zip(gaps, labels).map { gap, label in
      (logistic(gap) - (label.0 ? 1 : 0)) * (logistic(gap) - (label.0 ? 1 : 0))
    }
    for (values, expected) in [(losses, logLoss), (squares, brier)] {
      let mean = values.reduce(0, +) / Double(count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
      #expect(abs(mean - expected) < 5 * (variance / Double(count)).squareRoot() + 5e-7)
    }
  }
}
