import Foundation
import Networks
import Randomness
import RewardModeling
import SandboxCore
import SandboxTestSupport
import Testing

@Suite struct RewardEnsembleTests {
  typealias Settings = SequenceRewardModel.Settings
  private let table = NGramTable(vocabularyCount: 6, order: 2, contextLength: 4)
  private let quick = Settings(epochs: 4, learningRate: 0.05, weightDecay: 0, heldOutShare: 0)

  @Test(arguments: RewardEnsemble.Diversity.allCases)
  func obeysTheLawsOfRewardModels(diversity: RewardEnsemble.Diversity) {
    let ensemble = RewardEnsemble(
      model: table, settings: Settings(epochs: 4, learningRate: 0.05, weightDecay: 0),
      memberCount: 2, diversity: diversity)
    #expect(checkRewardModel(ensemble) == [])
  }

  /// Strings 0 and 1 are compared 8 times, 2 and 3 compared 200 times, three in four for the
  /// former. On a resample the log-odds stray by 1 / √(n · ¾ · ¼): 0.82 and 0.16. Among 12 members
  /// either is known to 1 / √22 = 21 %, their ratio of 5 to 30 %: that it is above 1 is log 5 /
  /// 0.30 = 5.4 standard errors.
  @Test func membersDisagreeWhereTheyHaveSeenLittle() throws {
    let (world, items) = SequenceRewardModelTests.items(4)
    func pairs(_ first: Int, _ second: Int, count: Int) -> [Preference] {
      (0..<count).map {
        $0 % 4 == 0
          ? Preference(chosen: items[second], rejected: items[first])
          : Preference(chosen: items[first], rejected: items[second])
      }
    }
    var ensemble = RewardEnsemble(
      model: SequenceRewardModelTests.table(world),
      settings: Settings(
        epochs: 100, batchSize: 64, learningRate: 0.05, weightDecay: 0, heldOutShare: 0),
      memberCount: 12)
    _ = try ensemble.fit(
      to: pairs(0, 1, count: 8) + pairs(2, 3, count: 200), using: RandomStream(seed: 1))
    let rewards = ensemble.memberRewards(for: items)
    func spread(_ first: Int, _ second: Int) -> Double {
      let gaps = rewards.map { $0[first] - $0[second] }
      let mean = gaps.reduce(0, +) / 12
      return (gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 11).squareRoot()
    }
    #expect(spread(0, 1) > spread(2, 3))
    #expect(spread(2, 3) > 0)
    for (index, reward) in ensemble.rewards(for: items).enumerated() {
      #expect(abs(reward.value - rewards.reduce(0) { $0 + $1[index] } / 12) < 1e-12)
    }
  }

  @Test func oneMemberInItsOwnOrderIsASingleModel() throws {
    let world = TokenStrings(symbolCount: 4, length: 3) { Double($0.reduce(0, +)) }
    let items = world.strings.map(world.response)
    let evidence = TrainingExamples(
      scores: items.map { ScoredResponse(response: $0, score: world.episode($0).gold.value) })
    var ensemble = RewardEnsemble(
      model: table, settings: quick, memberCount: 1, diversity: .order)
    var single = SequenceRewardModel(model: table, settings: quick)
    let stream = RandomStream(seed: 5)
    let report = try ensemble.fit(to: evidence, using: stream)
    #expect(try single.fit(to: evidence, using: stream.child("member").child(0)) == report)
    #expect(ensemble.rewards(for: items) == single.rewards(for: items))
  }

  @Test func everyMemberIsNormalised() throws {
    let (world, items) = SequenceRewardModelTests.items(3)
    var ensemble = RewardEnsemble(
      model: SequenceRewardModelTests.table(world), settings: quick, memberCount: 3)
    _ = try ensemble.fit(
      to: TrainingExamples(
        scores: items.enumerated().map { ScoredResponse(response: $1, score: Double($0)) }),
      using: RandomStream(seed: 2))
    ensemble.normalize(on: items)
    for rewards in ensemble.memberRewards(for: items) { #expect(abs(rewards.reduce(0, +)) < 1e-5) }
  }
}
