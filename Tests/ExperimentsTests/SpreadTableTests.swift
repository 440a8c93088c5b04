import Experiments
import SandboxCore
import Testing

/// Runs whose arms are a grid of seeds.
@Suite struct SpreadTableTests {
  private func arm(feedback: Int, policy: Int, rationality: String = "2", golds: [Double?]) throws
    -> ArmRecord
  {
    var settings = ArmSettings.defaults(for: .tiny)
    for (key, text) in [
      ("feedback.seed", "\(feedback)"), ("policy_optimization.seed", "\(policy)"),
      ("annotators.rationality", rationality),
    ] {
      try #require(SettingsCatalog.setting(key)).assign(text, to: &settings)
    }
    let name = "f\(feedback)-p\(policy)-r\(rationality)"
    return ArmRecord(
      arm: Arm(name: name, settings: settings),
      replications: golds.enumerated().map { number, gold in
        var record = ReplicationRecord(arm: name, number: number)
        if let gold { record.metrics = [.init(name: "gold_reward", value: gold)] }
        return record
      })
  }

  private func record(_ arms: [ArmRecord]) -> RunRecord {
    RunRecord(
      experiment: Experiment(
        name: "x", title: "X", seed: 1, replications: 3, arms: arms.map(\.arm), hypotheses: []),
      arms: arms, hypotheses: [], seconds: 1, version: "1")
  }

  /// Policies differ by 2 in every group, labels by 10, replications by 100; the order of the arms is no matter.
  @Test func aGridIsTakenApart() throws {
    let arms = try [
      arm(feedback: 7, policy: 2, golds: [12, 112, nil]),
      arm(feedback: 0, policy: 0, golds: [0, 100, 5]),
      arm(feedback: 7, policy: 0, golds: [10, 110, 5]),
      arm(feedback: 0, policy: 2, golds: [2, 102, 5]),
    ]
    let found = try #require(record(arms).spreads.first)
    #expect(record(arms).spreads.count == 1 && found.metric == "gold_reward")
    #expect(found.sources == ["replication", "labels", "policy"] && found.mean == 56)
    // MS: policies 2, labels 2 · 50 = 100, replications 4 · 5,000 = 20,000; the third replication is not whole.
    #expect(found.components.components.map(\.variance) == [4975, 49, 2])
  }

  @Test func whatIsNoGridIsLeftAlone() throws {
    let whole = try [
      arm(feedback: 0, policy: 1, golds: [1, 2]), arm(feedback: 0, policy: 2, golds: [2, 4]),
    ]
    #expect(record(whole).spreads.count == 1)
    let other = try arm(feedback: 3, policy: 1, golds: [2, 4])
    #expect(record(whole + [other]).spreads.isEmpty, "a corner is missing")
    let noisy = try arm(feedback: 0, policy: 2, rationality: "1", golds: [2, 4])
    #expect(record([whole[0], noisy]).spreads.isEmpty, "more than luck differs")
    #expect(record(whole + [noisy]).spreads.count == 1, "another arm is no matter")
    let once = try [
      arm(feedback: 0, policy: 1, golds: [1, nil]), arm(feedback: 0, policy: 2, golds: [2, 4]),
    ]
    #expect(record(once).spreads.isEmpty, "one replication")
  }

  /// Arms whose reward models predicted badly are named; those of full size, and without a scale, are not.
  @Test func faintRewardsAreNamed() throws {
    func arm(_ name: String, sizes: [Double]) -> ArmRecord {
      ArmRecord(
        arm: Arm(name: name, settings: .defaults(for: .tiny)),
        replications: sizes.enumerated().map { number, size in
          var record = ReplicationRecord(arm: name, number: number)
          var report = TrainingReport()
          report.record("predictive_fit", at: 0, size)
          record.phases = [PhaseRecord(name: "reward model", seconds: 1, report: report)]
          return record
        })
    }
    let arms = [
      arm("people", sizes: [1, 0.9]), arm("coins", sizes: [0, 0.75]),
      arm("paid the truth", sizes: []),
    ]
    #expect(
      record(arms).faintRewards == [FaintReward(arm: "coins", count: 1, total: 2, mean: 0.375)])
  }

  /// Arms whose optimiser found little of what it was asked for are named; those that skip phase 4 are not.
  @Test func unfinishedPoliciesAreNamed() {
    func arm(_ name: String, found: [Double], iterations: Int = 30) -> ArmRecord {
      var settings = ArmSettings.defaults(for: .tiny)
      settings.policyGradient.iterations = iterations
      return ArmRecord(
        arm: Arm(name: name, settings: settings),
        replications: found.enumerated().map { number, share in
          var record = ReplicationRecord(arm: name, number: number)
          record.metrics = [.init(name: "objective_gap_closed", value: share)]
          return record
        })
    }
    let arms = [
      arm("done", found: [0.9, 0.7]), arm("begun", found: [0.5, 0.25]), arm("other", found: []),
      arm("skipped", found: [0, 0], iterations: 0),
    ]
    #expect(record(arms).unfinishedPolicies == [UnfinishedPolicy(arm: "begun", found: 0.375)])
  }
}
