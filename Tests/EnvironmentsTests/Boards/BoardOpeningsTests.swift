import SandboxCore
import Testing

@testable import Environments

struct BoardOpeningsTests {
  @Test func ticTacToeSplitsItsOpenings() {
    let world = TicTacToeWorld()
    let distinct = Set(world.prompts(in: .training).map(\.tokens))
    // 9 openings of one ply and 72 of two, each for both sides, and the empty board for both.
    #expect(distinct.count + world.prompts(in: .heldOutPrompts).count == 2 * (9 + 72) + 2)
    #expect(world.prompts(in: .heldOutTopics).count == 2 * 9 * 8 * 7)
    #expect(world.prompts(in: .heldOutTopics).allSatisfy { $0.family == "opening of 3" })
    #expect(Set(world.prompts(in: .training).map(\.topic)) == ["x", "o"])
  }

  @Test func theEmptyBoardIsAQuarterOfTraining() {
    for prompts in [
      TicTacToeWorld().prompts(in: .training), ConnectFourWorld().prompts(in: .training),
    ] {
      let share = Double(prompts.count { $0.tokens.count == 2 }) / Double(prompts.count)
      #expect(abs(share - 0.25) < 0.02)
    }
    #expect(TicTacToeWorld().wholeGamePrompts.map(\.tokens) == [[0, 1], [0, 2]])
    #expect(!TicTacToeWorld().prompts(in: .heldOutPrompts).contains { $0.tokens.count == 2 })
  }

  @Test(arguments: [ConnectFour(), ConnectFour(width: 7, height: 6)])
  func heldOutPositionsOccurInNoOrderOfMovesInTraining(rules: ConnectFour) throws {
    let world = ConnectFourWorld(
      width: rules.grid.width, height: rules.grid.height, inARow: rules.grid.inARow)
    func positions(_ split: PromptSplit) throws -> Set<BoardPosition> {
      Set(
        try world.prompts(in: split).map {
          try #require(rules.position(after: $0.tokens.dropFirst(2)))
        })
    }
    let training = try positions(.training)
    let heldOut = try positions(.heldOutPrompts)
    let deep = try positions(.heldOutTopics)
    #expect(training.isDisjoint(with: heldOut) && training.isDisjoint(with: deep))
    let share = Double(heldOut.count) / Double(training.count + heldOut.count)
    // About a quarter: with 100 positions or more, 5 standard errors √(0.1875/100) are 0.217.
    #expect(heldOut.count + training.count >= 100 && abs(share - 0.25) < 0.217)
  }

  @Test func theAgentAlwaysHasADecisionToMake() throws {
    let world = ConnectFourWorld(width: 4, height: 4, inARow: 3)
    for split in PromptSplit.allCases {
      for prompt in world.prompts(in: split) {
        let position = try #require(world.rules.position(after: prompt.tokens.dropFirst(2)))
        #expect(!world.rules.isOver(position) && world.rules.winningSquares(in: position) == 0)
      }
    }
  }
}
