import Foundation
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
      game: game, side: side,
      player: ModelPlayer(
        model: GreaterIsBetter(vocabularyCount: world.vocabulary.count),
        stream: RandomStream(seed: 1)),
      read: { rest.isEmpty ? nil : rest.removeFirst() }, show: { told += $0 + "\n" })
    try table.play()
    return told
  }

  @Test func aGameIsPlayedToItsEnd() throws {
    let told = try told(side: 0, lines: ["Xb1", "a 1"])
    #expect(told.contains("o plays c1 (100 % sure)"))
    #expect(told.contains("1  X X O\n   a b c"))
    #expect(told.hasSuffix("X wins\n"))
  }

  @Test func illegalMovesAreRefusedWithAHint() throws {
    let told = try told(side: 1, lines: ["c1", "z9", "", "quit"])
    #expect(told.contains("x plays c1"))
    #expect(told.contains("c1 is taken. Possible: a1 b1"))
    #expect(told.contains("There is no move z9. Possible: a1 b1"))
    let long = try self.told(side: 1, lines: [String(repeating: "z", count: 5000)])
    #expect(long.contains("There is no move \(String(repeating: "z", count: 79))…. Possible"))
    #expect(told.hasSuffix("The game is left.\n"))
  }

  @Test func movesAreSaidWithOrWithoutTheirSide() throws {
    let game = try #require(BoardGame(RowGame()))
    for name in ["b1", "B1", "Xb1", "xb1"] { #expect(game.move(named: name, side: 0) == 4) }
    #expect(game.move(named: "b1", side: 1) == 7)
    #expect(game.move(named: "Xb1", side: 1) == nil)
    #expect(game.move(named: "play-x", side: 0) == nil)
    #expect(game.name(of: 7) == "b1")
  }

  @Test func openingsAreLegalMovesThatLeaveSomethingToPlay() throws {
    let game = try #require(BoardGame(RowGame()))
    func isOpening(_ tokens: [Token]) -> Bool {
      game.isOpening(Prompt(id: 0, tokens: tokens, family: "", topic: ""))
    }
    #expect(isOpening([0, 1]) && isOpening([0, 2, 4]) && isOpening([0, 1, 4, 6]))
    #expect(!isOpening([0, 1, 4, 7]), "the cell is taken")
    #expect(!isOpening([0, 1, 7]), "it is the other side's turn")
    #expect(!isOpening([0, 1, 3, 7, 5]), "the game is over")
    #expect(!isOpening([0]) && !isOpening([0, 4]))
  }

  @Test func theEndOfInputLeavesTheGame() throws {
    #expect(try told(side: 0, lines: []).hasSuffix("The game is left.\n"))
  }

  @Test func aGameEndsWhenNobodySeesItAnyMore() throws {
    let gone = OutputFailure(name: "standard output", code: EPIPE)
    let world = RowGame()
    var asked = 0
    var table = GameTable(
      game: try #require(BoardGame(world)), side: 0,
      player: ModelPlayer(
        model: GreaterIsBetter(vocabularyCount: world.vocabulary.count),
        stream: RandomStream(seed: 1)),
      read: {
        asked += 1
        return "z9"
      }, show: { if $0.contains("z9") { throw gone } })
    #expect(throws: gone) { try table.play() }
    #expect(asked == 1)
  }

  @Test func columnsAloneAreNotNumbered() {
    #expect(
      BoardDrawing.text(rows: ["· ·", "X ·"], moveNames: ["a", "b"])
        == "   · ·\n   X ·\n   a b")
  }
}
