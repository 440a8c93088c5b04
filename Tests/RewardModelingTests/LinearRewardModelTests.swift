import Foundation
import Networks
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import RewardModeling

/// Reward models that are linear in attributes, or in counts of n-grams.
@Suite struct LinearRewardModelTests {
  typealias Settings = SequenceRewardModel.Settings
  private static let all = Settings(heldOutShare: 0)

  /// Strings of one symbol each, and a model that sees the number of the symbol: with two symbols it stands at −1 and
  /// 1 in standard deviations where both are met as often.
  private static func number(_ ridge: Double, _ settings: Settings = all) -> LinearRewardModel {
    LinearRewardModel(attributeCount: 1, settings: settings, ridge: ridge) {
      [Double($0.continuation[0])]
    }
  }

  private func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  @Test func obeysTheLawsOfRewardModels() {
    for order in 1...3 { #expect(checkRewardModel(LinearRewardModel(order: order)) == []) }
    let scaled = Settings(heldOutShare: 0, normalization: .meanAndVariance)
    #expect(checkRewardModel(LinearRewardModel(order: 1, settings: scaled)) == [])
    let attributes = LinearRewardModel(attributeCount: 2) { response in
      [Double(response.continuation.reduce(0, +)), Double(response.continuation[0])]
    }
    #expect(checkRewardModel(attributes) == [])
  }

  /// With the exact probabilities as labels the loss is least where the weights are the true ones.
  @Test func recoversTrueWeights() throws {
    var stream = RandomStream(seed: 4)
    let (world, responses) = SequenceRewardModelTests.items(30)
    let table = responses.map { _ in [stream.normal(), 50 * stream.normal(), stream.normal()] }
    func worth(_ index: Int) -> Double {
      let numbers = table[index]
      return numbers[0] - 0.04 * numbers[1] + 0.5 * numbers[2]
    }
    let pairs = (0..<200).map { _ in
      let (first, second) = (stream.uniform(below: 30), stream.uniform(below: 30))
      return Preference(
        first: responses[first], second: responses[second],
        probabilityFirst: sigmoid(worth(first) - worth(second)))
    }
    var model = LinearRewardModel(attributeCount: 3, settings: Self.all, ridge: 1e-6) {
      table[Int($0.continuation[0])]
    }
    _ = try model.fit(to: pairs, using: RandomStream(seed: 1))
    model.normalize(on: responses)
    let mean = responses.indices.reduce(0) { $0 + worth($1) } / 30
    for (index, reward) in model.rewards(for: responses).enumerated() {
      #expect(abs(reward.value - (worth(index) - mean)) < 1e-4)
    }
    #expect(world.strings.count == 30)
  }

  /// Δx is 2 standard deviations. At the optimum 2n (σ(g) − μ) + ρ g / 2 = 0 for the gap g = 2w.
  @Test(arguments: [0.01, 1, 40]) func preferencesAndRidgeBalance(ridge: Double) throws {
    let (_, items) = SequenceRewardModelTests.items(2)
    let pair = Preference(chosen: items[1], rejected: items[0], probability: 0.9)
    var model = Self.number(ridge)
    _ = try model.fit(to: Array(repeating: pair, count: 25), using: RandomStream(seed: 1))
    let rewards = model.rewards(for: items).map(\.value)
    let gap = rewards[1] - rewards[0]
    #expect(abs(50 * (sigmoid(gap) - 0.9) + ridge * gap / 2) < 1e-7)
    // Preferences know nothing of the level.
    #expect(abs(rewards[0] + rewards[1]) < 1e-12)
  }

  /// Ridge regression at x = −1 and 1: b = Σ s / (N + ρ), w = Σ x s / (N + ρ).
  @Test func scoresAreLeastSquares() throws {
    let (_, items) = SequenceRewardModelTests.items(2)
    let scores = [(0, -1.0), (0, -2), (1, 3), (1, 2.5)].map {
      ScoredResponse(response: items[$0], score: $1)
    }
    var model = Self.number(2)
    let report = try model.fit(to: TrainingExamples(scores: scores), using: RandomStream(seed: 1))
    let rewards = model.rewards(for: items).map(\.value)
    let (level, weight) = (2.5 / 6, 8.5 / 6)
    #expect(abs(rewards[0] - (level - weight)) < 1e-9)
    #expect(abs(rewards[1] - (level + weight)) < 1e-9)
    let errors = zip(scores, [rewards[0], rewards[0], rewards[1], rewards[1]]).reduce(0) {
      $0 + ($1.0.score - $1.1) * ($1.0.score - $1.1) / 8
    }
    #expect(abs(try #require(report.last("score_loss")) - errors) < 1e-9)
  }

  /// Both equations of a logistic regression with a ridge; and beside scores the threshold takes the level of approvals.
  @Test func approvalsAreLogistic() throws {
    let (_, items) = SequenceRewardModelTests.items(2)
    let approvals = [(0, 0.2), (1, 0.9)].flatMap { item, share in
      (0..<10).map { _ in ApprovedResponse(response: items[item], probability: share) }
    }
    var model = Self.number(0.5)
    var evidence = TrainingExamples(approvals: approvals)
    _ = try model.fit(to: evidence, using: RandomStream(seed: 1))
    let rewards = model.rewards(for: items).map(\.value)
    let (low, high) = (10 * (sigmoid(rewards[0]) - 0.2), 10 * (sigmoid(rewards[1]) - 0.9))
    #expect(abs(low + high + 0.5 * (rewards[0] + rewards[1]) / 2) < 1e-8)
    #expect(abs(high - low + 0.5 * (rewards[1] - rewards[0]) / 2) < 1e-8)

    evidence.scores = [-4.0, 4].enumerated().flatMap { item, score in
      (0..<1000).map { _ in ScoredResponse(response: items[item], score: score) }
    }
    let report = try model.fit(to: evidence, using: RandomStream(seed: 1))
    #expect(abs(model.rewards(for: items)[1].value - 4) < 0.05)
    // Half accept what is worth t: both are on the right side of it.
    #expect(report.last("approval_accuracy") == 1)
    #expect(model.weights[1] != 0)
  }

  @Test func whatNeverDiffersIsNotSeenAndSeparableAnswersHaveAFit() throws {
    let (_, items) = SequenceRewardModelTests.items(2)
    var model = LinearRewardModel(attributeCount: 2, settings: Self.all, ridge: 1e-3) {
      [7, Double($0.continuation[0])]
    }
    let sure = Preference(chosen: items[1], rejected: items[0])
    let report = try model.fit(to: Array(repeating: sure, count: 500), using: RandomStream(seed: 1))
    #expect(report.last("accuracy") == 1)
    let rewards = model.rewards(for: items).map(\.value)
    #expect(rewards[1] - rewards[0] > 8 && rewards[1].isFinite)
  }

  /// A reward of words alone is found by words, one of pairs by pairs only.
  @Test func aLongerNGramSeesMore() throws {
    let world = TokenStrings(symbolCount: 3, length: 4) { string in
      zip(string, string.dropFirst()).reduce(0) { $0 + ($1.0 < $1.1 ? 1 : -0.5) }
    }
    let responses = world.strings.map(world.response)
    let gold = responses.map { world.episode($0).gold.value }
    var stream = RandomStream(seed: 9)
    let pairs = (0..<2000).map { _ in
      let (first, second) = (stream.uniform(below: 81), stream.uniform(below: 81))
      return Preference(
        first: responses[first], second: responses[second],
        probabilityFirst: sigmoid(gold[first] - gold[second]))
    }
    func error(order: Int) throws -> Double {
      var model = LinearRewardModel(order: order, settings: Self.all, ridge: 1e-4)
      _ = try model.fit(to: pairs, using: RandomStream(seed: 1))
      model.normalize(on: responses)
      let mean = gold.reduce(0, +) / 81
      return zip(model.rewards(for: responses), gold).map { abs($0.value - ($1 - mean)) }.max() ?? 0
    }
    #expect(try error(order: 1) > 0.5)
    #expect(try error(order: 2) < 1e-3)
    #expect(try error(order: 3) < 1e-2)
  }

  /// Tokens are paid where they stand; their sum is the reward, whatever the scale.
  @Test(arguments: [false, true]) func tokensAddUp(echoes: Bool) throws {
    let world = TokenStrings(symbolCount: 3, length: 3, echoes: echoes) {
      Double($0.reduce(0, +))
    }
    let responses = world.strings.map(world.response)
    let scores = responses.map {
      ScoredResponse(response: $0, score: world.episode($0).gold.value)
    }
    let scaled = Settings(heldOutShare: 0, normalization: .meanAndVariance)
    var model = LinearRewardModel(order: 2, settings: scaled)
    _ = try model.fit(to: TrainingExamples(scores: scores), using: RandomStream(seed: 1))
    model.normalize(on: responses)
    let tokens = try #require(model.tokenRewards(for: responses))
    for (parts, reward) in zip(tokens, model.rewards(for: responses)) {
      #expect(parts.count == 3)
      #expect(abs(parts.reduce(0, +) - reward.value) < 1e-9)
    }
    // A token does not know what comes after it.
    #expect(tokens[0][0] == tokens[1][0])
    #expect(tokens[0][2] < tokens[2][2])
    #expect(Self.number(1).tokenRewards(for: responses) == nil)
  }

  /// Of coins a share above 0 comes out 16 times in 100 (z above √2 on one side twice, here one test): 8 in
  /// 100 of standard normal z. Of 120 fits that is 9.4, with a standard deviation of 2.9; five are 15.
  @Test func coinsArePredictedByChance() throws {
    var found = 0
    for seed in 0..<120 {
      var stream = RandomStream(seed: UInt64(seed)).child("coins")
      let pairs = (0..<200).map { number -> Preference in
        let prompt = Prompt(id: number, tokens: [9], family: "f", topic: "t")
        let pair = (0..<2).map { _ in
          Response(
            prompt: prompt, written: (0..<4).map { _ in Token(stream.uniform(below: 5)) },
            ending: .terminated)
        }
        return Preference(
          first: pair[0], second: pair[1], probabilityFirst: stream.bernoulli(0.5) ? 1 : 0)
      }
      let settings = Settings(heldOutShare: 0, normalization: .predictiveFit)
      var model = LinearRewardModel(order: 1, settings: settings)
      let report = try model.fit(to: pairs, using: RandomStream(seed: UInt64(seed)))
      if try #require(report.last("predictive_fit")) > 0 { found += 1 }
    }
    #expect(found < 9 + 15)
    #expect(found > 0)
  }

  @Test func aPatternIsPredictedSurelyAndSetsTheUnit() throws {
    let world = TokenStrings(symbolCount: 4, length: 3) { Double($0.reduce(0, +)) }
    var stream = RandomStream(seed: 2)
    let responses = world.strings.map(world.response)
    let pairs = (0..<300).map { number -> Preference in
      var pair = (0..<2).map { _ in responses[stream.uniform(below: 64)] }
      for place in 0..<2 { pair[place].prompt.id = number }
      let gap = world.episode(pair[0]).gold.value - world.episode(pair[1]).gold.value
      return Preference(first: pair[0], second: pair[1], probabilityFirst: sigmoid(gap))
    }
    let settings = Settings(normalization: .predictiveFit)
    var model = LinearRewardModel(order: 1, settings: settings)
    let report = try model.fit(to: pairs, using: RandomStream(seed: 1))
    let share = try #require(report.last("predictive_fit"))
    #expect(share > 0.95)
    model.normalize(on: responses)
    let squares = model.rewards(for: responses).reduce(0) { $0 + $1.value * $1.value }
    #expect(abs((squares / 64).squareRoot() - share) < 1e-9)
    #expect(try #require(report.last("held_out_accuracy")) > 0.7)
  }
}
