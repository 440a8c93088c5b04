import Foundation
import Networks
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import RewardModeling

/// Reward models that give each response a law of rewards.
@Suite struct DistributionalTests {
  typealias Form = DistributionalRewardModel.Form
  static let forms: [Form] = [.normal, .atoms(count: 4, reach: 2)]

  @Test(arguments: forms) func obeysTheLawsOfRewardModels(form: Form) {
    let table = NGramTable(vocabularyCount: 6, order: 2, contextLength: 4)
    let settings = SequenceRewardModel.Settings(epochs: 4, learningRate: 0.05, weightDecay: 0)
    #expect(
      checkRewardModel(
        DistributionalRewardModel(model: table, settings: settings, form: form)) == [])
  }

  /// Φ(1/√2) of means 1 and 0 with variances 1; ½ of equals, whatever their variances.
  @Test func normalLawsHaveTheirAnchors() {
    let one = DistributionalLoss(means: (1, 0), logVariances: (0, 0), probability: 1)
    #expect(abs(one.probability - 0.760249938906523) < 1e-12)
    #expect(abs(one.value + log(0.760249938906523)) < 1e-12)
    let even = DistributionalLoss(means: (3, 3), logVariances: (-2, 5), probability: 0.7)
    #expect(abs(even.value - log(2)) < 1e-12)
    let far = DistributionalLoss(means: (-400, 0), logVariances: (0, 0), probability: 1)
    #expect(far.value.isFinite && far.value > 30_000 && far.meanSlope.isFinite)
    RankingAndTieTests.check(at: [0.4, -0.7, 0.3, -0.5]) { x in
      let loss = DistributionalLoss(
        means: (x[0], x[1]), logVariances: (x[2], x[3]), probability: 0.65)
      let slopes =
        [loss.meanSlope, -loss.meanSlope] + loss.firstSlopes + loss.secondSlopes
      return (loss.value, slopes, Self.bends(at: x, of: Self.normalSlopes))
    }
  }

  private static func normalSlopes(_ x: [Double]) -> [Double] {
    let loss = DistributionalLoss(
      means: (x[0], x[1]), logVariances: (x[2], x[3]), probability: 0.65)
    return [loss.meanSlope, -loss.meanSlope] + loss.firstSlopes + loss.secondSlopes
  }

  /// Second derivatives are not declared; they are taken here as the checker takes them.
  private static func bends(at x: [Double], of slopes: ([Double]) -> [Double]) -> [Double] {
    x.indices.flatMap { row in
      var (above, below) = (x, x)
      above[row] += 1e-5
      below[row] -= 1e-5
      return zip(slopes(above), slopes(below)).map { ($0 - $1) / 2e-5 }
    }
  }

  /// One atom is Bradley-Terry; slopes are those of the value.
  @Test func atomsHaveTheirAnchors() {
    let sure = DistributionalLoss(
      gap: 0.7, logits: ([0], [0]), offsets: [0], probability: 0.8)
    let pair = BradleyTerryLoss(gap: 0.7, probability: 0.8)
    #expect(abs(sure.value - pair.value) < 1e-12)
    #expect(abs(sure.meanSlope - pair.derivative) < 1e-12)
    let offsets = [-1.5, 0, 1.5]
    func loss(_ x: [Double]) -> DistributionalLoss {
      DistributionalLoss(
        gap: x[0], logits: (Array(x[1...3]), Array(x[4...6])), offsets: offsets, probability: 0.3)
    }
    func slopes(_ x: [Double]) -> [Double] {
      let loss = loss(x)
      return [loss.meanSlope] + loss.firstSlopes + loss.secondSlopes
    }
    RankingAndTieTests.check(at: [0.4, 0.2, -0.7, 0.9, 1.1, 0.3, -0.4]) { x in
      (loss(x).value, slopes(x), Self.bends(at: x, of: slopes))
    }
  }

  /// The gradient of the whole network against differences, in single precision.
  @Test(arguments: forms, [RewardReading.lastToken, .everyToken])
  func networksLearnDownTheLoss(form: Form, reading: RewardReading) {
    let world = TokenStrings(symbolCount: 4, length: 3)
    var network = Decoder<Float>(
      shape: DecoderShape(
        vocabularyCount: 6, contextLength: 4, width: 8, layerCount: 1, headCount: 2),
      using: RandomStream(seed: 3))
    var stream = RandomStream(seed: 4)
    for index in network.parameters.indices {
      network.parameters[index] += Float(0.3 * (stream.uniform() - 0.5))
    }
    var settings = SequenceRewardModel.Settings()
    settings.reading = reading
    let model = DistributionalRewardModel(model: network, settings: settings, form: form)
    let responses = world.strings.prefix(6).map(world.response)
    let pairs = (0..<3).map {
      Preference(chosen: responses[2 * $0], rejected: responses[2 * $0 + 1], probability: 0.8)
    }
    func loss(_ network: any LanguageModel) -> Double {
      var gradient = [Float](repeating: 0, count: network.parameterCount)
      let read = model.accumulate(
        pairs, of: network, into: &gradient, workspace: Workspace())
      return pairs.indices.reduce(0) {
        $0 + model.loss(pairs[$1], read[2 * $1], read[2 * $1 + 1]).value / 3
      }
    }
    var gradient = [Float](repeating: 0, count: network.parameterCount)
    _ = model.accumulate(pairs, of: network, into: &gradient, workspace: Workspace())
    // Along the gradient itself the slope is its squared length.
    let length = gradient.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    #expect(length > 1e-3)
    var (above, below) = (network, network)
    let step = 2e-3
    for index in gradient.indices {
      let move = Float(step * Double(gradient[index]) / length)
      above.parameters[index] += move
      below.parameters[index] -= move
    }
    let slope = (loss(above) - loss(below)) / (2 * step)
    #expect(abs(slope - length) < 0.02 * length)
  }

  /// Three items: groups of .6 and .4 want (1, 0, .5) and (−10, 0, −4). What is written of means, variances and
  /// quantiles is of these laws.
  @Test func readingsOfALaw() {
    // Atoms at −10, −9.5, …, 1; the groups' rewards are three of them.
    let offsets = (0..<23).map { -10 + 0.5 * Double($0) }
    func law(_ high: Double, _ low: Double) -> RewardDistribution {
      .atoms(
        mean: 0, offsets: offsets,
        chances: offsets.map {
          $0 == high && $0 == low ? 1 : $0 == high ? 0.6 : $0 == low ? 0.4 : 0
        }
      )
    }
    let laws = [law(1, -10), law(0, 0), law(0.5, -4)]
    for (own, mean) in zip(laws, [-3.4, 0, -1.3]) { #expect(abs(own.mean - mean) < 1e-12) }
    #expect(abs(laws[0].variance - 0.24 * 121) < 1e-9)
    let cautious = laws.map { $0.quantile(0.01) }
    // A hundredth of people lie a fortieth of the lowest atom's width above its lower edge.
    #expect(abs(cautious[0] - (-10 + 0.5 * (0.025 - 0.5))) < 1e-12)
    #expect(cautious.max() == cautious[1])
    let normal = RewardDistribution.normal(mean: 2, logVariance: log(4))
    #expect(abs(normal.quantile(0.01) - (2 - 2 * 2.326347874040841)) < 1e-9)
    #expect(abs(normal.variance - 4) < 1e-12)
  }

  /// The marginal answers about the three items do not say which of two is the one that people disagree about: a law in which item 0 is, and one
  /// in which item 1 is, fit them alike. Means and quantiles of the two are of opposite order. So a
  /// risk-sensitive reading mends what a pooled reward does wrong only as far as other responses tell the two apart.
  @Test func marginalAnswersLeaveTwoLaws() {
    let answers = [[0.5, 0.6, 0.6], [0.4, 0.5, 0.4], [0.4, 0.6, 0.5]]
    func worst(_ laws: [[(worth: Double, chance: Double)]]) -> Double {
      var worst = 0.0
      for first in 0..<3 {
        for second in 0..<3 where first != second {
          let won = laws[first].reduce(0.0) { sum, own in
            sum
              + laws[second].reduce(0.0) {
                $0 + (own.worth > $1.worth ? own.chance * $1.chance : 0)
              }
          }
          worst = max(worst, abs(won - answers[first][second]))
        }
      }
      return worst
    }
    let truth = [[(1.0, 0.6), (-10, 0.4)], [(0, 1)], [(0.5, 0.6), (-4, 0.4)]]
    let mirrored = [[(0.0, 1.0)], [(-1, 0.6), (10, 0.4)], [(-0.5, 0.6), (4, 0.4)]]
    #expect(worst(truth.map { $0.map { (worth: $0.0, chance: $0.1) } }) < 1e-12)
    #expect(worst(mirrored.map { $0.map { (worth: $0.0, chance: $0.1) } }) < 1e-12)
  }

  /// Two responses that half of people love and half hate, and two that all see alike, at equal means: the variance is learnt, and a low quantile
  /// avoids what is disputed. r² is lower with the dispute than without.
  @Test(arguments: [Form.normal, .atoms(count: 6, reach: 4)])
  func disputesWidenTheLaw(form: Form) throws {
    let (world, items) = SequenceRewardModelTests.items(6)
    let settings = SequenceRewardModel.Settings(
      epochs: 300, batchSize: 16, learningRate: 0.03, weightDecay: 0, heldOutShare: 0)
    func fitted(_ worths: [[Double]]) throws -> DistributionalRewardModel {
      var pairs: [Preference] = []
      for first in 0..<6 {
        for second in 0..<first {
          let share = worths.reduce(0) {
            $0 + 1 / (1 + exp($1[second] - $1[first])) / Double(worths.count)
          }
          pairs.append(
            Preference(first: items[first], second: items[second], probabilityFirst: share))
        }
      }
      var model = DistributionalRewardModel(
        model: SequenceRewardModelTests.table(world), settings: settings, form: form,
        quantile: 0.1)
      _ = try model.fit(to: pairs, using: RandomStream(seed: 2))
      return model
    }
    // Item 5 is the disputed one: far above all for half, far below for the others.
    let common = [-2.0, -1, 0, 1, 2]
    let disputed = try fitted([common + [6], common + [-6]])
    let agreed = try fitted([common + [0]])
    let laws = disputed.distributions(for: items)
    for other in 0..<5 { #expect(laws[5].variance > 1.5 * laws[other].variance) }
    let cautious = disputed.rewards(for: items).map(\.value)
    // By the mean it is among the better ones, by the quantile behind those that were worse.
    #expect(laws[5].mean > laws[1].mean && cautious[5] < cautious[1])
    let (split, whole) = (
      try #require(disputed.hiddenContextScore(on: items)),
      try #require(agreed.hiddenContextScore(on: items))
    )
    #expect(split < whole)
  }
}
