import Experiments
import Testing

@testable import rlhf

@Suite struct RunSummaryTests {
  private var record: RunRecord {
    let arms = ["base", "trolls"].map { name -> ArmRecord in
      let replications = [0.5, 0.7].enumerated().map { number, gold -> ReplicationRecord in
        var record = ReplicationRecord(arm: name, number: number)
        record.metrics = [
          .init(name: "gold_reward_fine_tuned", value: 0.25),
          .init(name: "gold_reward", value: gold),
        ]
        record.elo = [.init(contestant: "policy", rating: 1010.4, spread: 3, wins: 5.5, matches: 8)]
        return record
      }
      return ArmRecord(arm: Arm(name: name, settings: ArmSettings()), replications: replications)
    }
    return RunRecord(
      experiment: Experiment(
        name: "03-trolls", title: "Trolls", seed: 7, replications: 2, arms: arms.map(\.arm)),
      arms: arms,
      hypotheses: [
        HypothesisRecord(
          id: "P20", claim: "Trolls harm.", verdict: "supported", effect: -0.5, low: -0.75,
          high: -0.25,
          p: 0.01, control: .init(verdict: "holds", effect: 0, low: -0.1, high: 0.1, margin: 0.2))
      ], seconds: 12.5, version: "0")
  }

  private func text(columns: Int) -> String {
    RunSummary(
      record: record, report: "runs/x/report.html"
    ).text(columns: columns)
  }

  /// The gold rewards 0.5 and 0.7 have the mean 0.6 and, with t(1) = 12.706, an interval of ± 1.2706.
  @Test func aWideTerminalHasARowForEachArm() {
    #expect(
      text(columns: 100) == """
        03-trolls: Trolls

        arm     gold reward, fine-tuned         gold reward
        base       0.250 [0.250, 0.250]  0.60 [-0.67, 1.87]
        trolls     0.250 [0.250, 0.250]  0.60 [-0.67, 1.87]

        P20: supported
            Trolls harm.
            effect -0.500 [-0.750, -0.250]
            control holds: 0.000 [-0.100, 0.100], must be within ± 0.2

        Elo ratings of the models of all phases, in matches that people without trolls judge. 400 points are odds of 10 to 1.

        Elo, base                rating  spread       won
        policy     1,010 [1,010, 1,010]     ± 3  11 of 16

        Elo, trolls                rating  spread       won
        policy       1,010 [1,010, 1,010]     ± 3  11 of 16

        12.5 s, seed 7
        report: runs/x/report.html
        """)
  }

  @Test func aNarrowTerminalHasARowForEachNumber() {
    #expect(
      text(columns: 50).contains(
        "arm     metric                   mean and 95 % interval\n"
          + "base    gold reward, fine-tuned    0.250 [0.250, 0.250]\n"
          + "        gold reward                  0.60 [-0.67, 1.87]"))
  }

  /// A claim is told with a control that does not hold.
  @Test func aClaimWhoseControlDoesNotHoldIsOpen() {
    var summary = RunSummary(record: record, report: "r")
    summary.record.hypotheses[0].control?.verdict = "fails"
    #expect(summary.text(columns: 100).contains("P20: supported, but its control fails\n"))
    summary.record.hypotheses[0].control?.verdict = "inconclusive"
    #expect(
      summary.text(columns: 100).contains("P20: supported, but its control is inconclusive\n"))
    summary.record.hypotheses[0].verdict = "inconclusive"
    #expect(summary.text(columns: 100).contains("P20: inconclusive\n"))
  }

  /// An open claim says what it could have seen; so does any that says what would matter.
  @Test func whatCouldHaveBeenSeenIsTold() {
    var summary = RunSummary(record: record, report: "r")
    summary.record.hypotheses[0].detectable = 0.3
    #expect(!summary.text(columns: 100).contains("could have seen"))
    summary.record.hypotheses[0].smallest = 0.1
    summary.record.hypotheses[0].positive = .init(
      verdict: "holds", effect: 1, low: 0.5, high: 1.5, threshold: 0.25)
    let effect = Hypothesis.Effect.difference(
      .init(arm: "base", metric: "gold_reward"), minus: nil)
    summary.record.experiment.hypotheses = [
      Hypothesis(
        id: "P20", claim: "Trolls harm.", effect: effect, direction: .below,
        positive: .init(effect: effect, threshold: 0.25))
    ]
    #expect(
      summary.text(columns: 100).contains(
        "must be within ± 0.2\n    positive control holds: 1.00 [0.50, 1.50], must be above 0.25\n    could have seen 0.300 or more; 0.100 would matter"
      ))
    summary.record.hypotheses[0].smallest = nil
    summary.record.hypotheses[0].verdict = "inconclusive"
    summary.record.hypotheses[0].isInsensitive = true
    let text = summary.text(columns: 100)
    #expect(text.contains("P20: insensitive\n") && text.contains("could have seen 0.300 or more\n"))
  }

  /// The arms' differences are 0, 0 between base and trolls, and 0.1, 0.3 to coins.
  @Test func armsAreShownOnTheirScale() {
    var summary = RunSummary(record: record, report: "r")
    var coins = summary.record.arms[0]
    coins.arm.name = "coins"
    coins.replications = [0.4, 0.6].enumerated().map { number, gold in
      var record = ReplicationRecord(arm: "coins", number: number)
      record.metrics = [.init(name: "gold_reward", value: gold)]
      return record
    }
    summary.record.arms.append(coins)
    summary.record.experiment.arms.append(coins.arm)
    #expect(!summary.text(columns: 100).contains("base 0, coins 1"))
    summary.record.experiment.scale = .init(best: "base", worst: "coins")
    #expect(
      summary.text(columns: 100).contains(
        """
        base 0, coins 1    policy
        trolls           0 [0, 0]
        """), "\(summary.text(columns: 100))")
    summary.record.arms[2].replications[1].metrics[0].value = 0.8
    #expect(
      summary.text(columns: 100).contains(
        "policy: base and coins cannot be told apart, so nothing can be placed between them.\n"
          + "A difference of "), "\(summary.text(columns: 100))")
  }

  @Test func replicationsThatFailedAreNumberedAsTheirFilesAre() {
    var summary = RunSummary(record: record, report: "r")
    summary.record.arms[0].replications[1].failure = "loss is nan"
    #expect(summary.text(columns: 100).contains("failed: base #2: loss is nan"))
  }

  /// Those that progress has told of are not told again.
  @Test func failuresThatNobodyWasToldOfAreTold() {
    var record = record
    record.arms[0].replications[1].failure = "loss is nan"
    record.arms[1].replications[0].failure = "no answers"
    func lines(silent: Bool, onFile: [ReplicationKey]) -> [String] {
      RunSession.failureLines(of: record, silent: silent, onFileBefore: onFile)
    }
    let all = ["base #2 failed: loss is nan", "trolls #1 failed: no answers"]
    #expect(lines(silent: true, onFile: []) == all)
    #expect(lines(silent: false, onFile: []) == [])
    #expect(lines(silent: false, onFile: [ReplicationKey(arm: "trolls", number: 0)]) == [all[1]])
  }

  @Test func aSmokeRunSaysWhatItCut() {
    var whole = record.experiment
    whole.replications = 100_000
    let note = SmokeNote.text(from: whole, to: whole.smoke)
    #expect(
      note.wholeMatch(
        of:
          /note: --smoke cut replications from 100000 to 2 and \d+ settings; scenario.yaml has what is run/
      ) != nil, "\(note)")
    let small = whole.smoke
    #expect(
      SmokeNote.text(from: small, to: small.smoke)
        == "note: --smoke cut nothing: all is small enough")
  }

  @Test func aSmokeRunSaysThatItsNumbersMeanNothing() {
    var summary = RunSummary(record: record, report: "r")
    #expect(!summary.text(columns: 100).contains("mean nothing"))
    summary.record.experiment = summary.record.experiment.smoke
    summary.record.hypotheses = summary.record.experiment.verdicts(on: summary.record.arms)
    let text = summary.text(columns: 100)
    #expect(
      text.contains(
        "\na smoke run: it ran, its numbers mean nothing, and no claim is judged\n\narm")
    )
    #expect(!text.contains("supported") && !text.contains("Trolls harm."))
  }
}
