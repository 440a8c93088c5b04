import Foundation
import Randomness
import SandboxCore
import Testing

@testable import Annotators

/// Asking in both orders.
@Suite struct PositionBiasTests {
  /// How often the same pair was answered first-first, second-second, or consistently.
  private func counts(bias: Double, gap: Double, pairs: Int) -> (ff: Int, ss: Int, same: Int) {
    var person = Specimens.person(rationality: 1) { $0.positionBias = bias }
    let stream = RandomStream(seed: 53)
    var counts = (ff: 0, ss: 0, same: 0)
    for i in 0..<pairs {
      let there = Specimens.comparison(i, gap, 0)
      let back = Question(id: i, first: there.second, second: there.first)
      let one = person.answer(there, using: RandomKey(stream.child("there"), i))
      let two = person.answer(back, using: RandomKey(stream.child("back"), i))
      if one != two {
        counts.same += 1
      } else if one == .first {
        counts.ff += 1
      } else {
        counts.ss += 1
      }
    }
    return counts
  }

  /// n_FF/n_SS = e^{2b} whatever the gap; b̂ = ½·ln(n_FF/n_SS) has a standard error of
  /// ½·√(1/n_FF + 1/n_SS).
  @Test(arguments: [0.0, 0.5, 0.9, 1.86], [0.0, 0.7, 1.5])
  func biasIsReadOffBothOrders(_ bias: Double, _ gap: Double) {
    let found = counts(bias: bias, gap: gap, pairs: 10_000)
    let (ff, ss) = (Double(found.ff), Double(found.ss))
    #expect(abs(0.5 * log(ff / ss) - bias) < 5 * 0.5 * (1 / ff + 1 / ss).squareRoot())
  }

  /// 30 pairs always first and 5 always second.
  @Test func theEstimatorOfThirtyToFive() {
    #expect(abs(0.5 * log(30.0 / 5) - 0.895880) < 5e-7)
  }

  /// The same response twice: σ(Δ + b)σ(Δ − b) + σ(−Δ − b)σ(−Δ + b).
  @Test(arguments: [(0.0, 0.6068), (0.5, 0.5778), (1, 0.5000), (2, 0.2909)])
  func consistency(_ bias: Double, _ expected: Double) {
    let p =
      logistic(1 + bias) * logistic(1 - bias) + logistic(-1 - bias) * logistic(-1 + bias)
    #expect(abs(p - expected) < 5e-5)
    let pairs = 20_000
    let share = Double(counts(bias: bias, gap: 1, pairs: pairs).same) / Double(pairs)
    #expect(abs(share - p) < 5 * (p * (1 - p) / Double(pairs)).squareRoot())
  }
}
