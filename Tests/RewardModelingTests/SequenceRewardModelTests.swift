import Foundation
import Networks
import Randomness
import RewardModeling
import SandboxCore
import SandboxTestSupport
import Testing

@Suite struct SequenceRewardModelTests {
  typealias Settings = SequenceRewardModel.Settings

  /// Strings of one symbol each: a linear model has one free reward for every item.
  static func items(_ count: Int) -> (world: TokenStrings, responses: [Response]) {
    let world = TokenStrings(symbolCount: count, length: 1)
    return (world, world.strings.map(world.response))
  }

  static func table(_ world: TokenStrings) -> NGramTable {
    NGramTable(vocabularyCount: world.vocabulary.count, order: 2, contextLength: world.length + 1)
  }

  @Test func obeysTheLawsOfRewardModels() {
    let table = NGramTable(vocabularyCount: 6, order: 2, contextLength: 4)
    let settings = Settings(epochs: 4, learningRate: 0.05, weightDecay: 0)
    #expect(checkRewardModel(SequenceRewardModel(model: table, settings: settings)) == [])
    let scaled = Settings(
      epochs: 4, learningRate: 0.05, weightDecay: 0, heldOutShare: 0, normalizesVariance: true)
    #expect(checkRewardModel(SequenceRewardModel(model: table, settings: scaled)) == [])
  }

  /// With the exact probabilities as soft labels the loss is least where the gaps are the true ones.
  @Test func recoversUtilitiesFromSoftLabels() throws {
    let utilities = [0.0, 1, -0.5, 2]
    let (world, responses) = Self.items(4)
    var preferences: [Preference] = []
    for first in 0..<4 {
      for second in 0..<4 where utilities[first] > utilities[second] {
        let probability = 1 / (1 + exp(utilities[second] - utilities[first]))
        preferences.append(
          Preference(
            chosen: responses[first], rejected: responses[second], probability: probability))
      }
    }
    var model = SequenceRewardModel(
      model: Self.table(world),
      settings: Settings(
        epochs: 400, batchSize: 6, learningRate: 0.1, weightDecay: 0, heldOutShare: 0))
    _ = try model.fit(to: preferences, using: RandomStream(seed: 1))
    model.normalize(on: responses)
    let mean = utilities.reduce(0, +) / 4
    for (reward, utility) in zip(model.rewards(for: responses), utilities) {
      #expect(abs(reward.value - (utility - mean)) < 0.01)
    }
  }

  /// Gaps Δ ~ N(0, 1) and Bradley-Terry labels: no reward model beats the Bayes log-loss of 0.599438
  /// (the true model's) on fresh pairs. One that does has seen the answers.
  ///
  /// 20 items and 20,000 pairs: the utilities cost 19 parameters / (2 · 18,000 pairs) = 0.0005 nats too
  /// much. The bound here is not the infinite population's but that of the very pairs held out: the
  /// true model's loss on them, known exactly, less 5 standard errors of the difference. Two models
  /// whose gaps differ by about √(19 / 18,000 · 5) ≈ 0.07 differ in loss by at most 0.07 a pair, so
  /// over 2,000 pairs 5 × 0.07 / √2,000 = 0.008.
  @Test func doesNotBeatTheBayesBound() throws {
    let (world, responses) = Self.items(20)
    var stream = RandomStream(seed: 5)
    // Normal by the sum of 12 uniforms; halved variance, so that differences have variance 1.
    let utilities = (0..<20).map { _ in
      ((0..<12).reduce(0.0) { sum, _ in sum + stream.uniform() } - 6) / 2.0.squareRoot()
    }
    var best = 0.0
    let preferences = (0..<20_000).map { _ in
      let first = stream.uniform(below: 20)
      let second = (first + 1 + stream.uniform(below: 19)) % 20
      let gap = utilities[first] - utilities[second]
      let firstWins = stream.bernoulli(1 / (1 + exp(-gap)))
      best += BradleyTerryLoss(gap: firstWins ? gap : -gap, probability: 1).value / 20_000
      return Preference(
        chosen: responses[firstWins ? first : second],
        rejected: responses[firstWins ? second : first])
    }
    var model = SequenceRewardModel(
      model: Self.table(world),
      settings: Settings(
        epochs: 4, batchSize: 64, learningRate: 0.03, weightDecay: 0, heldOutShare: 0.1))
    let report = try model.fit(to: preferences, using: RandomStream(seed: 6))
    let heldOut = try #require(report.last("held_out_loss"))
    // A pair's loss has a standard deviation of about 0.45: 2,000 held-out pairs differ from all 20,000
    // by 0.45 / √2,000 = 0.010; five times that is 0.05.
    #expect(heldOut > best - 0.05)
    #expect(heldOut < best + 0.05)
    // Learnt from, the training loss must come within the same of the bound, and not below by more than
    // its 19 parameters buy.
    let trained = report.values(of: "loss").suffix(281)
    let mean = trained.reduce(0, +) / Double(trained.count)
    #expect(abs(mean - best) < 0.02)
  }

  @Test func tiesPullTogetherAndHaveNoAccuracy() throws {
    let (world, responses) = Self.items(2)
    var table = Self.table(world)
    table.parameters[table.parameterGroups[1].range.lowerBound] = 3
    let ties = Array(
      repeating: Preference(chosen: responses[0], rejected: responses[1], probability: 0.5),
      count: 50)
    var model = SequenceRewardModel(
      model: table,
      settings: Settings(epochs: 100, learningRate: 0.1, weightDecay: 0, heldOutShare: 0))
    let report = try model.fit(to: ties, using: RandomStream(seed: 1))
    let rewards = model.rewards(for: responses)
    #expect(abs(rewards[0].value - rewards[1].value) < 0.05)
    #expect(report.last("accuracy") == nil)
    #expect(report.last("held_out_loss") == nil)
  }

  @Test func normalizingTheVarianceGivesUnitDeviation() {
    let (world, responses) = Self.items(3)
    var table = Self.table(world)
    let start = table.parameterGroups[1].range.lowerBound
    table.parameters.replaceSubrange(start..<start + 3, with: [1, 4, 7])
    var model = SequenceRewardModel(model: table, settings: Settings(normalizesVariance: true))
    model.normalize(on: responses)
    let deviation = 6.0.squareRoot()
    #expect(abs(model.scale - 1 / deviation) < 1e-12)
    for (reward, expected) in zip(model.rewards(for: responses), [-3, 0, 3]) {
      #expect(abs(reward.value - Double(expected) / deviation) < 1e-6)
    }
    let restored = SequenceRewardModel(
      model: model.model, scale: model.scale, shift: model.shift)
    #expect(restored.rewards(for: responses) == model.rewards(for: responses))
  }

  @Test func aNumberThatIsNotFiniteStopsTheFit() {
    let (world, responses) = Self.items(2)
    var table = Self.table(world)
    table.parameters[table.parameterGroups[1].range.lowerBound] = .infinity
    var model = SequenceRewardModel(model: table)
    let preference = Preference(chosen: responses[0], rejected: responses[1])
    #expect(throws: TrainingFailure.self) {
      try model.fit(to: [preference], using: RandomStream(seed: 1))
    }
  }
}
