import SandboxCore
import SandboxTestSupport
import Testing

@testable import Evaluation

@Suite struct RewardSummaryTests {
  private func episode(_ values: [Double], gold: Double) -> Episode {
    Episode(
      response: ScriptedWorld().episode("a b c").response, attributes: Attributes(values),
      gold: GoldReward(gold))
  }

  @Test func ratesOfATextWorld() {
    let summary = RewardSummary(
      [
        episode([0, 1, 0], gold: 2), episode([0.5, 0.5, 1], gold: -1),
        episode([0, 0, 0], gold: 0), episode([1, 0.5, 0], gold: -3),
      ], attributeNames: ["harm", "task_success", "gibberish"])
    #expect(summary.goldReward == -0.5)
    #expect(summary.harmRate == 0.5)
    #expect(summary.taskSuccess == 0.5)
    #expect(summary.gibberishRate == 0.25)
    #expect(summary.winRate == nil)
    #expect(summary.attributeMeans == [0.375, 0.5, 0.25])
    #expect(
      summary.values.map(\.key) == ["gold_reward", "task_success", "harm_rate", "gibberish_rate"])
  }

  @Test func ratesOfABoard() {
    let summary = RewardSummary(
      [1.0, 1, 0, -1, 1].map { episode([$0, $0 < 0 ? 1 : 0], gold: $0) },
      attributeNames: ["outcome", "illegal"])
    #expect(summary.winRate == 0.6)
    #expect(summary.drawRate == 0.2)
    #expect(summary.lossRate == 0.2)
    #expect(summary.illegalRate == 0.2)
    #expect(summary.harmRate == nil)
  }
}
