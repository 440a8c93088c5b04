import Annotators
import Experiments
import Foundation
import ResultStore
import SandboxCore
import Testing

/// A folder of its own for one test; removed with the value.
final class TemporaryFolder {
  let url = FileManager.default.temporaryDirectory.appending(path: "rlhf-\(UUID())")
  var path: String { url.path(percentEncoded: false) }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// All files and folders in it by relative path, sorted; but for the lock and SQLite's own files.
  var contents: [String] {
    let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return all.filter { $0 != ".lock" }.sorted()
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: url.appending(path: name), encoding: .utf8)
  }
}

/// Two arms of two replications.
let experiment: Experiment = {
  var trolls = ArmSettings.defaults(for: .town)
  trolls.annotators.population.trolls.share = 0.2
  trolls.annotators.population.groups = [GroupSettings("hill", share: 1)]
  trolls.policyGradient.clipRange = nil
  return Experiment(
    name: "03-trolls", title: "Trolls \"among\" us", seed: .max, replications: 2,
    arms: [
      Arm(name: "base", settings: .defaults(for: .town)),
      Arm(
        name: "trolls-20", settings: trolls,
        differences: [
          "annotators.trolls.share", "annotators.groups", "policy_optimization.clip_range",
          "world.constraints", "annotators.count",
        ]),
    ])
}()

let scenario = "name: 03-trolls\nseed: 1\n"

/// Opens a folder for the run above.
func open(
  _ folder: TemporaryFolder, scenario: String = scenario, resume: Bool = false
) throws(RunDirectoryProblem) -> RunDirectory {
  try RunDirectory(
    at: folder.url, scenario: scenario, experiment: experiment, version: "1.0.0", resume: resume)
}

/// A replication with something of everything.
func record(_ arm: String, _ number: Int) -> ReplicationRecord {
  var record = ReplicationRecord(arm: arm, number: number)
  record.metrics = [
    .init(name: "gold_reward", value: 0.1 + Double(number)),
    .init(name: "label_count", value: 1e-300),
  ]
  var report = TrainingReport()
  report.record("loss", at: 0, 1 / 3)
  report.record("loss", at: 1, -0.0)
  record.phases = [
    PhaseRecord(name: "pre-training", seconds: 1.5, report: report),
    PhaseRecord(name: "evaluation", seconds: 0.25, report: TrainingReport()),
  ]
  record.samples = [
    SampleRecord(
      phase: "policy", family: "advice", topic: "work", prompt: "how \"now\"",
      response: "so,\nüber 🎲",
      gold: 0.5, proxy: nil)
  ]
  record.elo = [EloRecord(contestant: "policy", rating: 1016, spread: 2, wins: 3.5, matches: 5)]
  return record
}

/// Files a replication with answers and two models.
func file(_ record: ReplicationRecord, in directory: RunDirectory, note: String = "") throws {
  try directory.file(
    record,
    answers: { write in
      try write("question,answer\n")
      try write("0,first\(note)\n")
    },
    models: ["pretrained", "policy"].map { name in
      FiledModel(name: name) { folder in
        try Data("\(name)\(note)".utf8).write(to: folder.appending(path: "config.json"))
      }
    })
}

/// The run above with what was filed.
func run(_ replications: [ReplicationRecord]) -> RunRecord {
  RunRecord(
    experiment: experiment,
    arms: experiment.arms.map { arm in
      ArmRecord(arm: arm, replications: replications.filter { $0.arm == arm.name })
    },
    hypotheses: [
      HypothesisRecord(
        id: "P20", claim: "Trolls hurt.", verdict: "supported", effect: -0.5, low: -0.75,
        high: -0.25, p: 0.001,
        control: .init(
          verdict: "holds", effect: 0, low: -0.1, high: 0.1, margin: 0.2, bound: .atMost),
        positive: .init(verdict: "inconclusive", effect: 1, low: -1, high: 3, threshold: 0.25),
        smallest: 0.125, detectable: 0.375),
      HypothesisRecord(
        id: "P21", claim: "Nobody knows.", verdict: "inconclusive", effect: nil, low: nil,
        high: nil, p: nil, control: nil, isInsensitive: true),
    ],
    seconds: 12.5, version: "1.0.0")
}
