import CGSL
import Foundation
import Randomness
import SandboxCore
import Testing

@testable import Annotators

/// What 20 000 numbers tell of how a person uses a scale.
///
/// The latent number of a rating is normal, cut into 1...10 at the halves; its blur is unknown too.
@Suite struct ScaleRecoveryTests {
  private let count = 20_000
  private let golds = Specimens.uniforms(20_000, "golds", limit: 2)
  private let rationality = 2.0
  /// π/(√6·β).
  private var blur: Double { Double.pi / (6.0.squareRoot() * rationality) }

  private func ratings(_ person: SimulatedAnnotator, seed: UInt64) -> [Int] {
    var person = person
    let stream = RandomStream(seed: seed)
    return (0..<count).map { i in
      let answer = person.answer(
        Specimens.question(i, .rating, [golds[i]]), using: RandomKey(stream, i))
      guard case .rating(let rating) = answer else { return 0 }
      return rating
    }
  }

  private func logProbability(_ rating: Int, mean: Double, deviation: Double) -> Double {
    let low = rating == 1 ? 0 : gsl_cdf_ugaussian_P((Double(rating) - 0.5 - mean) / deviation)
    let high = rating == 10 ? 1 : gsl_cdf_ugaussian_P((Double(rating) + 0.5 - mean) / deviation)
    return log(max(high - low, 1e-12))
  }

  /// x = 5.5 + 2(κ(q + s·n) − α): all three of κ, α and s at once.
  @Test(arguments: [(1, 0), (0.6, 0), (1, 0.5), (1.4, -0.8)])
  func scaleUseAndSeverity(_ use: Double, _ severity: Double) {
    let person = Specimens.person(rationality: rationality) {
      $0.scaleUse = use
      $0.severity = severity
    }
    let answers = ratings(person, seed: 31)
    let fit = LikelihoodFit(count: count, start: [1, 0, 0.5]) { i, theta in
      logProbability(
        answers[i], mean: 5.5 + 2 * (theta[0] * golds[i] - theta[1]),
        deviation: max(2 * theta[0] * theta[2], 1e-3))
    }
    expectRecovered(fit, [use, severity, blur])
  }

  /// x_t = (1 − a)(5.5 + 2(q + s·n)) + a·x_{t−1}.
  @Test(arguments: [0, 0.3, 0.6]) func anchoring(_ truth: Double) {
    let answers = ratings(
      Specimens.person(rationality: rationality) { $0.anchoring = truth }, seed: 32)
    let fit = LikelihoodFit(count: count - 1, start: [0.1, 0.5]) { i, theta in
      let rest = 1 - theta[0]
      let mean = rest * (5.5 + 2 * golds[i + 1]) + theta[0] * Double(answers[i])
      return logProbability(
        answers[i + 1], mean: mean, deviation: max(2 * rest * theta[1], 1e-3))
    }
    expectRecovered(fit, [truth, blur])
  }

  /// The bar of thumbs is the same severity: P(up) = σ(β(q − α)).
  @Test(arguments: [0, 0.7]) func severityOfThumbs(_ truth: Double) {
    var person = Specimens.person(rationality: rationality) { $0.severity = truth }
    let stream = RandomStream(seed: 33)
    let answers = golds.indices.map {
      person.answer(Specimens.question($0, .thumbs, [golds[$0]]), using: RandomKey(stream, $0))
        == .up
    }
    let fit = LikelihoodFit(count: count, start: [1, 0]) { i, theta in
      let p = logistic(theta[0] * (golds[i] - theta[1]))
      return log(max(answers[i] ? p : 1 - p, 1e-12))
    }
    expectRecovered(fit, [rationality, truth])
  }

  /// P(tick) = σ(β((1 − h)(2c − 1) − h·q)).
  @Test(arguments: [0, 0.5, 1]) func halo(_ truth: Double) {
    let flaw = Flaw(
      name: "cold", meaning: "Not warm.", attribute: "warm", limit: .below(0.5))
    var person = Specimens.person(rationality: rationality, flaws: [flaw]) { $0.halo = truth }
    let stream = RandomStream(seed: 34)
    let prompt = Prompt(id: 0, tokens: [0], family: "specimens", topic: "any")
    let answers = golds.indices.map { i in
      let item = Specimens.episode(
        i, gold: golds[i], attributes: [i.isMultiple(of: 2) ? 0 : 1, 0])
      let question = Question(id: i, channel: .rubric, prompt: prompt, items: [item])
      guard case .rubric(_, let flaws) = person.answer(question, using: RandomKey(stream, i)) else {
        Issue.record("no rubric")
        return false
      }
      return flaws == ["cold"]
    }
    let fit = LikelihoodFit(count: count, start: [1, 0.3]) { i, theta in
      let cue: Double = i.isMultiple(of: 2) ? 1 : -1
      let p = logistic(theta[0] * ((1 - theta[1]) * cue - theta[1] * golds[i]))
      return log(max(answers[i] ? p : 1 - p, 1e-12))
    }
    expectRecovered(fit, [rationality, truth])
  }
}
