import Experiments
import SandboxCore
import Testing

@Suite struct RunRecordTests {
  /// Only the second arm learnt from writing; its phase still stands where it belongs.
  @Test func phasesAreInTheOrderOfThePipeline() {
    func record(_ arm: String, _ phases: [(String, Double)]) -> ArmRecord {
      var record = ReplicationRecord(arm: arm, number: 0)
      record.phases = phases.map {
        PhaseRecord(name: $0.0, seconds: $0.1, report: TrainingReport())
      }
      return ArmRecord(arm: Arm(name: arm, settings: ArmSettings()), replications: [record])
    }
    let arms = [
      record("a", [("feedback", 1), ("reward model", 2), ("evaluation", 4), ("other", 16)]),
      record("b", [("feedback", 1), ("learning from writing", 8), ("reward model", 2)]),
    ]
    let run = RunRecord(
      experiment: Experiment(
        name: "x", title: "X", seed: 1, replications: 1, arms: arms.map(\.arm)), arms: arms,
      hypotheses: [], seconds: 1, version: "0")
    #expect(
      run.phaseSeconds.map(\.name) == [
        "feedback", "learning from writing", "reward model", "evaluation", "other",
      ])
    #expect(run.phaseSeconds.map(\.seconds) == [2, 8, 4, 4, 16])
  }
}
