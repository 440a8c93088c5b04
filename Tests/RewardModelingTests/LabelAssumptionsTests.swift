import Foundation
import Networks
import Randomness
import SandboxCore
import Testing

@testable import RewardModeling

/// What is assumed about labels decides where the fit of two items comes to rest.
@Suite struct LabelAssumptionsTests {
  /// Labels of probability `share`, and the gap at which their loss is least.
  static let cases: [(labels: LabelAssumptions, share: Double, gap: Double)] = [
    (LabelAssumptions(), 0.8, log(4)),
    // Sure answers are read as 90 to 10.
    (LabelAssumptions(smoothing: 0.1), 1, log(9)),
    // A fifth of answers is flipped: 0.2 + 0.6 σ(1) of them are seen to be for the better one.
    (LabelAssumptions(flipRate: 0.2), 0.2 + 0.6 / (1 + exp(-1)), 1),
    (LabelAssumptions(margin: 0.5), 0.8, log(4) + 0.3),
  ]

  private func gap(_ model: any RewardModel, _ evidence: TrainingExamples) throws -> Double {
    let (_, items) = SequenceRewardModelTests.items(2)
    var model = model
    _ = try model.fit(to: evidence, using: RandomStream(seed: 1))
    let rewards = model.rewards(for: items).map(\.value)
    return rewards[0] - rewards[1]
  }

  @Test(arguments: cases.indices) func gapsRestWhereTheyShould(index: Int) throws {
    let (labels, share, expected) = Self.cases[index]
    let (world, items) = SequenceRewardModelTests.items(2)
    let pair = Preference(chosen: items[0], rejected: items[1], probability: share)
    let evidence = TrainingExamples(preferences: Array(repeating: pair, count: 40))
    var settings = SequenceRewardModel.Settings(
      epochs: 300, batchSize: 8, learningRate: 0.05, weightDecay: 0, heldOutShare: 0)
    settings.labels = labels
    let exact = try gap(LinearRewardModel(order: 1, settings: settings, ridge: 1e-6), evidence)
    #expect(abs(exact - expected) < 1e-4)
    let table = SequenceRewardModelTests.table(world)
    #expect(
      abs(try gap(SequenceRewardModel(model: table, settings: settings), evidence) - expected)
        < 0.01)
  }

  /// Thumbs are smoothed and corrected as comparisons are; a margin is for comparisons.
  @Test func thumbsAreReadAlike() {
    let labels = LabelAssumptions(smoothing: 0.1, margin: 3)
    let thumb = ApprovalLoss(reward: 1.2, probability: 1, threshold: 0.2, labels: labels)
    #expect(thumb.value == PreferenceLoss.logistic(gap: 1, smoothing: 0.1).value)
    #expect(thumb.curvature == PreferenceLoss.logistic(gap: 1).curvature)
  }

  @Test func smoothingAndCorrectingUndoEachOther() {
    let both = PreferenceLoss.logistic(gap: 0.7, smoothing: 0.2, flipRate: 0.2)
    #expect(abs(both.value - PreferenceLoss.logistic(gap: 0.7).value) < 1e-12)
    #expect(LabelAssumptions(smoothing: 0.2, flipRate: 0.2).conflicts.count == 1)
    #expect(LabelAssumptions(smoothing: 0.2).conflicts.isEmpty)
  }
}
