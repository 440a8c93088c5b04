import SandboxCore
import Testing

@testable import rlhf

@Suite struct PromptReaderTests {
  @Test func knownPromptsAreFoundByTheirWords() throws {
    let (prompt, isKnown) = try PromptReader(RowGame()).prompt("Play-X")
    #expect(isKnown)
    #expect(prompt.family == "empty board")
  }

  @Test func otherPromptsAreMadeOfTheWorldsWords() throws {
    let (prompt, isKnown) = try PromptReader(RowGame()).prompt("play-o b1")
    #expect(!isKnown)
    #expect(prompt.tokens == [0, 2, 4])
  }

  @Test func movesOfAPromptAreReadInTurn() throws {
    for text in ["play-x b1 a1", "play-x Xb1 Oa1", "PLAY-X xb1 oa1."] {
      #expect(try PromptReader(RowGame()).prompt(text).prompt.tokens == [0, 1, 4, 6])
    }
  }

  @Test func unknownWordsAreExplained() {
    #expect(
      throws: BadInput(
        "error: this world does not know the word \"plai-x\"\n  fix: did you mean play-x? "
          + "`rlhf show world` gives examples of prompts")
    ) { try PromptReader(RowGame()).prompt("plai-x") }
  }
}
