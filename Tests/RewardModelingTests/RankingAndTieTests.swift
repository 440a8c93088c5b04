import Foundation
import Networks
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import RewardModeling

/// Losses of whole rankings and of answers that may be ties.
@Suite struct RankingAndTieTests {
  typealias Settings = SequenceRewardModel.Settings

  /// Every slope and curvature of a loss of some numbers against central differences.
  static func check(
    at point: [Double], _ loss: ([Double]) -> (value: Double, slopes: [Double], bends: [Double])
  ) {
    let (step, here) = (1e-5, loss(point))
    for row in point.indices {
      var (above, below) = (point, point)
      above[row] += step
      below[row] -= step
      let (up, down) = (loss(above), loss(below))
      let slope = (up.value - down.value) / (2 * step)
      #expect(abs(slope - here.slopes[row]) < 1e-7 * max(1, abs(slope)))
      for column in point.indices {
        let bend = (up.slopes[column] - down.slopes[column]) / (2 * step)
        #expect(abs(bend - here.bends[row * point.count + column]) < 1e-7 * max(1, abs(bend)))
      }
    }
  }

  @Test func rankingsHaveTheirAnchors() {
    let equal = PlackettLuceLoss(rewards: [2, 2, 2, 2])
    #expect(abs(equal.value - log(24)) < 1e-12)
    let two = PlackettLuceLoss(rewards: [0.3, -0.9])
    let pair = BradleyTerryLoss(gap: 1.2, probability: 1)
    #expect(abs(two.value - pair.value) < 1e-12)
    #expect(abs(two.slopes[0] - pair.derivative) < 1e-12)
    #expect(abs(two.curvatures[0] - pair.curvature) < 1e-12)
    // 3 of 6 for the first, then 2 of 3 for the second: P = 1/3.
    let three = PlackettLuceLoss(rewards: [log(3), log(2), 0])
    #expect(abs(three.value - log(3)) < 1e-12)
    Self.check(at: [0.4, -1.2, 2.2, 0.1]) {
      let loss = PlackettLuceLoss(rewards: $0)
      return (loss.value, loss.slopes, loss.curvatures)
    }
    #expect(PlackettLuceLoss(rewards: [-2000, 2000]).value == 4000)
  }

  @Test func tiesHaveTheirAnchors() {
    let third = DavidsonLoss(gap: 0, logTie: 0, probability: 0.5, tieShare: 1)
    #expect(abs(third.value - log(3)) < 1e-12)
    let sure = DavidsonLoss(gap: 0.7, logTie: -80, probability: 0.8, tieShare: 0)
    #expect(abs(sure.value - BradleyTerryLoss(gap: 0.7, probability: 0.8).value) < 1e-12)
    Self.check(at: [0.6, -0.4]) {
      let loss = DavidsonLoss(gap: $0[0], logTie: $0[1], probability: 0.6, tieShare: 0.3)
      return (
        loss.value, [loss.slope, loss.tieSlope],
        [loss.curvature, loss.crossCurvature, loss.crossCurvature, loss.tieCurvature]
      )
    }
  }

  /// Half the answers are for the first, three tenths are ties: Δ = log(5/2) and ν = 0.3/√(0.5 · 0.2).
  @Test func theTieParameterIsLearnt() throws {
    let (world, items) = SequenceRewardModelTests.items(2)
    let pair = Preference(
      chosen: items[0], rejected: items[1], probability: 0.65, tieShare: 0.3)
    let evidence = TrainingExamples(preferences: Array(repeating: pair, count: 40))
    var settings = Settings(
      epochs: 400, batchSize: 8, learningRate: 0.03, weightDecay: 0, heldOutShare: 0)
    settings.labels.ties = .davidson
    let models: [(any RewardModel, Double)] = [
      (LinearRewardModel(order: 1, settings: settings, ridge: 1e-7), 1e-4),
      (
        SequenceRewardModel(model: SequenceRewardModelTests.table(world), settings: settings), 0.02
      ),
    ]
    for (model, tolerance) in models {
      var model = model
      let report = try model.fit(to: evidence, using: RandomStream(seed: 1))
      let rewards = model.rewards(for: items).map(\.value)
      #expect(abs(rewards[0] - rewards[1] - log(2.5)) < tolerance)
      let odds = try #require(report.last("tie_parameter"))
      #expect(abs(odds - 0.3 / 0.1.squareRoot()) < tolerance)
    }
    #expect(LabelAssumptions().conflicts.isEmpty)
    settings.labels.margin = 1
    #expect(settings.labels.conflicts.count == 1)
  }

  /// All orders of three, each as often as Plackett and Luce have it: utilities come back exactly. Pairs of these rankings, taken as
  /// if each had been asked by itself, have Bradley-Terry odds too, so they agree; where people rank otherwise they do not.
  @Test func rankingsTeachUtilities() throws {
    let utilities = [0.8, 0.0, -1.1]
    let (world, items) = SequenceRewardModelTests.items(3)
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    let rankings = orders.map { order in
      RankedResponses(
        responses: order.map { items[$0] },
        weight: 30 * exp(-PlackettLuceLoss(rewards: order.map { utilities[$0] }).value))
    }
    let settings = Settings(
      epochs: 500, batchSize: 6, learningRate: 0.05, weightDecay: 0, heldOutShare: 0)
    let models: [(any RewardModel, Double)] = [
      (LinearRewardModel(order: 1, settings: settings, ridge: 1e-7), 1e-5),
      (
        SequenceRewardModel(model: SequenceRewardModelTests.table(world), settings: settings), 0.01
      ),
    ]
    for (model, tolerance) in models {
      var model = model
      let report = try model.fit(
        to: TrainingExamples(rankings: rankings), using: RandomStream(seed: 1))
      let rewards = model.rewards(for: items).map(\.value)
      #expect(abs(rewards[0] - rewards[1] - 0.8) < tolerance)
      #expect(abs(rewards[1] - rewards[2] - 1.1) < tolerance)
      #expect(report.last("ranking_loss") != nil && report.last("ranking_accuracy") != nil)
    }
  }

  /// Rankings of two lengths never meet in one batch; nothing is lost or held out apart from its prompt.
  @Test func lengthsAreDealtApart() {
    let (_, items) = SequenceRewardModelTests.items(4)
    let rankings = (0..<10).map {
      RankedResponses(responses: Array(items.prefix($0.isMultiple(of: 2) ? 3 : 4)))
    }
    let deck = ExampleSampler(
      TrainingExamples(
        preferences: [Preference(chosen: items[0], rejected: items[1])], rankings: rankings))
    let batches = deck.batches(order: Array(0..<11), size: 3)
    #expect(batches.count == deck.batchCount(size: 3))
    #expect(batches.reduce(0) { $0 + $1.count } == 11)
    for batch in batches { #expect(Set(batch.rankings.map(\.responses.count)).count <= 1) }
  }
}
