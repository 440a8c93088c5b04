import Annotators
import SandboxCore
import Synchronization
import Testing

@testable import Experiments

/// What becomes of replications in which something goes wrong.
@Suite struct ReplicationGuardTests {
  /// A record whose numbers are all well.
  private static let sound: ReplicationRecord = {
    var record = ReplicationRecord(arm: "a", number: 0)
    record.metrics = [.init(name: "label_count", value: 3), .init(name: "gold_reward", value: 0.5)]
    var report = TrainingReport()
    report.record("loss", at: 0, 0.7)
    report.record("loss", at: 1, 0.6)
    record.phases = [PhaseRecord(name: "fine-tuning", seconds: 1, report: report)]
    record.samples = [
      SampleRecord(
        phase: "policy", family: "f", prompt: "p", response: "r", gold: 1, proxy: 0.25)
    ]
    record.elo = [
      EloRecord(contestant: "policy", rating: 1000, spread: 3, wins: 1, matches: 2, bradleyTerry: 9)
    ]
    return record
  }()

  @Test func aNumberThatIsNoneEndsTheReplication() {
    let cases: [(change: (inout ReplicationRecord) -> Void, reason: String)] = [
      ({ $0.metrics[1].value = .nan }, "evaluation, step 0: gold_reward is nan"),
      ({ $0.metrics[0].value = .infinity }, "evaluation, step 0: label_count is inf"),
      // Finite, but its square is not: no mean and no interval could be taken.
      ({ $0.metrics[0].value = 1e308 }, "evaluation, step 0: label_count is 1e+308"),
      (
        { $0.phases[0].report.points[1].value = -.infinity },
        "fine-tuning, step 1: loss is -inf; try a smaller fine_tuning.learning_rate"
      ),
      ({ $0.samples[0].proxy = .nan }, "evaluation, step 0: the proxy reward of a sample is nan"),
      ({ $0.samples[0].gold = .nan }, "evaluation, step 0: the gold reward of a sample is nan"),
      ({ $0.elo[0].spread = .nan }, "evaluation, step 0: the Elo rating of policy is nan"),
      (
        { $0.elo[0].bradleyTerry = .infinity },
        "evaluation, step 0: the Elo rating of policy is inf"
      ),
    ]
    for (change, reason) in cases {
      var record = Self.sound
      change(&record)
      let outcome = outcome(record).checked
      #expect(outcome.record.failure == reason)
      #expect(outcome.record.brokenNumber == nil, "nothing that is no number is left")
      #expect(
        outcome.record.metrics.isEmpty && outcome.record.samples.isEmpty,
        "means are over replications that came to their end")
      #expect(outcome.record.arm == "a" && outcome.judgements.isEmpty && outcome.models.isEmpty)
    }
  }

  @Test func soundRecordsStayWhatTheyAre() {
    #expect(outcome(Self.sound).checked.record == Self.sound)
  }

  private func outcome(_ record: ReplicationRecord) -> ReplicationOutcome {
    ReplicationOutcome(
      record: record, judgements: [],
      vocabulary: Vocabulary(words: ["a"], beginning: "a", end: nil), world: "w", models: [])
  }

  /// Three arms fail, each in its own stage and way; the fourth does not notice.
  @Test func anyErrorEndsItsReplicationAlone() async throws {
    let experiment = SmallRuns.experiment(arms: [
      (
        "no-opponent",
        {
          $0 = .defaults(for: .ticTacToe)
          $0.board.opponent = .policy
          $0.board.opponentModel = "/no/model"
        }
      ),
      (
        "no-judge",
        {
          $0.annotators.population.aiJudges.accounts = 1
          $0.annotators.judgeModel = "/no/model"
        }
      ),
      ("nobody", { $0.annotators.population.count = 0 }), ("sound", { _ in }),
    ])
    let run = try await SmallRuns.run(experiment)
    let missing =
      "/no/model/config.json: error: this file is missing, so the folder is not a model; fix: give a "
      + "folder such as runs/NAME/models/ARM-1/policy"
    #expect(
      run.records.map(\.failure) == [
        "world: " + missing, "feedback: " + missing,
        "feedback: annotators.count: there are 0 people; use a number from 1 to 100000", nil,
      ])
    #expect(run.filed.count == 4)
  }

  /// The mean of a slope over settings that hardly differ would be infinite.
  @Test func slopesBeyondCountingAreNotAveraged() {
    func arm(_ name: String, _ x: Double, _ y: Double) -> ArmRecord {
      var settings = ArmSettings()
      settings.annotators.population.trolls.share = x
      var record = ReplicationRecord(arm: name, number: 0)
      record.metrics = [.init(name: "m", value: y)]
      return ArmRecord(arm: Arm(name: name, settings: settings), replications: [record])
    }
    let hypothesis = Hypothesis(
      id: "H", claim: "C", effect: .slope(metric: "m", over: "annotators.trolls.share", arms: []),
      direction: .above)
    let result = hypothesis.test(on: [arm("a", 1e-155, 0), arm("b", 2e-155, 1)])
    #expect(result.effect == nil && result.p == nil && result.verdict == "inconclusive")
    #expect(hypothesis.test(on: [arm("a", 0.1, 0), arm("b", 0.2, 1)]).effect != nil)
  }
}
