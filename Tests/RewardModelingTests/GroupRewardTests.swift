import Foundation
import Networks
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import RewardModeling

/// Rewards of people who are known, or found, to want different things.
@Suite struct GroupRewardTests {
  typealias Settings = SequenceRewardModel.Settings
  private static let all = Settings(heldOutShare: 0)
  private static func linear(_ ridge: Double = 1e-6) -> LinearRewardModel {
    LinearRewardModel(order: 1, settings: all, ridge: ridge)
  }

  /// Answers of people to every pair of items, each as probable as its group's utilities have it.
  private static func evidence(
    _ items: [Response], _ people: [(name: String, group: String, utilities: [Double])]
  ) -> TrainingExamples {
    var evidence = TrainingExamples()
    for person in people {
      evidence.groups[person.name] = person.group
      for first in items.indices {
        for second in 0..<first {
          let gap = person.utilities[first] - person.utilities[second]
          evidence.preferences.append(
            Preference(
              first: items[first], second: items[second], probabilityFirst: 1 / (1 + exp(-gap)),
              annotators: [person.name]))
        }
      }
    }
    return evidence
  }

  /// Groups of .6 and .4 with utilities (1, 0, .5) and (−10, 0, −4): one reward takes item 0 for the best, as Borda
  /// does, though it is the worst by mean utility. Rewards by group know better; the least of them, each less its own mean, is greatest for item 2.
  @Test func knownGroupsRestoreTheMean() throws {
    let (_, items) = SequenceRewardModelTests.items(3)
    let utilities = ["many": [1, 0, 0.5], "few": [-10.0, 0, -4]]
    // Answers that never err, as the groups' utilities have them.
    let shares = [[0.5, 0.6, 0.6], [0.4, 0.5, 0.4], [0.4, 0.6, 0.5]]
    let pooled = (0..<3).flatMap { first in
      (0..<first).map { second in
        Preference(
          first: items[first], second: items[second], probabilityFirst: shares[first][second])
      }
    }
    var one = Self.linear(1e-9)
    _ = try one.fit(to: pooled, using: RandomStream(seed: 1))
    let rewards = one.rewards(for: items).map { $0.value - one.rewards(for: items)[0].value }
    for (reward, known) in zip(rewards, [0, -0.5430813, -0.2715406]) {
      #expect(abs(reward - known) < 1e-5)
    }
    let people = (0..<5).map { index -> (name: String, group: String, utilities: [Double]) in
      let group = index < 3 ? "many" : "few"
      return ("\(index)", group, utilities[group] ?? [])
    }
    let evidence = Self.evidence(items, people)
    for (combination, best) in [
      (GroupedRewardModel.Combination.shareWeighted, 1), (.mean, 1), (.least, 2),
    ] {
      var model = GroupedRewardModel(
        base: Self.linear(1e-9), division: .known, combination: combination, settings: Self.all)
      _ = try model.fit(to: evidence, using: RandomStream(seed: 1))
      model.normalize(on: items)
      let own = model.rewards(for: items).map(\.value)
      #expect(own.indices.max { own[$0] < own[$1] } == best)
      #expect(abs(own.reduce(0, +)) < 1e-9)
      guard combination == .shareWeighted else { continue }
      for (reward, mean) in zip(own, [-3.4, 0, -1.3]) {
        #expect(abs(reward - own[1] - mean) < 0.01)
      }
      let groups = try #require(model.groupRewards(for: items))
      #expect(groups.names == ["few", "many"] && groups.shares == [0.4, 0.6])
      #expect(model.memberships["0"] == [0, 1])
    }
  }

  /// Two groups of opposite tastes, whom nobody has told apart.
  @Test func aMixtureFindsGroups() throws {
    let (_, items) = SequenceRewardModelTests.items(4)
    let people = (0..<12).map { index -> (name: String, group: String, utilities: [Double]) in
      let isFirst = index.isMultiple(of: 3)
      return ("p\(index)", isFirst ? "a" : "b", isFirst ? [2, 1, -1, -2] : [-2, -1, 1, 2])
    }
    var model = GroupedRewardModel(
      base: Self.linear(), division: .found(count: 2, rounds: 15, restarts: 2),
      combination: .shareWeighted, settings: Self.all)
    let report = try model.fit(to: Self.evidence(items, people), using: RandomStream(seed: 3))
    for person in people {
      let own = try #require(model.memberships[person.name])
      // The larger component stands first.
      #expect(own[person.group == "b" ? 0 : 1] > 0.99)
    }
    let groups = try #require(model.groupRewards(for: items))
    #expect(abs(groups.shares[0] - 2 / 3.0) < 0.01)
    for (reward, utility) in zip(groups.rewards[0], [-2.0, -1, 1, 2]) {
      #expect(abs(reward - utility) < 0.05)
    }
    let losses = report.points.filter { $0.metric == "mixture_loss" }.map(\.value)
    #expect(losses.count == 15)
    for (later, earlier) in zip(losses.dropFirst(), losses) { #expect(later < earlier + 1e-6) }
  }

  /// Four fifths say "first" nine times of ten, the others three: one reward has a gap of log(.78/.22). Losses of the groups are equal at a gap of 0,
  /// where one falls and the other rises; there the worst-off group is best off, with a third of the weight on the larger.
  @Test func robustWeightsServeTheWorst() throws {
    let (_, items) = SequenceRewardModelTests.items(2)
    var evidence = TrainingExamples()
    for index in 0..<10 {
      let name = "p\(index)"
      evidence.groups[name] = index < 8 ? "large" : "small"
      for _ in 0..<10 {
        evidence.preferences.append(
          Preference(
            first: items[0], second: items[1], probabilityFirst: index < 8 ? 0.9 : 0.3,
            annotators: [name]))
      }
    }
    func gap(_ step: Double, rounds: Int = 300) throws -> (Double, [String: Double]) {
      var model = RobustRewardModel(
        base: Self.linear(), rounds: rounds, step: step, labels: LabelAssumptions())
      _ = try model.fit(to: evidence, using: RandomStream(seed: 1))
      let rewards = model.rewards(for: items).map(\.value)
      return (rewards[0] - rewards[1], model.groupWeights)
    }
    let (robust, weights) = try gap(0.3)
    #expect(abs(robust) < 0.05)
    #expect(abs((weights["large"] ?? 0) - 1 / 3.0) < 0.02)
    // Without steps both groups count alike: half of .9 and .3.
    #expect(abs(try gap(0, rounds: 1).0 - log(1.5)) < 1e-3)
  }

  /// Everybody sees the same, some four times as sharply as others; one tosses coins.
  @Test func peopleReadOnScalesOfTheirOwn() throws {
    let (_, items) = SequenceRewardModelTests.items(6)
    let utilities = [1.5, 0.9, 0.3, -0.3, -0.9, -1.5]
    let sharpness = ["a": 2.0, "b": 2, "c": 0.5, "d": 0.5, "coin": 0]
    let people = sharpness.sorted { $0.key < $1.key }.flatMap { name, scale in
      (0..<8).map { _ in (name: name, group: "", utilities: utilities.map { scale * $0 }) }
    }
    var model = CalibratedRewardModel(
      base: Self.linear(1e-3), rounds: 8, labels: LabelAssumptions())
    let report = try model.fit(to: Self.evidence(items, people), using: RandomStream(seed: 1))
    let scales = model.scales
    let ratio = (scales["a"] ?? 0) / (scales["c"] ?? 1)
    #expect(abs(ratio - 4) < 0.4)
    #expect((scales["coin"] ?? 1) < 0.35 * (scales["c"] ?? 0))
    #expect(abs(scales.values.reduce(0) { $0 + log($1) }) < 1e-9)
    #expect((report.last("annotator_scale_deviation") ?? 0) > 0.5)
    let rewards = model.rewards(for: items).map(\.value)
    #expect(rewards == rewards.sorted(by: >))

    // Ratings: two people a unit apart in what they call average.
    var scored = TrainingExamples()
    for (name, offset) in [("strict", -1.0), ("mild", 1.0)] {
      for (item, utility) in zip(items, utilities) {
        scored.scores.append(
          ScoredResponse(response: item, score: utility + offset, annotators: [name]))
      }
    }
    var rated = CalibratedRewardModel(base: Self.linear(), rounds: 3, labels: LabelAssumptions())
    _ = try rated.fit(to: scored, using: RandomStream(seed: 1))
    #expect(abs((rated.offsets["mild"] ?? 0) - 1) < 0.01)
    #expect(abs((rated.offsets["strict"] ?? 0) + 1) < 0.01)
  }

  @Test func oneRewardObeysTheLaws() {
    #expect(
      checkRewardModel(
        CalibratedRewardModel(
          base: LinearRewardModel(order: 1), rounds: 2, labels: LabelAssumptions())) == [])
  }
}
