import SandboxCore
import Testing

@testable import Evaluation

@Suite struct WordingVarietyTests {
  private let prompt = Prompt(id: 0, tokens: [0], family: "f", topic: "t")

  private func response(_ tokens: [Token]) -> Response {
    Response(prompt: prompt, written: tokens, ending: .terminated)
  }

  @Test func bigramsAreCountedOverAllResponses() {
    // Bigrams 12 21 12 of the first, 12 23 of the second: three different ones of five.
    let variety = WordingVariety([response([1, 2, 1, 2]), response([1, 2, 3])])
    #expect(variety.distinctBigrams == 0.6)
    // Two of seven tokens stood earlier in their own response.
    #expect(variety.repetition == 2.0 / 7)
  }

  @Test func onlyTheAgentsTokensCount() {
    let game = Response(
      prompt: prompt, continuation: [5, 1, 6, 1],
      authors: [.agent, .environment, .agent, .environment], ending: .terminated)
    let variety = WordingVariety([game])
    #expect(variety.repetition == 0)
    #expect(variety.distinctBigrams == 1)
  }

  @Test func stammeringIsSeen() {
    let variety = WordingVariety([response([4, 4, 4, 4])])
    #expect(variety.repetition == 0.75)
    #expect(variety.distinctBigrams == 1.0 / 3)
  }

  @Test func nothingSaidIsNothingMeasured() {
    #expect(WordingVariety([]).values.isEmpty)
    #expect(WordingVariety([response([1])]).distinctBigrams == nil)
  }
}
