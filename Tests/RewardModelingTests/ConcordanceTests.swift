import SandboxCore
import Testing

@testable import RewardModeling

@Suite struct ConcordanceTests {
  private func scored(_ scores: [Double], prompts: [Int]) -> [ScoredResponse] {
    zip(scores, prompts).map { score, id in
      ScoredResponse(
        response: Response(
          prompt: Prompt(id: id, tokens: [0], family: "", topic: ""), written: [],
          ending: .terminated), score: score)
    }
  }

  /// Of the six pairs (1,2) (1,3) (2,3) (1,2') (2,2') (2',3) one has equal scores. Rewards 5, 4, 6,
  /// 5: 1 < 2 wrong, 1 < 3 right, 2 < 3 right, 1 < 2' level, 2' < 3 right: 3.5 of 5.
  @Test func countsPairsInOrder() {
    let scores = scored([1, 2, 3, 2], prompts: [7, 7, 7, 7])
    #expect(concordance(of: scores, rewards: [5, 4, 6, 5]) == 0.7)
  }

  /// Within prompt 1 the one pair is wrong, though all pairs across prompts are right.
  @Test func prefersPairsOfOnePrompt() {
    let scores = scored([1, 2, 10], prompts: [1, 1, 2])
    #expect(concordance(of: scores, rewards: [4, 3, 20]) == 0)
    let apart = scored([1, 2, 10], prompts: [1, 3, 2])
    #expect(concordance(of: apart, rewards: [4, 3, 20]) == 2.0 / 3)
  }

  @Test func isUnknownWithoutAnOrder() {
    #expect(concordance(of: scored([1, 1], prompts: [1, 1]), rewards: [0, 1]) == nil)
    #expect(concordance(of: [], rewards: []) == nil)
  }
}
