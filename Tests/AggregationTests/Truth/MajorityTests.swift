import Foundation
import Randomness
import SandboxTestSupport
import Testing

@testable import Aggregation

@Suite struct MajorityTests {
  private let stream = RandomStream(seed: 2)

  @Test(.enabled(if: SharedData.has("c06_dog")), arguments: SharedCrowd.withGold)
  func tiesCountAsPartsOfATask(_ folder: String) throws {
    let crowd = try SharedCrowd(folder)
    let estimate = try MajorityLabels().infer(crowd.table, using: stream)
    let reference = try SharedData.number(
      folder, "reference.json", "majority_vote_fractional_ties", "accuracy")
    let ours = try estimate.accuracy(against: crowd.truth)
    #expect(abs(ours - reference) < 1e-12, "\(ours), not \(reference)")
  }

  /// The weights can only be told from each other with enough labels; then they beat plain votes.
  @Test(.enabled(if: SharedData.has("c14_sentiment_1k")), arguments: SharedCrowd.withGold)
  func weightsDoNotHurt(_ folder: String) throws {
    let crowd = try SharedCrowd(folder)
    let plain = try MajorityLabels().infer(crowd.table, using: stream)
    let weighted = try WeightedMajority().infer(crowd.table, using: stream)
    #expect(weighted.hasConverged)
    let gain =
      try weighted.accuracy(against: crowd.truth) - plain.accuracy(against: crowd.truth)
    #expect(gain > -0.005, "\(folder): \(gain)")
  }

  /// Σ_{i > m/2} C(m, i) aⁱ (1 − a)^{m−i}; 40,000 tasks have a standard error below .0025, five of
  /// which are .0125.
  @Test(arguments: [(3, 0.6, 0.648), (5, 0.7, 0.83692), (9, 0.6, 0.733432), (11, 0.8, 0.988346)])
  func condorcet(_ votes: Int, _ accuracy: Double, _ majority: Double) throws {
    let crowd = try RandomCrowd(
      seed: 6, tasks: 40_000, workers: votes, perTask: votes, classes: 2, accuracy: accuracy)
    let estimate = try MajorityLabels().infer(crowd.table, using: stream)
    let ours = try estimate.accuracy(against: crowd.truth)
    #expect(abs(ours - majority) < 0.0125, "\(ours), not \(majority)")
  }

  /// Honest workers are right with .836; a share of those asked, drawn anew for each vote, inverts.
  /// 40,000 tasks have a standard error below .0025, five of which are .0125.
  @Test(arguments: [
    (0, 5, 0.9660), (0.1, 5, 0.9153), (0.2, 5, 0.8390), (0.3, 5, 0.7401), (0.4, 5, 0.6245),
    (0.1, 9, 0.9643), (0.3, 9, 0.8009), (0.4, 9, 0.6615),
  ])
  func invertersPullAMajorityDown(_ share: Double, _ votes: Int, _ majority: Double) throws {
    let single = 0.836 * (1 - share) + 0.164 * share
    let crowd = try RandomCrowd(
      seed: 7, tasks: 40_000, workers: votes, perTask: votes, classes: 2, accuracy: single)
    let estimate = try MajorityLabels().infer(crowd.table, using: stream)
    let ours = try estimate.accuracy(against: crowd.truth)
    #expect(abs(ours - majority) < 0.0125, "\(ours), not \(majority)")
  }

  /// Chance settles ties evenly: of 4,000, half go to either class within 5 · √(4,000 / 4) = 158.
  @Test func tiesFavourNobody() throws {
    let labels = (0..<4_000).flatMap { task in
      [0, 1].map { CrowdLabel(task: task, worker: $0, label: $0) }
    }
    let estimate = try MajorityLabels().infer(LabelTable(labels), using: stream)
    #expect(abs(estimate.labels.count { $0 == 0 } - 2_000) < 158)
    #expect(try estimate.accuracy(against: Array(repeating: 0, count: 4_000)) == 0.5)
  }

  /// One expert of 100 labels against two who are right six times in ten: log-odds by hand.
  @Test func weightsAreLogOdds() throws {
    let crowd = try RandomCrowd(seed: 8, tasks: 2_000, workers: 5, perTask: 5, classes: 2)
    let estimate = try WeightedMajority().infer(crowd.table, using: stream)
    let weights = try #require(estimate.workerParameters.first).values
    for (weight, reliability) in zip(weights, estimate.reliability) {
      let weight = try #require(weight)
      let share = try #require(reliability).mean
      #expect(abs(weight - log(share / (1 - share))) < 0.25)
    }
  }
}
