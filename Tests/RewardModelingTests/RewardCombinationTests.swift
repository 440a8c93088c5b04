import Testing

@testable import RewardModeling

@Suite struct RewardCombinationTests {
  private static let all = [
    RewardCombination.mean, .worstCase, .uncertaintyWeighted(0.5), .uncertaintyWeighted(0),
  ]

  /// Of 1, 2 and 6 the mean is 3 and the variance 14/3.
  @Test func knownAnswers() {
    let rewards = [2.0, 1, 6]
    #expect(RewardCombination.mean.reward(rewards) == 3)
    #expect(RewardCombination.worstCase.reward(rewards) == 1)
    #expect(abs(RewardCombination.uncertaintyWeighted(0.5).reward(rewards) - (3 - 7.0 / 3)) < 1e-12)
  }

  @Test(arguments: all) func nothingIsAboveTheMeanAndMembersWhoAgreeAreOne(
    _ combination: RewardCombination
  ) {
    for rewards in [[1.0, 2, 6], [-3, 4, 0.5], [0, 0, 1e3]] {
      #expect(combination.reward(rewards) <= RewardCombination.mean.reward(rewards))
    }
    #expect(combination.reward([1.5, 1.5, 1.5, 1.5]) == 1.5)
  }

  @Test(arguments: all) func tokensAddUpToTheReward(_ combination: RewardCombination) {
    let tokens = [[1.0, 2, 3], [4, -2, 0.5], [0, 0, 9]]
    let rewards = tokens.map { $0.reduce(0, +) }
    let sum = combination.tokenRewards(tokens).reduce(0, +)
    #expect(abs(sum - combination.reward(rewards)) < 1e-12)
    #expect(combination.tokenRewards([[], []]) == [])
  }

  /// The least member's own tokens, not the least of each place.
  @Test func theWorstCaseIsOneMembers() {
    #expect(RewardCombination.worstCase.tokenRewards([[5, -9], [-1, 2]]) == [5, -9])
    #expect(RewardCombination.uncertaintyWeighted(1).tokenRewards([[1, 0], [3, 0]]) == [2, -1])
  }
}
