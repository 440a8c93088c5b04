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
      epochs: 4, learningRate: 0.05, weightDecay: 0, heldOutShare: 0,
      normalization: .meanAndVariance)
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

  /// Gaps Δ ~ N(0, 1) and Bradley-Terry labels: no reward model beats the true one on fresh pairs (its
  /// log-loss is 0.599438 nats over all such gaps). One that does has seen the answers.
  ///
  /// Both models judge the same 20,000 fresh pairs. The fit has 19 free parameters and 20,000 pairs, so
  /// it should lose 19 / 40,000 = 0.0005 nats more. Its gaps are off by √(2 · 0.0005 / 0.2) = 0.07, which
  /// changes a pair's loss by at most that, so the difference has a standard error of at most
  /// 0.07 / √20,000 = 0.0005. Bounds: 5 standard errors, and as much again for an optimiser that stops
  /// short of the best fit.
  @Test func doesNotBeatTheBayesBound() throws {
    let (world, responses) = Self.items(20)
    var stream = RandomStream(seed: 5)
    // Sums of 12 uniforms are as good as normal; half the variance, so that gaps have variance 1.
    let utilities = (0..<20).map { _ in
      ((0..<12).reduce(0.0) { sum, _ in sum + stream.uniform() } - 6) / 2.0.squareRoot()
    }
    func pairs() -> [(chosen: Int, rejected: Int)] {
      (0..<20_000).map { _ in
        let first = stream.uniform(below: 20)
        let second = (first + 1 + stream.uniform(below: 19)) % 20
        let gap = utilities[first] - utilities[second]
        return stream.bernoulli(1 / (1 + exp(-gap))) ? (first, second) : (second, first)
      }
    }
    func loss(_ values: [Double], on pairs: [(chosen: Int, rejected: Int)]) -> Double {
      pairs.reduce(0) {
        $0 + BradleyTerryLoss(gap: values[$1.chosen] - values[$1.rejected], probability: 1).value
      } / Double(pairs.count)
    }
    let preferences = pairs().map {
      Preference(chosen: responses[$0.chosen], rejected: responses[$0.rejected])
    }
    var model = SequenceRewardModel(
      model: Self.table(world),
      settings: Settings(
        epochs: 4, batchSize: 64, learningRate: 0.03, weightDecay: 0, heldOutShare: 0))
    _ = try model.fit(to: preferences, using: RandomStream(seed: 6))
    let fresh = pairs()
    let excess =
      loss(model.rewards(for: responses).map(\.value), on: fresh) - loss(utilities, on: fresh)
    #expect(excess > -0.0025)
    #expect(excess < 0.005)
  }

  /// Every pair has a prompt and two strings of its own and a coin for a label: all can be learnt by
  /// heart, and nothing of it helps on pairs that were held out.
  @Test func heldOutPairsAreNeverLearntFrom() throws {
    var (world, responses) = Self.items(200)
    for place in responses.indices { responses[place].prompt.id = place / 2 }
    let preferences = (0..<100).map {
      Preference(chosen: responses[2 * $0], rejected: responses[2 * $0 + 1])
    }
    var model = SequenceRewardModel(
      model: Self.table(world),
      settings: Settings(epochs: 20, learningRate: 0.1, weightDecay: 0, heldOutShare: 0.3))
    let report = try model.fit(to: preferences, using: RandomStream(seed: 7))
    #expect(report.last("accuracy") == 1)
    #expect(report.values(of: "held_out_accuracy") == Array(repeating: 0.5, count: 20))
    #expect(report.values(of: "held_out_loss").allSatisfy { abs($0 - log(2)) < 1e-12 })
  }

  @Test func aTrainingInTwoPartsIsTheWhole() throws {
    let (world, responses) = Self.items(20)
    let evidence = TrainingExamples(
      preferences: (0..<9).map {
        Preference(chosen: responses[$0], rejected: responses[19 - $0])
      },
      scores: responses.prefix(5).map { ScoredResponse(response: $0, score: 1) },
      approvals: responses.suffix(5).map { ApprovedResponse(response: $0, probability: 0.7) })
    let start = SequenceRewardModel(
      model: Self.table(world), settings: Settings(epochs: 5, batchSize: 4), scale: 2, shift: 1)
    var model = start
    let report = try model.fit(to: evidence, using: RandomStream(seed: 3))
    var training = start.training(on: evidence, using: RandomStream(seed: 3))
    var found = TrainingReport()
    for _ in 0..<2 { found.points += try training.step(workspace: Workspace()).points }
    let kept = training
    while !training.isFinished {
      found.points += try training.step(workspace: Workspace()).points
    }
    #expect(found == report)
    #expect(training.rewardModel.rewards(for: responses) == model.rewards(for: responses))
    #expect(kept.epoch == 2)
    #expect(kept.rewardModel.rewards(for: responses) != model.rewards(for: responses))
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
    var model = SequenceRewardModel(
      model: table, settings: Settings(normalization: .meanAndVariance))
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
