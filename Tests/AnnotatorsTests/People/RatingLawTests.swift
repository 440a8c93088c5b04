import CGSL
import Foundation
import Randomness
import SandboxCore
import Testing

@testable import Annotators

/// The probabilities of the numbers 1 to 10, from differences of the normal distribution.
@Suite struct RatingLawTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var gold: Double
    var rationality: Double
    var anchor: Int?
    var traits: Traits = Traits()
  }

  static func traits(_ change: (inout Traits) -> Void) -> Traits {
    var traits = Traits()
    change(&traits)
    return traits
  }

  static let cases = [
    Case(testDescription: "plain", gold: 0.3, rationality: 1.5),
    Case(
      testDescription: "severe, central", gold: 1, rationality: 2,
      traits: traits { ($0.severity, $0.scaleUse) = (0.6, 0.7) }),
    Case(
      testDescription: "lenient, extreme", gold: -0.5, rationality: 1,
      traits: traits { ($0.severity, $0.scaleUse) = (-0.4, 1.5) }),
    Case(
      testDescription: "anchored", gold: 0.8, rationality: 1.2, anchor: 3,
      traits: traits { $0.anchoring = 0.35 }),
    Case(
      testDescription: "misperceiving", gold: 0, rationality: 2,
      traits: traits { $0.misperception = 0.5 }),
    Case(
      testDescription: "lapsing and slipping", gold: 1.2, rationality: 2,
      traits: traits { ($0.lapses, $0.mistakes) = (0.2, 0.15) }),
  ]

  /// P(X = k) = Φ((k + ½ − μ)/s) − Φ((k − ½ − μ)/s), open at both ends, with
  ///
  ///     μ = (1 − a)(5.5 + 2(κq − α)) + a·last,   s = (1 − a)·2κ·√(π²/(6β²) + σ²)
  ///
  /// A slip then mirrors with probability ε what a lapse has made uniform with probability λ.
  private func law(_ test: Case) -> [Double] {
    let t = test.traits
    let blur = Double.pi / (6.0.squareRoot() * test.rationality)
    let spread = (blur * blur + t.misperception * t.misperception).squareRoot()
    let pull = test.anchor == nil ? 0 : t.anchoring
    let own = 5.5 + 2 * (t.scaleUse * test.gold - t.severity)
    let mean = (1 - pull) * own + pull * Double(test.anchor ?? 0)
    let deviation = (1 - pull) * 2 * t.scaleUse * spread
    func below(_ limit: Double) -> Double { gsl_cdf_ugaussian_P((limit - mean) / deviation) }
    let seen = (1...10).map { k -> Double in
      let high = k == 10 ? 1.0 : below(Double(k) + 0.5)
      let low = k == 1 ? 0.0 : below(Double(k) - 0.5)
      return high - low
    }
    let considered = seen.map { t.lapses / 10 + (1 - t.lapses) * $0 }
    return (0..<10).map { (1 - t.mistakes) * considered[$0] + t.mistakes * considered[9 - $0] }
  }

  @Test(arguments: cases) func ratingsFollowTheLaw(_ test: Case) {
    let count = 20_000
    var traits = test.traits
    traits.rationality = .boltzmann(rationality: test.rationality)
    let person = Specimens.person { $0 = traits }
    let stream = RandomStream(seed: 57).child(test.testDescription)
    var counts = [Int](repeating: 0, count: 10)
    for i in 0..<count {
      var fresh = person
      if let anchor = test.anchor { fresh.remember(rating: anchor) }
      let answer = fresh.answer(
        Specimens.question(i, .rating, [test.gold]), using: RandomKey(stream, i))
      guard case .rating(let rating) = answer else { continue }
      counts[rating - 1] += 1
    }
    for (k, p) in law(test).enumerated() {
      let share = Double(counts[k]) / Double(count)
      let error = (p * (1 - p) / Double(count)).squareRoot()
      #expect(abs(share - p) < 5 * error + 1e-12, "\(k + 1): \(share) instead of \(p)")
    }
  }
}

extension SimulatedAnnotator {
  /// Has just given a rating, as far as anchoring goes.
  fileprivate mutating func remember(rating: Int) {
    var careful = self
    careful.traits = Traits()
    let gold = (Double(rating) - 5.5) / 2
    _ = careful.answer(
      Specimens.question(0, .rating, [gold]), using: RandomKey(RandomStream(seed: 1), 0))
    careful.traits = traits
    self = careful
  }
}
