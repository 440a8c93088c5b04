import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Environments

@Suite struct BoardFlawsTests {
  private let world = TicTacToeWorld()

  /// A game from the empty board with the agent as X, in squares such as "b2 a1".
  private func game(_ squares: String) throws -> Episode {
    let moves = squares.split(separator: " ").enumerated().map { ply, square in
      (ply.isMultiple(of: 2) ? "X" : "O") + square
    }
    let tokens = try moves.map { move in try #require(world.vocabulary.token(of: move)) }
    return world.episode(
      Response(
        prompt: world.wholeGamePrompts[0], continuation: tokens,
        authors: tokens.indices.map { $0.isMultiple(of: 2) ? .agent : .environment },
        ending: .terminated))
  }

  @Test func marksMistakes() throws {
    #expect(world.flawNames(of: try game("a1 b1 a2 b2 a3")) == [])
    // X does not block b3 and could itself have won on a3 all the same.
    #expect(
      world.flawNames(of: try game("a1 b1 a2 b2 c3 b3")) == ["blunder", "missed-win"])
    #expect(world.flawNames(of: try game("a1 b1 a1")) == ["illegal"])
  }

  @Test(arguments: PromptSplit.allCases)
  func expertsPlayFromAnyOpeningWithoutAFlaw(split: PromptSplit) throws {
    var stream = RandomStream(seed: 6)
    for prompt in world.prompts(in: split).prefix(60) {
      let response = try #require(world.demonstration(of: prompt, using: &stream))
      #expect(response.prompt == prompt && response.ending == .terminated)
      #expect(world.flawNames(of: world.episode(response)) == [])
    }
  }

  @Test func nobodyPlaysOnAfterTheEndOrFromNowhere() throws {
    var stream = RandomStream(seed: 6)
    let won = ["Xa1", "Ob1", "Xa2", "Ob2", "Xa3"]
    let end = Prompt(
      id: 9_999,
      tokens: [0, 1] + (try won.map { move in try #require(world.vocabulary.token(of: move)) }),
      family: "", topic: "")
    #expect(world.demonstration(of: end, using: &stream) == nil)
    let nowhere = Prompt(id: 9_999, tokens: [0, 1, 3, 3], family: "", topic: "")
    #expect(world.demonstration(of: nowhere, using: &stream) == nil)
  }
}
