import Environments
import Foundation
import Networks
import Randomness
import Rollouts
import SandboxCore
import SandboxTestSupport
import Testing

@testable import PolicyOptimization

/// All that may happen, as a tree.
@Suite struct EpisodeTreeTests {
  private let board = TicTacToeWorld()

  /// A prompt of two plies for X: seven cells are left.
  private var opening: Prompt {
    board.prompts(in: .heldOutPrompts).first { $0.tokens.count == 4 } ?? board.wholeGamePrompts[0]
  }

  private func decoder() -> any LanguageModel {
    Decoder<Float>(
      shape: DecoderShape(
        vocabularyCount: board.vocabulary.count, contextLength: board.contextLength, width: 16,
        layerCount: 1, headCount: 2), using: RandomStream(seed: 5))
  }

  @Test func listsEveryTextOnce() throws {
    let world = TinyTextWorld(tokenCount: 3, length: 4)
    let tree = try EpisodeTree(of: world.prompts(in: .training)[0], in: world)
    #expect(tree.leafCount == 81 && tree.actionCount == 3 + 9 + 27 + 81)
    #expect(tree.stateCount == 1 + 3 + 9 + 27 + 81)
    #expect(tree.isDeterministic)
    let texts = tree.responses.map(\.continuation)
    #expect(texts == texts.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(Set(texts).count == 81)
    #expect(tree.responses.allSatisfy { $0.ending == .terminated && $0.agentTokenCount == 4 })
  }

  /// 255,168 games of tic-tac-toe; of chance they are as likely as two random players make them.
  @Test(arguments: [(0, 1.0), (1, -1)])
  func listsEveryGameOnce(side: Int, sign: Double) throws {
    let tree = try EpisodeTree(of: board.wholeGamePrompts[side], in: board)
    #expect(tree.leafCount == 255_168)
    #expect(!tree.isDeterministic)
    let outcomes = tree.rewards(by: TrueReward(environment: board))
    #expect(outcomes.count { $0 == sign } == 131_184 && outcomes.count { $0 == 0 } == 46_080)
    let law = EpisodeLaw(tree.uniformPolicy, in: tree)
    #expect(abs(law.mean(of: outcomes.map { _ in 1 }) - 1) < 1e-10)
    #expect(abs(law.mean(of: outcomes) - sign * (737.0 / 1260 - 121.0 / 420)) < 1e-10)
    #expect(abs(law.mean(of: outcomes.map { $0 == 0 ? 1 : 0 }) - 8.0 / 63) < 1e-10)
  }

  @Test func saysWhyThereIsNone() throws {
    let scripted = ScriptedWorld()
    #expect(EpisodeTree.problem(in: scripted) == .unlisted)
    #expect(EpisodeTree.problem(in: board) == nil)
    #expect(throws: EpisodeTreeProblem.tooLarge(limit: 1000)) {
      _ = try EpisodeTree(of: board.wholeGamePrompts[0], in: board, limit: 1000)
    }
    let world = TinyTextWorld(tokenCount: 3, length: 4)
    let prompt = world.prompts(in: .training)[0]
    #expect(try EpisodeTree(of: prompt, in: world, limit: 121).stateCount == 121)
    #expect(throws: EpisodeTreeProblem.tooLarge(limit: 120)) {
      _ = try EpisodeTree(of: prompt, in: world, limit: 120)
    }
    // A model has odds of its own.
    let against = TicTacToeWorld(opponent: .policy(decoder()))
    #expect(EpisodeTree.problem(in: against) == .unlisted)
    #expect(EpisodeTree.problem(in: ConnectFourWorld()) == .unlisted)
    #expect(
      EpisodeTreeProblem.tooLarge(limit: 120).text(of: "text.tiny")
        == "text.tiny has more than 120 states, too many to be listed")
  }

  /// A model is read as the engine samples it: the same log-probability of every token, and means that
  /// samples come to.
  @Test func readsAModelAsItIsSampled() throws {
    let model = decoder()
    let tree = try EpisodeTree(of: opening, in: board)
    let policy = tree.policy(of: model)
    for decision in tree.decisions {
      let sum = decision.actions.reduce(0) { $0 + exp(policy[$1]) }
      #expect(abs(sum - 1) < 1e-12)
    }
    let places = Dictionary(
      uniqueKeysWithValues: tree.responses.enumerated().map { ($1.continuation, $0) })
    let rollouts = RolloutEngine(environment: board).run(
      model, on: Array(repeating: opening, count: 2000), using: RandomStream(seed: 2))
    for rollout in rollouts.prefix(100) {
      let leaf = try #require(places[rollout.response.continuation])
      var known: [Double] = []
      tree.climb(from: tree.leaves[leaf].outcome) { _, action in
        if let action { known.append(policy[action]) }
      }
      #expect(tree.response(at: leaf) == rollout.response)
      for (found, known) in zip(rollout.logProbabilities, known.reversed()) {
        #expect(abs(Double(found) - known) < 1e-5)
      }
    }
    let truth = TrueReward(environment: board)
    let exact = EpisodeLaw(policy, in: tree).mean(of: tree.rewards(by: truth))
    let sampled = truth.rewards(for: rollouts.map(\.response)).reduce(0, +) / 2000
    // Outcomes have a deviation of at most 1: five standard errors.
    #expect(abs(sampled - exact) < 5 / 2000.0.squareRoot())
    #expect(
      abs(exact - EpisodeLaw(tree.uniformPolicy, in: tree).mean(of: tree.rewards(by: truth))) > 1e-4
    )
  }
}
