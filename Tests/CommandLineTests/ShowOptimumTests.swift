import Environments
import PlainText
import SandboxCore
import Testing

@testable import rlhf

/// `rlhf show optimum` prints the exact answer, or says why there is none.
@Suite struct ShowOptimumTests {
  private func command(_ arguments: String...) throws -> ShowOptimum {
    try #require(try Rlhf.parseAsRoot(["show", "optimum"] + arguments) as? ShowOptimum)
  }

  /// All 81 texts: more reward is farther away, from the mean of all to the best alone.
  @Test func aTextWorldIsAnsweredExactly() throws {
    let answers = try command("text.tiny").answers(in: TinyTextWorld(tokenCount: 3, length: 4))
    let answer = try #require(answers.first)
    #expect(answers.count == 1 && answer.leafCount == 81 && answer.stateCount == 121)
    #expect(answer.points.count == 1 + OptimumFrontier.defaultCoefficients.count)
    let (start, end) = (answer.points[0], try #require(answer.points.last))
    #expect(start.divergence == 0 && start.klCoefficient == nil)
    #expect(abs(start.probabilityOfBest - Double(answer.best.count) / 81) < 1e-12)
    #expect(abs(end.gold - answer.best.gold) < 1e-12 && abs(end.probabilityOfBest - 1) < 1e-12)
    for (less, more) in zip(answer.points, answer.points.dropFirst()) {
      #expect(less.divergence < more.divergence + 1e-12 && less.gold < more.gold + 1e-12)
    }
    #expect(answer.bestOfN.map(\.n) == [1, 2, 4, 8, 16, 32, 64])
    for row in answer.bestOfN { #expect(row.gold < row.frontierGold + 1e-6) }
    #expect(answer.bestOfN[0].divergence == 0)
    #expect(abs(answer.bestOfN[0].frontierGold - start.gold) < 1e-6)
    let text = OptimumText.text(answer)
    #expect(text.contains("81 responses, 121 states") && text.contains("P(best)"))
  }

  /// A weaker player leaves more; a board has no best of n.
  @Test func aBoardIsAnsweredFromAPrompt() throws {
    let asked = try command(
      "board.tic-tac-toe", "--prompt", "play-x b2 a1", "--kl", "0.5", "--kl", "0")
    let board = TicTacToeWorld()
    let answer = try #require(try asked.answers(in: board).first)
    #expect(answer.bestOfN.isEmpty && answer.points.count == 3)
    #expect(answer.points.map(\.klCoefficient) == [nil, 0.5, 0])
    let prompt = try PromptReader(board).prompt("play-x b2 a1").prompt
    let known = try #require(board.bestRewards(of: [prompt])?.first)
    #expect(abs(answer.points[2].objective - known) < 1e-12)
    #expect(answer.json["frontier"]?.elements[0]["kl_coefficient"] == .null)
    #expect(answer.json["best_of_n"]?.elements.isEmpty == true)
  }

  @Test func aWorldThatCannotBeListedIsRefused() throws {
    #expect(
      throws: BadInput(
        "error: the episodes of text.town cannot be listed\n"
          + "  fix: name text.tiny, or board.tic-tac-toe against an opponent that is no model")
    ) { _ = try command("text.town").answers(in: TownWorld()) }
    #expect(throws: (any Error).self) { _ = try command("text.tiny", "--kl", "-1") }
    #expect(throws: (any Error).self) { _ = try command("text.tiny", "--set", "world.length") }
    #expect(throws: BadInput.self) {
      _ = try command("board.tic-tac-toe", "--prompt", "play-x b2 b2").answers(in: TicTacToeWorld())
    }
  }
}
