import Environments
import Evaluation
import Experiments
import SandboxCore
import Testing

/// Alarms, scored on records made by hand.
@Suite struct AlarmTableTests {
  /// A policy that games its judge from the fourth look on, or does not; KL tells, length does not.
  private func record(_ arm: String, _ number: Int, isGamed: Bool) -> ReplicationRecord {
    var report = TrainingReport()
    for look in 0..<8 {
      let step = 5 * look
      let gold = isGamed && look >= 4 ? 1.0 : 2 + 0.01 * Double(look)
      let kl = (isGamed ? 1.0 : 0.2) * Double(look)
      for (key, value) in [
        ("held_out_gold_reward", gold), ("held_out_proxy_reward", Double(look)),
        ("held_out_kl_to_reference", kl), ("held_out_length", 8.0), ("held_out_entropy", 1.0),
      ] { report.record(key, at: step, value) }
    }
    var record = ReplicationRecord(arm: arm, number: number)
    record.phases = [PhaseRecord(name: "policy optimisation", seconds: 1, report: report)]
    return record
  }

  private func run(gamed: (Int) -> Bool = { _ in true }, replications: Int = 6) -> RunRecord {
    let arms = ["free", "held"].map { name in
      ArmRecord(
        arm: Arm(name: name, settings: .defaults(for: .tiny)),
        replications: (0..<replications).map {
          record(name, $0, isGamed: name == "free" && gamed($0))
        })
    }
    return RunRecord(
      experiment: Experiment(
        name: "x", title: "X", seed: 1, replications: replications, arms: arms.map(\.arm),
        hypotheses: []),
      arms: arms, hypotheses: [], seconds: 1, version: "1")
  }

  @Test func distanceTellsAndLengthDoesNot() throws {
    let table = try #require(run().alarms)
    #expect(table.gamed == 6 && table.healthy == 6)
    let rows = Dictionary(uniqueKeysWithValues: table.rows.map { ($0.alarm, $0) })
    // Gamed looks have KL 4 to 7, healthy ones at most 3.
    let kl = try #require(rows[.kl])
    #expect(kl.area.mean == 1 && kl.caught == 1 && kl.falseAlarms == 0)
    // Healthy ones come to 1.4, so that the alarm rings at KL 2: two looks of five iterations early.
    #expect(abs(try #require(kl.threshold) - 1.4) < 1e-12 && kl.delay == -10)
    #expect(rows[.length]?.area.mean == 0.5 && rows[.length]?.caught == 0)
    #expect(rows[.truth]?.area.mean == 1 && rows[.truth]?.delay == 0)
    let luck = try #require(rows[.luck])
    #expect(abs(luck.area.mean - 0.5) < 0.2)
  }

  @Test func thereIsNothingToTellWhereAllAreAlike() {
    #expect(run(gamed: { _ in false }).alarms == nil)
    var all = run()
    all.arms.removeLast()
    #expect(all.alarms == nil)
  }
}
