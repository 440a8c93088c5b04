import Environments
import Foundation
import Networks
import Randomness
import SandboxCore
import Testing

@testable import PolicyOptimization

/// Soft dynamic programming over everything that may happen.
@Suite struct TreeOptimumTests {
  /// log π of a random policy.
  private func randomPolicy(in tree: EpisodeTree, seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed)
    var policy = tree.actions.map { _ in log(stream.uniform() + 0.01) }
    for decision in tree.decisions {
      let sum = log(decision.actions.reduce(0) { $0 + exp(policy[$1]) })
      for action in decision.actions { policy[action] -= sum }
    }
    return policy
  }

  private func objective(
    of policy: [Double], reference: [Double], rewards: [Double], klCoefficient: Double,
    in tree: EpisodeTree
  ) -> Double {
    let law = EpisodeLaw(policy, in: tree)
    return law.mean(of: rewards)
      - klCoefficient * law.divergence(from: EpisodeLaw(reference, in: tree))
  }

  /// Where the world says nothing it is the tilt of whole responses.
  @Test(arguments: [0, 0.1, 0.5, 2, 50])
  func isTheTiltWhereNothingReplies(klCoefficient: Double) throws {
    let world = TinyTextWorld(tokenCount: 4, length: 4)
    let tree = try EpisodeTree(of: world.prompts(in: .training)[0], in: world)
    let reference = randomPolicy(in: tree, seed: 3)
    let rewards = tree.rewards(by: TrueReward(environment: world))
    let whole = ExactOptimum(
      reference: EpisodeLaw(reference, in: tree).logProbabilities, rewards: rewards,
      klCoefficient: klCoefficient)
    let optimum = TreeOptimum(
      of: tree, reference: reference, rewards: rewards, klCoefficient: klCoefficient)
    #expect(abs(optimum.objective - whole.objective) < 1e-10)
    let law = EpisodeLaw(optimum.policy, in: tree)
    for (found, known) in zip(law.logProbabilities, whole.logProbabilities) {
      #expect(abs(exp(found) - exp(known)) < 1e-12)
    }
    #expect(abs(law.mean(of: rewards) - whole.expectedReward) < 1e-10)
    let reach = law.divergence(from: EpisodeLaw(reference, in: tree))
    #expect(abs(reach - whole.klToReference) < 1e-10)
  }

  /// The sequence example token by token: P(1 | prefix).
  @Test func writesTheSequenceExampleTokenByToken() throws {
    let tree = try SequenceExample.tree()
    let optimum = TreeOptimum(
      of: tree, reference: SequenceExample.reference(in: tree),
      rewards: SequenceExample.rewards(in: tree), klCoefficient: 0.5)
    let law = EpisodeLaw(optimum.policy, in: tree)
    for (found, known) in zip(law.logProbabilities, SequenceExample.probabilities) {
      #expect(abs(exp(found) - known) < 1e-8)
    }
    #expect(abs(optimum.objective - 0.9984891) < 1e-7)
    // After nothing, 0, 00, 01, 1, 10, 11: a walk in depth.
    let known = [
      0.64999784, 0.44570239, 0.76000413, 0.05482116, 0.05482116, 0.76000413, 0.76000413,
    ]
    #expect(tree.decisions.count == known.count)
    for (decision, probability) in zip(tree.decisions, known) {
      #expect(abs(exp(optimum.policy[decision.actions.upperBound - 1]) - probability) < 1e-8)
    }
  }

  /// Against the random opponent the best play is worth 191/192 as X and 874/945 as O.
  @Test(arguments: [(0, 191.0 / 192), (1, 874.0 / 945)])
  func theWeakestPenaltyLeavesTheBestPlay(side: Int, value: Double) throws {
    let board = TicTacToeWorld()
    let tree = try EpisodeTree(of: board.wholeGamePrompts[side], in: board)
    let outcomes = tree.rewards(by: TrueReward(environment: board))
    func optimum(_ klCoefficient: Double) -> TreeOptimum {
      TreeOptimum(
        of: tree, reference: tree.uniformPolicy, rewards: outcomes, klCoefficient: klCoefficient)
    }
    #expect(abs(optimum(0).objective - value) < 1e-12)
    let law = EpisodeLaw(optimum(0).policy, in: tree)
    #expect(abs(law.mean(of: outcomes) - value) < 1e-10)
    // β · log |A| a move is all that a weak penalty costs.
    let weak = optimum(1e-5).objective
    #expect(weak < value && weak > value - 1e-5 * 5 * log(9))
  }

  /// The same as play that knows the opponent, on openings and against players of every kind.
  @Test func agreesWithBestPlayAgainstEverybody() throws {
    for opponent in [Opponent.random, .greedy, .minimax(depth: 2), .perfect] {
      let board = TicTacToeWorld(opponent: opponent)
      let prompts = Array(board.prompts(in: .heldOutTopics).prefix(20))
      let known = try #require(board.bestRewards(of: prompts))
      for (prompt, value) in zip(prompts, known) {
        let tree = try EpisodeTree(of: prompt, in: board)
        let optimum = TreeOptimum(
          of: tree, reference: tree.uniformPolicy,
          rewards: tree.rewards(by: TrueReward(environment: board)), klCoefficient: 0)
        #expect(abs(optimum.objective - value) < 1e-12)
      }
    }
  }

  /// β = 0 is where small β go, also in what is taken of equally good moves.
  @Test func theLimitIsTheLimit() throws {
    let board = TicTacToeWorld()
    for prompt in board.prompts(in: .heldOutTopics).prefix(10) {
      let tree = try EpisodeTree(of: prompt, in: board)
      let reference = randomPolicy(in: tree, seed: 9)
      let rewards = tree.rewards(by: TrueReward(environment: board))
      func optimum(_ klCoefficient: Double) -> TreeOptimum {
        TreeOptimum(
          of: tree, reference: reference, rewards: rewards, klCoefficient: klCoefficient)
      }
      let (limit, near) = (optimum(0), optimum(1e-4))
      for (found, known) in zip(limit.policy, near.policy) {
        #expect(abs(exp(found) - exp(known)) < 1e-6)
      }
      let divergence = EpisodeLaw(limit.policy, in: tree)
        .divergence(from: EpisodeLaw(reference, in: tree))
      #expect(abs(near.objective - (limit.objective - 1e-4 * divergence)) < 1e-9)
    }
  }

  /// No policy has more of the objective than it, and it has what it says.
  @Test func nothingIsBetter() throws {
    let board = TicTacToeWorld()
    let prompt = try #require(board.prompts(in: .heldOutTopics).first)
    let tree = try EpisodeTree(of: prompt, in: board)
    let reference = randomPolicy(in: tree, seed: 1)
    let rewards = tree.rewards(by: TrueReward(environment: board))
    let optimum = TreeOptimum(of: tree, reference: reference, rewards: rewards, klCoefficient: 0.3)
    func reached(_ policy: [Double]) -> Double {
      objective(
        of: policy, reference: reference, rewards: rewards, klCoefficient: 0.3, in: tree)
    }
    #expect(abs(reached(optimum.policy) - optimum.objective) < 1e-12)
    #expect(reached(reference) < optimum.objective - 0.01)
    for seed in 2..<40 {
      #expect(reached(randomPolicy(in: tree, seed: UInt64(seed))) < optimum.objective)
      // A small step away loses, too.
      var near = optimum.policy
      let change = randomPolicy(in: tree, seed: UInt64(seed))
      for decision in tree.decisions {
        let mixed = decision.actions.map { log(0.99 * exp(near[$0]) + 0.01 * exp(change[$0])) }
        near.replaceSubrange(decision.actions, with: mixed)
      }
      #expect(reached(near) < optimum.objective && reached(near) > optimum.objective - 0.01)
    }
  }
}
