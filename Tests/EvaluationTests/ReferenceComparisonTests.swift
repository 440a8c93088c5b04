import Foundation
import Randomness
import Rollouts
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Evaluation

@Suite struct ReferenceComparisonTests {
  private let weights = [0.1, 0.2, 0.3, 0.4]

  private func rollout(_ tokens: [Token], legal: [UInt64] = []) -> Rollout {
    let prompt = Prompt(id: 0, tokens: [0], family: "f", topic: "t")
    return Rollout(
      response: Response(prompt: prompt, written: tokens, ending: .terminated),
      logProbabilities: [], values: [], legalTokens: legal.map { [$0] })
  }

  /// Sampling (.1, .2, .3, .4) against (.4, .3, .2, .1): ten tokens in exactly these shares stand for
  /// the expectation.
  @Test func publishedMomentsOfTheEstimators() {
    let rollouts = [0, 1, 1, 2, 2, 2, 3, 3, 3, 3].map { rollout([Token($0)]) }
    let comparison = ReferenceComparison(
      policy: UniformModel(weights: weights, contextLength: 4),
      reference: UniformModel(weights: weights.reversed(), contextLength: 4), rollouts: rollouts)
    func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
      let mean = values.reduce(0, +) / 10
      return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 10)
    }
    let (k1, k3) = (moments(comparison.k1), moments(comparison.k3))
    #expect(abs(k1.mean - 0.4564348) < 1e-6)
    #expect(abs(k3.mean - 0.4564348) < 1e-6)
    #expect(abs(k1.variance - 0.834774) < 2e-6)
    #expect(abs(k3.variance - 0.217368) < 2e-6)
    #expect(comparison.klToReference == k1.mean)
    let entropy = weights.reduce(0) { $0 - $1 * log($1) }
    #expect(abs(comparison.entropy - entropy) < 1e-6)
    #expect(abs(comparison.referenceLogProbability + entropy + 0.4564348) < 1e-6)
  }

  @Test func tokensOfAnEpisodeAddUp() {
    let (policy, reference) = (
      UniformModel(weights: weights, contextLength: 9),
      UniformModel(vocabularyCount: 4, contextLength: 9)
    )
    let together = ReferenceComparison(
      policy: policy, reference: reference, rollouts: [rollout([3, 0, 2])])
    let apart = ReferenceComparison(
      policy: policy, reference: reference, rollouts: [3, 0, 2].map { rollout([$0]) })
    #expect(abs(together.k1[0] - apart.k1.reduce(0, +)) < 1e-9)
    #expect(abs(together.k3[0] - apart.k3.reduce(0, +)) < 1e-9)
  }

  @Test func masksCount() {
    // Only tokens 2 and 3 are legal: (3/7, 4/7) against (½, ½).
    let comparison = ReferenceComparison(
      policy: UniformModel(weights: weights, contextLength: 4),
      reference: UniformModel(vocabularyCount: 4, contextLength: 4),
      rollouts: [rollout([3], legal: [0b1100])])
    #expect(abs(comparison.k1[0] - log(8.0 / 7)) < 1e-6)
  }

  @Test func theReferenceIsAtNoDistanceFromItself() {
    let world = ScriptedWorld()
    let model = UniformModel(weights: weights, contextLength: 5)
    let prompts = (0..<25).flatMap { _ in world.prompts(in: .training) }
    let rollouts = RolloutEngine(environment: world).run(
      model, on: prompts, using: RandomStream(seed: 92))
    let comparison = ReferenceComparison(policy: model, reference: model, rollouts: rollouts)
    #expect(comparison.k1 == Array(repeating: 0, count: 150))
    #expect(comparison.k3 == comparison.k1)
  }

  /// Sampled through the engine: three draws of (2/9, 3/9, 4/9) against uniform.
  @Test func sampledEpisodesEstimateTheExactDivergence() {
    let world = ScriptedWorld()
    let policy = UniformModel(weights: weights, contextLength: 5)
    let reference = UniformModel(vocabularyCount: 4, contextLength: 5)
    let prompts = (0..<500).flatMap { _ in world.prompts(in: .training) }
    let rollouts = RolloutEngine(environment: world).run(
      policy, on: prompts, using: RandomStream(seed: 93))
    let comparison = ReferenceComparison(policy: policy, reference: reference, rollouts: rollouts)
    let exact = 3 * [2.0, 3, 4].reduce(0) { $0 + $1 / 9 * log($1 / 3) }
    // The variance of k1 is 3 · Var log(3p) = 3 · 0.0678 = 0.203: standard error √(0.203 / 3000) =
    // 0.0082. k3 varies less.
    #expect(abs(comparison.klToReference - exact) < 0.041)
    #expect(abs(comparison.k3.reduce(0, +) / 3_000 - exact) < 0.041)
    #expect(comparison.k3.allSatisfy { $0 >= 0 })
  }
}
