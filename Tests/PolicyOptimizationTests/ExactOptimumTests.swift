import Environments
import Foundation
import SandboxCore
import Testing

@testable import PolicyOptimization

/// The tilt of a reference by a reward, over alternatives that are all listed.
@Suite struct ExactOptimumTests {
  @Test(arguments: [
    (0.5, [0.00214401, 0.01584220, 0.11705891, 0.86495488], 2.844825, 0.930866, 2.379392),
    (1.0, [0.03205860, 0.08714432, 0.23688282, 0.64391426], 2.492653, 0.438757, 2.053895),
    (2.0, [0.10153632, 0.16740510, 0.27600434, 0.45505423], 2.084576, 0.141244, 1.802089),
  ])
  func tiltsFourItems(
    coefficient: Double, probabilities: [Double], reward: Double, kl: Double, objective: Double
  ) {
    let optimum = ExactOptimum(
      reference: [0, 0, 0, 0], rewards: [0, 1, 2, 3], klCoefficient: coefficient)
    for (found, known) in zip(optimum.logProbabilities, probabilities) {
      #expect(abs(exp(found) - known) < 1e-8)
    }
    #expect(abs(optimum.expectedReward - reward) < 1e-6)
    #expect(abs(optimum.klToReference - kl) < 1e-6)
    #expect(abs(optimum.objective - objective) < 1e-6)
  }

  /// However weak the penalty: the best that the reference can write, at its distance, and no better.
  @Test(arguments: [1e-3, 1e-9, 1e-21, 1e-300, 0])
  func aWeakPenaltyLeavesTheBest(coefficient: Double) {
    let optimum = ExactOptimum(
      reference: [0, 0, 0, -.infinity], rewards: [-8, 1, 4, 9], klCoefficient: coefficient)
    #expect(abs(optimum.expectedReward - 4) < 1e-12)
    #expect(abs(optimum.klToReference - log(3)) < 1e-12)
    #expect(optimum.objective <= 4 && optimum.objective > 3.99)
  }

  /// Binary tokens, three of them, P(1) = 0.3, r = #ones − 2·[contains 11], β = 0.5: by whole responses.
  @Test func solvesTheSequenceExample() throws {
    let tree = try SequenceExample.tree()
    let optimum = ExactOptimum(
      reference: EpisodeLaw(SequenceExample.reference(in: tree), in: tree).logProbabilities,
      rewards: SequenceExample.rewards(in: tree), klCoefficient: 0.5)
    for (found, probability) in zip(optimum.logProbabilities, SequenceExample.probabilities) {
      #expect(abs(exp(found) - probability) < 1e-8)
    }
    #expect(abs(optimum.objective - 0.9984891) < 1e-7)
    #expect(abs(optimum.expectedReward - 1.403255) < 1e-6)
    #expect(abs(optimum.klToReference - 0.809532) < 1e-6)
  }
}

/// The worked example of sequences, whose answer is known.
enum SequenceExample {
  static let world = TinyTextWorld(
    tokenCount: 2, length: 3,
    reward: .phrases(scores: [0, 1], bonuses: [TinyReward.Phrase([1, 1], bonus: -2)]))

  /// P(y) under the optimum, of 000, 001, 010, 011, 100, 101, 110, 111.
  static let probabilities = [
    0.04656049, 0.14744487, 0.14744487, 0.00855193, 0.14744487, 0.46691933, 0.00855193, 0.02708171,
  ]

  static func tree() throws -> EpisodeTree {
    try EpisodeTree(of: world.prompts(in: .training)[0], in: world)
  }

  /// P(1) = 0.3 everywhere.
  static func reference(in tree: EpisodeTree) -> [Double] {
    tree.actions.map { log($0.token == 1 ? 0.3 : 0.7) }
  }

  static func rewards(in tree: EpisodeTree) -> [Double] {
    tree.rewards(by: TrueReward(environment: world))
  }
}
