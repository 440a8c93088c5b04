import Environments
import Foundation
import Networks
import Randomness
import Rollouts
import SandboxCore
import SandboxTestSupport
import Testing

@testable import PolicyOptimization

/// The exact optimum as a policy that plays.
@Suite struct SolvedPolicyTests {
  private let board = TicTacToeWorld()
  private var opening: Prompt {
    board.prompts(in: .heldOutPrompts).first { $0.tokens.count == 4 } ?? board.wholeGamePrompts[0]
  }
  private func policy(_ klCoefficient: Double) -> SolvedPolicy {
    SolvedPolicy.optimum(
      reference: UniformModel(
        vocabularyCount: board.vocabulary.count, contextLength: board.contextLength),
      reward: TrueReward(environment: board), klCoefficient: klCoefficient)
  }

  /// What is played is what the table says, with its log-probability at every token.
  @Test func playsWhatItsTableSays() throws {
    let tree = try EpisodeTree(of: opening, in: board)
    let rewards = tree.rewards(by: TrueReward(environment: board))
    let optimum = TreeOptimum(
      of: tree, reference: tree.uniformPolicy, rewards: rewards, klCoefficient: 0.5)
    let law = EpisodeLaw(optimum.policy, in: tree)
    let count = 4000
    let rollouts = policy(0.5).rollouts(
      on: Array(repeating: opening, count: count), in: RolloutEngine(environment: board),
      using: RandomStream(seed: 8))
    let first = Dictionary(
      uniqueKeysWithValues: tree.decisions[0].actions.map { (tree.actions[$0].token, $0) })
    for (token, action) in first {
      let own = rollouts.filter { $0.response.continuation[0] == token }
      let chance = exp(optimum.policy[action])
      let error = (chance * (1 - chance) / Double(count)).squareRoot()
      #expect(abs(Double(own.count) / Double(count) - chance) < 5 * error)
      for rollout in own {
        #expect(abs(Double(rollout.logProbabilities[0]) - optimum.policy[action]) < 1e-5)
        #expect(abs(Double(rollout.values[0]) - optimum.objective) < 1e-5)
      }
    }
    let sampled = rollouts.map { board.episode($0.response).gold.value }.reduce(0, +)
    // Outcomes have a deviation of at most 1.
    #expect(abs(sampled / Double(count) - law.mean(of: rewards)) < 5 / Double(count).squareRoot())
    // log π − log π_ref at its own tokens has the exact KL as its mean.
    let ratios = rollouts.map { rollout in
      zip(rollout.logProbabilities, rollout.legalTokens).reduce(0.0) { sum, pair in
        sum + Double(pair.0) + log(Double(pair.1.reduce(0) { $0 + $1.nonzeroBitCount }))
      }
    }
    let divergence = law.divergence(from: EpisodeLaw(tree.uniformPolicy, in: tree))
    let mean = ratios.reduce(0, +) / Double(count)
    let variance = ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    #expect(abs(mean - divergence) < 5 * (variance / Double(count)).squareRoot())
    guard case .exactly(let known)? = policy(0.5).klToReference(on: [opening, opening], in: board)
    else {
      Issue.record("the distance is not known")
      return
    }
    #expect(abs(known - divergence) < 1e-6)
  }

  /// Each prompt has its own answer, in the order asked for, whatever stands beside it.
  @Test func answersEveryPromptInItsPlace() {
    let prompts = [opening] + board.prompts(in: .heldOutTopics).prefix(2) + [opening]
    let engine = RolloutEngine(environment: board)
    let together = policy(0.1).rollouts(on: prompts, in: engine, using: RandomStream(seed: 1))
    #expect(together.map(\.response.prompt) == prompts)
    #expect(together.map(\.response.ending).allSatisfy { $0 == .terminated })
    // A temperature of 0 takes the likeliest.
    var greedy = engine
    greedy.temperature = 0
    let moves = Set(
      policy(0.1).rollouts(
        on: Array(repeating: opening, count: 20), in: greedy, using: RandomStream(seed: 1)
      ).map { $0.response.continuation[0] })
    #expect(moves.count == 1)
  }
}
