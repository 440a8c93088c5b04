import Testing

@testable import Aggregation

@Suite struct RewardNormalizationTests {
  @Test func zeroMeanKeepsTheUnit() {
    #expect(RewardNormalization.zeroMean.rewards([1_002, 998, 1_006]) == [0, -4, 4])
  }

  @Test func standardizedHasVarianceOne() {
    #expect(RewardNormalization.standardized.rewards([10, 30]) == [-1, 1])
    let rewards = RewardNormalization.standardized.rewards([3, 1, 4, 1, 5, 9, 2, 6])
    #expect(abs(rewards.reduce(0, +)) < 1e-12)
    #expect(abs(rewards.reduce(0) { $0 + $1 * $1 } / 8 - 1) < 1e-12)
  }

  @Test(arguments: RewardNormalization.allCases)
  func scoresThatAreAllAlikeSayNothing(way: RewardNormalization) {
    #expect(way.rewards([0.1, 0.1, 0.1]) == [0, 0, 0])
    #expect(way.rewards([]).isEmpty)
  }
}
