import CGSL
import Foundation
import Randomness
import SandboxCore
import Testing

@testable import Annotators

/// What 20 000 answers tell of a person's errors about responses, and of their own taste.
@Suite struct ErrorRecoveryTests {
  private let count = 20_000

  /// The blur of a rating at rationality β, in standard deviations of quality: that of Gumbel noise.
  private func blur(_ rationality: Double) -> Double {
    Double.pi / (6.0.squareRoot() * rationality)
  }

  /// log P of a rating whose latent number is normal with this mean and variance.
  private func logProbability(_ rating: Int, mean: Double, variance: Double) -> Double {
    let deviation = max(variance, 1e-6).squareRoot()
    let low = rating == 1 ? 0 : gsl_cdf_ugaussian_P((Double(rating) - 0.5 - mean) / deviation)
    let high = rating == 10 ? 1 : gsl_cdf_ugaussian_P((Double(rating) + 0.5 - mean) / deviation)
    return log(max(high - low, 1e-12))
  }

  private func ratings(_ person: SimulatedAnnotator, topics: [String], seed: UInt64) -> [Int] {
    var person = person
    let stream = RandomStream(seed: seed)
    return (0..<count).map { i in
      let question = Specimens.question(i, .rating, [0], topic: topics[i % topics.count])
      guard case .rating(let rating) = person.answer(question, using: RandomKey(stream, i)) else {
        Issue.record("no rating")
        return 0
      }
      return rating
    }
  }

  /// Of equal responses, each seen once: x = 5.5 + 2·N(0, s² + σ²), s known. σ² is estimated, which may
  /// fall below its neutral 0.
  @Test(arguments: [0, 0.3, 0.8]) func misperception(_ truth: Double) {
    let person = Specimens.person(rationality: 3) { $0.misperception = truth }
    let answers = ratings(person, topics: ["any"], seed: 11)
    let known = blur(3) * blur(3)
    let fit = LikelihoodFit(count: count, start: [0.1]) { i, theta in
      logProbability(answers[i], mean: 5.5, variance: 4 * (known + theta[0]))
    }
    expectRecovered(fit, [truth * truth])
  }

  /// What is left of the variance on a topic, (1 − x)², and the error itself.
  @Test(arguments: [0, 0.4, 0.7]) func expertise(_ truth: Double) {
    let person = Specimens.person(rationality: 3) {
      $0.misperception = 0.8
      $0.expertise = [TopicValue(topic: "maths", value: truth)]
    }
    let answers = ratings(person, topics: ["maths", "any"], seed: 12)
    let known = blur(3) * blur(3)
    let fit = LikelihoodFit(count: count, start: [0.5, 0.5]) { i, theta in
      let variance = theta[0] * (i.isMultiple(of: 2) ? theta[1] : 1)
      return logProbability(answers[i], mean: 5.5, variance: 4 * (known + variance))
    }
    expectRecovered(fit, [0.64, (1 - truth) * (1 - truth)])
  }

  /// Two normal numbers of correlation ρ have the same sign with p = ½ + asin(ρ)/π (Sheppard 1899), so
  ///
  ///     ρ = sin(π(p − ½)),   standard error π·cos(π(p − ½))·√(p(1 − p)/n)
  @Test(arguments: [0, 0.4, 0.9]) func errorCorrelation(_ truth: Double) {
    var people = ["ann", "ben"].map { name in
      Specimens.person(name) {
        $0.misperception = 0.5
        $0.errorCorrelation = truth
      }
    }
    let stream = RandomStream(seed: 13)
    var agreed = 0
    for i in 0..<count {
      let question = Specimens.question(i, .thumbs, [0])
      let answers = people.indices.map {
        people[$0].answer(question, using: RandomKey(stream.child($0), i))
      }
      agreed += answers[0] == answers[1] ? 1 : 0
    }
    let p = Double(agreed) / Double(count)
    let angle = Double.pi * (p - 0.5)
    expectRecovered(
      sin(angle),
      standardError: Double.pi * cos(angle) * (p * (1 - p) / Double(count)).squareRoot(), truth)
  }

  /// One person's own weights, by logistic regression on the differences of gold and attributes.
  @Test(arguments: [[], [0.6, -1.1]]) func individualWeights(_ truth: [Double]) {
    let differences = (0..<2).map { Specimens.uniforms(count, "attribute \($0)", limit: 0.5) }
    let gaps = Specimens.uniforms(count, "gaps", limit: 1)
    var person = SimulatedAnnotator(
      name: "p",
      opinion: Opinion(
        group: Specimens.plain, attributes: Specimens.attributes, individualWeights: truth))
    person.traits.rationality = .boltzmann(rationality: 2)
    let stream = RandomStream(seed: 14)
    let answers = (0..<count).map { i in
      let first = Specimens.episode(
        2 * i, gold: gaps[i],
        attributes: [0.5 + differences[0][i], 0.5 + differences[1][i]])
      let second = Specimens.episode(2 * i + 1, gold: 0, attributes: [0.5, 0.5])
      return person.answer(
        Question(id: i, first: first, second: second), using: RandomKey(stream, i)) == .first
    }
    let fit = LikelihoodFit(count: count, start: [1, 0, 0]) { i, theta in
      let quality = gaps[i] + theta[1] * differences[0][i] + theta[2] * differences[1][i]
      let p = logistic(theta[0] * quality)
      return log(max(answers[i] ? p : 1 - p, 1e-12))
    }
    expectRecovered(fit, [2] + (truth.isEmpty ? [0, 0] : truth))
  }

  /// 20 000 people with one answer each: P(first) = Φ(Δ/s) if the first has all of an attribute and the
  /// second none.
  /// Without a spread nobody answers against the gap.
  @Test(arguments: [0, 0.4, 1.2]) func tasteStandardDeviation(_ truth: Double) {
    let gaps = Specimens.uniforms(count, "gaps", limit: 2)
    let stream = RandomStream(seed: 15)
    let answers = (0..<count).map { i in
      var taste = stream.child("taste").child(i)
      var person = SimulatedAnnotator(
        name: "p",
        opinion: Opinion(
          group: Specimens.plain, attributes: Specimens.attributes, tasteStandardDeviation: truth,
          using: &taste))
      let question = Question(
        id: i, first: Specimens.episode(1, gold: gaps[i], attributes: [1, 0]),
        second: Specimens.episode(2, gold: 0, attributes: [0, 0]))
      return person.answer(question, using: RandomKey(stream, i)) == .first
    }
    guard truth > 0 else {
      #expect(answers == gaps.map { $0 > 0 })
      return
    }
    let fit = LikelihoodFit(count: count, start: [1]) { i, theta in
      let p = gsl_cdf_ugaussian_P(gaps[i] / max(theta[0], 1e-3))
      return log(max(answers[i] ? p : 1 - p, 1e-12))
    }
    expectRecovered(fit, [truth])
  }
}
