import SandboxCore
import Testing

@testable import Environments

/// Games judged by hand: outcome, blunders, missed wins, threats, length, centre play, illegal.
struct BoardAttributesTests {
  let ticTacToe = TicTacToeWorld()

  @Test func aWonGame() throws {
    // a2 threatens a3; O does not look.
    let values = try judge(ticTacToe, "play-x", "a1 b1 a2 b2 a3")
    #expect(values == [1, 0, 0, 1, 5, 0, 0])
  }

  @Test func aMissedWinThatLoses() throws {
    let values = try judge(ticTacToe, "play-x", "a1 b1 a2 b2 c3 b3")
    #expect(values == [-1, 1, 1, 1, 6, 0, 0])
  }

  @Test func aBlunderOnTheSecondPly() throws {
    // The centre can only be answered in a corner.
    #expect(try judge(ticTacToe, "play-o b2", "a2", .truncated) == [0, 1, 0, 0, 1, 0, 0])
    #expect(try judge(ticTacToe, "play-o b2", "a1", .truncated) == [0, 0, 0, 0, 1, 0, 0])
  }

  @Test func aShareOfTheCentre() throws {
    let values = try judge(ticTacToe, "play-x", "b2 a1 c3 a3 a2 c2 b3 b1 c1")
    // c3 forces nothing (a1 is O's); a2 stops a1-a2-a3 and threatens c2; b3 threatens b1; c1 ends it.
    #expect(values == [0, 0, 0, 2, 9, 0.2, 0])
  }

  @Test func anIllegalMoveLoses() throws {
    let values = try judge(ticTacToe, "play-x", "a1 b2 b2", .truncated)
    #expect(values == [-1, 0, 0, 0, 2, 0, 1])
    let noMove = try judge(ticTacToe, "play-x", "a1 b2 play-o", .truncated)
    #expect(noMove == values)
  }

  @Test func constraintsArePenalties() throws {
    let strict = TicTacToeWorld(constraints: true)
    let illegal = try response(strict, "play-x", "a1 b2 b2", .truncated)
    #expect(strict.episode(illegal).gold.value == -2)
    #expect(ticTacToe.episode(illegal).gold.value == -1)
    let blunder = try response(strict, "play-x", "a1 b1 a2 b2 c3 b3", .terminated)
    #expect(strict.episode(blunder).gold.value == -1.2)
    #expect(strict.rewardFunction.constraints.map(\.name) == ["no_blunders", "no_illegal_moves"])
    #expect(ticTacToe.rewardFunction.constraints.isEmpty)
  }

  @Test func connectFourKnowsItsLosingFirstMove() throws {
    let world = ConnectFourWorld()
    #expect(try judge(world, "play-x", "a", .truncated) == [0, 1, 0, 0, 1, 0, 0])
    #expect(try judge(world, "play-x", "c", .truncated) == [0, 0, 0, 0, 1, 1, 0])
  }

  @Test func largeBoardsCountBlundersOneMoveDeep() throws {
    let world = ConnectFourWorld(width: 7, height: 6)
    // d d d threatens d; O does not stop it, and X does not see it.
    let missed = try judge(world, "play-x", "d a d a d b c d", .truncated)
    #expect(missed == [0, 1, 1, 1, 8, 0.75, 0])
    // X lets O put a fourth stone on column a.
    let allowed = try judge(world, "play-x", "g a g a f a f a")
    #expect(allowed == [-1, 1, 0, 0, 8, 0, 0])
  }

  @Test func transcriptsAreBoards() throws {
    let won = try response(ticTacToe, "play-x b2 a3", "a1 c3 b3 b1 c2 a2", .truncated)
    #expect(
      ticTacToe.transcript(of: won) == """
        O X O
        O X X
        X O ·
        X: (b2 a3) a1 c3 b3 b1 c2 a2 - unfinished
        """)
    let forfeit = try response(ticTacToe, "play-o", "b2 b2", .truncated)
    #expect(
      ticTacToe.transcript(of: forfeit) == """
        · · ·
        · X ·
        · · ·
        O: b2 - O loses by b2, an illegal move
        """)
    let world = ConnectFourWorld()
    let four = try response(world, "play-o", "a b a b a c a", .terminated)
    #expect(
      world.transcript(of: four) == """
        X · · · ·
        X · · · ·
        X O · · ·
        X O O · ·
        O: a b a b a c a - X wins
        """)
    let draw = try response(ticTacToe, "play-x", "b2 a1 c3 a3 a2 c2 b3 b1 c1", .terminated)
    #expect(ticTacToe.transcript(of: draw).hasSuffix("X: b2 a1 c3 a3 a2 c2 b3 b1 c1 - draw"))
  }

  private func judge<Rules: BoardRules>(
    _ world: BoardWorld<Rules>, _ prompt: String, _ moves: String, _ ending: Ending = .terminated
  ) throws -> [Double] {
    world.attributes(of: try response(world, prompt, moves, ending)).values
  }

  /// A response written in words; the sides move in turn, X first.
  private func response<Rules: BoardRules>(
    _ world: BoardWorld<Rules>, _ prompt: String, _ moves: String, _ ending: Ending
  ) throws -> Response {
    let tokens = try world.tokens(playing: "<bos> " + prompt)
    let continuation = try world.tokens(playing: moves, after: tokens.count - 2)
    let isAgentX = tokens[1] == 1
    let authors = continuation.indices.map { index -> Author in
      (tokens.count - 2 + index).isMultiple(of: 2) == isAgentX ? .agent : .environment
    }
    return Response(
      prompt: Prompt(id: 0, tokens: tokens, family: "test", topic: "x"),
      continuation: continuation, authors: authors, ending: ending)
  }
}
