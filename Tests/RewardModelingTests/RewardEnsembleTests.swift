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

  // MARK: - One reward of many

  private static let world = TokenStrings(symbolCount: 4, length: 3) { Double($0.reduce(0, +)) }
  private static let items = world.strings.map(world.response)

  private func fitted(
    _ diversity: RewardEnsemble.Diversity, _ combination: RewardCombination,
    _ settings: Settings? = nil, model: (any LanguageModel)? = nil, members: Int = 3
  ) throws -> RewardEnsemble {
    var ensemble = RewardEnsemble(
      model: model ?? table, settings: settings ?? quick, memberCount: members,
      diversity: diversity, combination: combination)
    let scores = Self.items.prefix(40).enumerated().map { place, item in
      var item = item
      item.prompt.id = place
      return ScoredResponse(response: item, score: Self.world.episode(item).gold.value)
    }
    _ = try ensemble.fit(to: TrainingExamples(scores: scores), using: RandomStream(seed: 5))
    return ensemble
  }

  private static let combinations = [
    RewardCombination.mean, .worstCase, .uncertaintyWeighted(0.5),
  ]

  @Test(arguments: combinations) func everyCombinationObeysTheLaws(
    _ combination: RewardCombination
  ) {
    let settings = Settings(epochs: 4, learningRate: 0.05, weightDecay: 0)
    let ensemble = RewardEnsemble(
      model: table, settings: settings, memberCount: 2, diversity: .order, combination: combination)
    // Members have no common zero before they are normalised, so the least of them may then be another.
    let order = "normalising changed the order of responses"
    #expect(checkRewardModel(ensemble).filter { combination == .mean || $0 != order } == [])
  }

  /// The negative control: five that are alike are one, however they are combined.
  @Test(arguments: combinations) func membersWhoAreAlikeAreOne(
    _ combination: RewardCombination
  ) throws {
    var settings = quick
    settings.normalization = .meanAndVariance
    var many = try fitted(.none, combination, settings)
    var one = try fitted(.order, .mean, settings, members: 1)
    many.normalize(on: Self.items)
    one.normalize(on: Self.items)
    for (left, right) in zip(many.rewards(for: Self.items), one.rewards(for: Self.items)) {
      #expect(abs(left.value - right.value) < 1e-9)
    }
    let rows = many.memberRewards(for: Self.items)
    #expect(rows[1] == rows[0] && rows[2] == rows[0])
  }

  /// Before the common scale no combination is above the mean.
  @Test func theWorstCaseIsNeverAboveTheMean() throws {
    let mean = try fitted(.initialization, .mean).rewards(for: Self.items)
    for combination in Self.combinations {
      let other = try fitted(.initialization, combination).rewards(for: Self.items)
      for (left, right) in zip(other, mean) { #expect(left <= right) }
      if combination != .mean { #expect(other != mean) }
    }
  }

  /// Heads differ where nothing else does: after no step at all.
  @Test func everyMemberBeginsWithAHeadOfItsOwn() throws {
    let decoder = Decoder<Float>(
      shape: DecoderShape(
        vocabularyCount: 6, contextLength: 4, width: 8, layerCount: 1, headCount: 2),
      using: RandomStream(seed: 1))
    var still = quick
    still.learningRate = 0
    for model in [decoder as any LanguageModel, table] {
      let ensemble = try fitted(.initialization, .mean, still, model: model)
      let rows = ensemble.memberRewards(for: Self.items)
      #expect(rows[0] != rows[1] && rows[1] != rows[2])
      let same = try fitted(.order, .mean, still, model: model).memberRewards(for: Self.items)
      #expect(same[0] == same[1])
    }
  }

  /// One factor for all, that of the members on average: the combined reward has it for its deviation, and the
  /// members' own units stay alike.
  @Test(arguments: combinations) func theEnsembleIsScaledAsAWhole(
    _ combination: RewardCombination
  ) throws {
    var settings = quick
    settings.normalization = .predictiveFit
    var ensemble = RewardEnsemble(
      model: table, settings: settings, memberCount: 3, diversity: .bootstrap,
      combination: combination)
    let scores = Self.items.enumerated().map { place, item in
      var item = item
      item.prompt.id = place
      return ScoredResponse(response: item, score: Self.world.episode(item).gold.value)
    }
    let report = try ensemble.fit(
      to: TrainingExamples(scores: scores), using: RandomStream(seed: 5))
    let share = try #require(report.last("predictive_fit"))
    #expect(share > 0.1 && share < 1)
    // Settling the scale twice is settling it once.
    ensemble.normalize(on: Self.items)
    ensemble.normalize(on: Self.items)
    func deviation(_ values: [Double]) -> Double {
      RewardCombination.variance(values).squareRoot()
    }
    #expect(abs(deviation(ensemble.rewards(for: Self.items).map(\.value)) - share) < 1e-6)
    let spreads = ensemble.memberRewards(for: Self.items).map(deviation)
    #expect(abs(spreads[0] - spreads[1]) < 1e-6 && abs(spreads[1] - spreads[2]) < 1e-6)
  }

  @Test(arguments: combinations) func tokensAddUpToTheCombinedReward(
    _ combination: RewardCombination
  ) throws {
    var settings = quick
    settings.reading = .everyToken
    settings.normalization = .meanAndVariance
    var ensemble = try fitted(.initialization, combination, settings)
    ensemble.normalize(on: Self.items)
    let tokens = try #require(ensemble.tokenRewards(for: Self.items))
    for (parts, reward) in zip(tokens, ensemble.rewards(for: Self.items)) {
      #expect(parts.count == 3)
      #expect(abs(parts.reduce(0, +) - reward.value) < 1e-9)
    }
    #expect(try fitted(.order, combination).tokenRewards(for: Self.items) == nil)
  }

  /// What is saved speaks in the units of the combined reward.
  @Test(arguments: [RewardCombination.mean, .worstCase]) func networksMakeUpTheReward(
    _ combination: RewardCombination
  ) throws {
    var settings = quick
    settings.normalization = .meanAndVariance
    var ensemble = try fitted(.bootstrap, combination, settings)
    ensemble.normalize(on: Self.items)
    let rows = ensemble.networks.map { network in
      SequenceRewardModel(model: network.model, scale: network.scale, shift: network.shift)
        .rewards(for: Self.items).map(\.value)
    }
    #expect(rows.count == 3)
    for (index, reward) in ensemble.rewards(for: Self.items).enumerated() {
      #expect(abs(combination.reward(rows.map { $0[index] }) - reward.value) < 1e-6)
    }
  }
}
