import SandboxCore
import Testing

@testable import Environments

struct BoardValuesTests {
  @Test func bestResponsesToRandomPlayHaveTheKnownValues() throws {
    let world = TicTacToeWorld(opponent: .random)
    let values = try #require(world.bestRewards(of: world.wholeGamePrompts))
    #expect(isClose(values[0], 191 / 192))
    #expect(isClose(values[1], 874 / 945))
  }

  @Test func nobodyBeatsThePerfectOpponent() {
    let world = TicTacToeWorld(opponent: .perfect)
    #expect(world.bestRewards(of: world.wholeGamePrompts) == [0, 0])
  }

  @Test func betterOpponentsLeaveLessToWin() throws {
    let prompts = TicTacToeWorld().prompts(in: .training)
    let values = try [Opponent.random, .greedy, .minimax(depth: 4), .perfect].map {
      try #require(TicTacToeWorld(opponent: $0).bestRewards(of: prompts)).reduce(0, +)
    }
    #expect(values == values.sorted(by: >))
    for (value, prompt) in zip(
      try #require(TicTacToeWorld(opponent: .greedy).bestRewards(of: prompts)), prompts)
    {
      #expect(value >= (TicTacToeWorld().exactValue(of: prompt) ?? 2) - 1e-12)
    }
  }

  /// A blunder can be the best answer to an opponent who plays at random: with penalties nobody knows.
  @Test func penaltiesLeaveTheBestUnknown() {
    let world = TicTacToeWorld(opponent: .random, constraints: true)
    #expect(world.bestRewards(of: world.wholeGamePrompts) == nil)
  }

  @Test func exactValuesAreSeenFromTheAgentsSide() throws {
    let world = ConnectFourWorld()
    func value(_ text: String) throws -> Double? {
      let tokens = try world.tokens(playing: "<bos> " + text)
      return world.exactValue(of: Prompt(id: 0, tokens: tokens, family: "", topic: ""))
    }
    #expect(try value("play-x") == 0)
    #expect(try value("play-x a") == -1)
    #expect(try value("play-o a") == 1)
    #expect(try value("play-o c") == 0)
  }

  @Test func listsTheValueOfEveryMove() throws {
    let world = TicTacToeWorld()
    let moves = try world.tokens(playing: "a1")
    let values = try #require(world.moveValues(after: moves))
    #expect(world.rules.squareNames(values.map(\.move)) == "a2 a3 b1 b2 b3 c1 c2 c3")
    #expect(values.map(\.value) == [-1, -1, -1, 0, -1, -1, -1, -1])
    let over = try world.tokens(playing: "a1 b1 a2 b2 a3")
    #expect(try #require(world.moveValues(after: over)).isEmpty)
  }
}
