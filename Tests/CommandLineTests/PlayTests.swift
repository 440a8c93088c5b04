import Randomness
import SandboxCore
import Synchronization
import Testing

@testable import rlhf

@Suite struct PlayTests {
  private func told(side: Int, lines: [String?]) throws -> String {
    let world = RowGame()
    let game = try #require(BoardGame(world))
    var (told, rest) = ("", lines)
    var table = GameTable(
      game: game, moveNames: ["a1", "b1", "c1"], side: side,
      player: ModelPlayer(
        model: GreaterIsBetter(vocabularyCount: world.vocabulary.count),
        stream: RandomStream(seed: 1)),
      read: { rest.isEmpty ? nil : rest.removeFirst() }, show: { told += $0 + "\n" })
    table.play()
    return told
  }

  @Test func aGameIsPlayedToItsEnd() throws {
    let told = try told(side: 0, lines: ["B1", "a 1"])
    #expect(told.contains("o plays c1 (100 % sure)"))
    #expect(told.contains("1  X X O\n   a b c"))
    #expect(told.hasSuffix("X wins\n"))
  }

  @Test func illegalMovesAreRefusedWithAHint() throws {
    let told = try told(side: 1, lines: ["c1", "z9", "", "quit"])
    #expect(told.contains("x plays c1"))
    #expect(told.contains("c1 is taken. Possible: a1 b1"))
    #expect(told.contains("There is no move z9. Possible: a1 b1"))
    #expect(told.hasSuffix("The game is left.\n"))
  }

  @Test func theEndOfInputLeavesTheGame() throws {
    #expect(try told(side: 0, lines: []).hasSuffix("The game is left.\n"))
  }

  @Test func columnsAloneAreNotNumbered() {
    #expect(
      BoardDrawing.text(rows: ["· ·", "X ·"], moveNames: ["a", "b"])
        == "   · ·\n   X ·\n   a b")
  }
}
