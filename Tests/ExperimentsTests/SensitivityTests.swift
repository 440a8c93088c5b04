import Environments
import Experiments
import Testing

/// Arms on a scale, on records made by hand and on a run.
@Suite struct SensitivityTests {
  private func arm(_ name: String, _ world: WorldName = .tiny, golds: [Double?]) -> ArmRecord {
    ArmRecord(
      arm: Arm(name: name, settings: .defaults(for: world)),
      replications: golds.enumerated().map { number, gold in
        var record = ReplicationRecord(arm: name, number: number)
        if let gold { record.metrics = [.init(name: "gold_reward", value: gold)] }
        return record
      })
  }

  private func experiment(_ arms: [ArmRecord], hypotheses: [Hypothesis] = []) -> Experiment {
    Experiment(
      name: "x", title: "X", seed: 1, replications: 3, arms: arms.map(\.arm),
      hypotheses: hypotheses,
      scale: .init(best: "perfect", worst: "coins"))
  }

  private func claim(_ left: String, _ right: String) -> Hypothesis {
    Hypothesis(
      id: left + right, claim: "More.",
      effect: .difference(
        .init(arm: left, metric: "gold_reward"), minus: .init(arm: right, metric: "gold_reward")),
      direction: .above)
  }

  @Test func armsLieBetweenBestAndWorst() throws {
    let arms = [
      arm("perfect", golds: [2, 3, 4]), arm("errs", golds: [1.5, 2.5, 3.5]),
      arm("coins", golds: [0, 1, 2]), arm("board", .ticTacToe, golds: [0, 0, 0]),
      arm("half", golds: [1, nil, 3.0625]), arm("once", golds: [nil, 1, nil]),
    ]
    let found = try #require(experiment(arms).sensitivity(on: arms))
    #expect(found.arms == ["errs", "half", "once"], "the board is another world")
    let level = try #require(found.levels.first)
    #expect(found.levels.count == 1 && level.range.mean == 2 && level.isPlaceable)
    #expect(level.indices[0]?.mean == 0.25 && level.indices[0]?.interval == 0.25...0.25)
    #expect(level.indices[1]?.mean == 0.484375 && level.indices[2] == nil)
    #expect(experiment(arms).smoke.sensitivity(on: arms) == nil)
    var without = experiment(arms)
    without.scale = nil
    #expect(without.sensitivity(on: arms) == nil)
  }

  /// Three arms whose differences are ±1 around their means: each pair has the variance 1 with two
  /// degrees of freedom, so the pooled deviation is 1, of which 3.2640 is seen.
  @Test func whatCouldHaveBeenSeenIsPooled() throws {
    let arms = [
      arm("perfect", golds: [11, 12, 13]), arm("coins", golds: [0, 0, 0]),
      arm("errs", golds: [10, 10, 13]),
    ]
    // Deviations of the pairs: 1, 1 (1, 2, 0) and √3 (10, 10, 13): pooled √(5/3).
    let found = try #require(experiment(arms).sensitivity(on: arms))
    let known = 3.2640 * (5.0 / 3).squareRoot()
    #expect(abs(try #require(found.detectable) - known) < 1e-4)
    #expect(abs(try #require(found.share) - known / 12) < 1e-5)
  }

  /// Differences of deviation 1 could be seen from 3.264 on: a third of a range of 9, but not of 12.
  @Test(arguments: [(9.0, true), (12.0, false)])
  func anOpenClaimIsInsensitiveWhereAThirdOfTheRangeGoesUnseen(range: Double, isBlind: Bool) {
    let arms = [
      arm("perfect", golds: [range, range, range]), arm("coins", golds: [0, 0, 0]),
      arm("a", golds: [4, 5, 6]), arm("b", golds: [5, 5, 5]), arm("c", golds: [0.9, 1, 1.1]),
      arm("board", .ticTacToe, golds: [1, 5, 9]),
    ]
    let claims = [claim("a", "b"), claim("a", "board"), claim("b", "c")]
    let records = experiment(arms, hypotheses: claims).verdicts(on: arms)
    #expect(records.map(\.verdict) == ["inconclusive", "inconclusive", "supported"])
    #expect(records.map(\.isInsensitive) == [isBlind, false, false])
    #expect(records[0].judgement == (isBlind ? "insensitive" : "inconclusive"))
  }

  @Test func whereTheEndsAreOneNothingIsPlaced() throws {
    let arms = [
      arm("perfect", golds: [1, 2, 3]), arm("coins", golds: [1.5, 2, 2.5]),
      arm("a", golds: [1, 1, 2]), arm("b", golds: [1, 1.5, 1]),
    ]
    let experiment = experiment(arms, hypotheses: [claim("a", "b")])
    let found = try #require(experiment.sensitivity(on: arms))
    #expect(!found.levels[0].isPlaceable && found.levels[0].indices == [nil, nil])
    #expect(found.share == nil && found.detectable != nil)
    #expect(experiment.verdicts(on: arms)[0].isInsensitive)
  }

  /// People who never err, people who toss coins and some between, from labels to policy.
  @Test func aRunIsPlacedAtEachLevel() async throws {
    var experiment = SmallRuns.experiment(
      arms: [0, 0.25, 0.5].map { mistakes in
        (
          "mistakes-\(Int(mistakes * 100))",
          { $0.annotators.population.traits["mistakes"] = .init(mistakes) }
        )
      })
    experiment.replications = 3
    experiment.scale = .init(best: "mistakes-0", worst: "mistakes-50")
    let records = try await SmallRuns.run(experiment).records
    let arms = experiment.arms.map { arm in
      ArmRecord(arm: arm, replications: records.filter { $0.arm == arm.name })
    }
    let found = try #require(experiment.sensitivity(on: arms))
    #expect(found.levels.map(\.metric) == Sensitivity.metrics.map(\.key))
    #expect(found.arms == ["mistakes-25"] && found.detectable != nil)
    let labels = found.levels[0]
    #expect(labels.range.mean > 0.2, "coins are right in half of the cases")
    if labels.isPlaceable {
      let index = try #require(labels.indices[0]?.mean)
      #expect((0...1.2).contains(index))
    }
  }
}
