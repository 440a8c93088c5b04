import Experiments
import Foundation
import GRDB
import ResultStore
import Testing

@Suite struct RunDirectoryTests {
  let folder = TemporaryFolder()
  private struct Killed: Error {}

  @Test func aRunLeavesItsFilesAndComesBack() throws {
    let directory = try open(folder)
    #expect(directory.completed.isEmpty)
    let records = ["base", "trolls-20"].flatMap { arm in (0..<2).map { record(arm, $0) } }
    // In another order than the experiment's.
    for record in records.reversed() { try file(record, in: directory) }
    let run = run(records)
    try directory.finish(run, summary: "{}\n")
    try RunDirectory.write(report: "<html>", in: folder.url)

    #expect(
      folder.contents.filter { !$0.hasPrefix("models/") } == [
        "answers", "answers/base-1.csv", "answers/base-2.csv", "answers/trolls-20-1.csv",
        "answers/trolls-20-2.csv", "models", "report.html", "results.sqlite", "scenario.yaml",
        "summary.json",
      ])
    #expect(
      folder.contents.filter { $0.hasPrefix("models/base-1") } == [
        "models/base-1", "models/base-1/policy", "models/base-1/policy/config.json",
        "models/base-1/pretrained", "models/base-1/pretrained/config.json",
      ])
    #expect(try folder.text("answers/base-1.csv") == "question,answer\n0,first\n")
    #expect(try folder.text("scenario.yaml") == scenario)
    #expect(try folder.text("summary.json") == "{}\n")

    let again = try RunDirectory.load(folder.url) { text in
      #expect(text == scenario)
      return experiment
    }
    #expect(again.arms.map(\.replications) == run.arms.map(\.replications))
    #expect(again.hypotheses == run.hypotheses)
    #expect(again.seconds == 12.5 && again.version == "1.0.0")
  }

  /// A run that began before topics were kept goes on; what it has of them is empty.
  @Test func aTableWithoutTopicsGetsThem() throws {
    var directory: RunDirectory? = try open(folder)
    try file(record("base", 0), in: try #require(directory))
    directory = nil
    let queue = try DatabaseQueue(path: folder.path + "/results.sqlite")
    try queue.write { try $0.execute(sql: "ALTER TABLE samples DROP COLUMN topic") }
    try file(record("base", 1), in: try open(folder, resume: true))
    let topics = try queue.read {
      try String.fetchAll($0, sql: "SELECT topic FROM samples ORDER BY replication")
    }
    #expect(topics == ["", "work"])
  }

  @Test func numbersStandInTables() throws {
    let directory = try open(folder)
    try file(record("trolls-20", 1), in: directory)
    let queue = try DatabaseQueue(path: folder.path + "/results.sqlite")
    let rows = try queue.read { db in
      try ["metrics", "series", "samples", "elo", "phases"].map {
        try Row.fetchAll(db, sql: "SELECT * FROM \($0)").map { row in
          Array(row.databaseValues).map(\.description)
        }
      }
    }
    #expect(
      rows[0] == [
        ["\"trolls-20\"", "2", "0", "\"gold_reward\"", "1.1"],
        ["\"trolls-20\"", "2", "1", "\"label_count\"", "1e-300"],
      ])
    #expect(
      rows[1].map { $0[3...5].joined(separator: " ") } == [
        "\"pre-training\" 0 \"loss\"", "\"pre-training\" 1 \"loss\"",
      ])
    #expect(rows[2].map { $0.suffix(2) } == [["NULL", "\"work\""]])
    #expect(rows[3].map { $0[3] } == ["\"policy\""])
    #expect(rows[4].map { $0[3] } == ["\"pre-training\"", "\"evaluation\""])
    let share = try queue.read { db in
      try Double.fetchOne(
        db,
        sql: """
          SELECT settings ->> '$."annotators.trolls.share"' FROM arms WHERE name = 'trolls-20'
          """)
    }
    #expect(share == 0.2)
  }

  @Test func anInterruptedRunGoesOn() throws {
    var directory: RunDirectory? = try open(folder)
    try file(record("base", 0), in: try #require(directory))
    directory = nil
    let again = try open(folder, resume: true)
    #expect(again.completed == [ReplicationKey(arm: "base", number: 0)])
    #expect(again.secondsBefore > 0, "what the run has taken is not forgotten")
    try file(record("base", 1), in: again)
    let stored = try RunDirectory.load(folder.url) { _ in experiment }.seconds
    #expect(stored > again.secondsBefore)
    #expect(folder.contents.contains("answers/base-2.csv"))
  }

  /// A scenario that adds an arm and a replication takes over what is on file, if that is asked for.
  @Test func aRunMayBeExtended() throws {
    var directory: RunDirectory? = try open(folder)
    for arm in experiment.arms {
      for number in 0..<experiment.replications {
        try file(record(arm.name, number), in: try #require(directory))
      }
    }
    directory = nil
    var more = experiment
    more.replications += 1
    more.arms.insert(Arm(name: "new", settings: .defaults(for: .tiny)), at: 0)
    let scenario = "name: 03-trolls\nseed: 1\nmore: true\n"
    func extended(
      resume: Bool = true, version: String = "1.0.0"
    ) throws(RunDirectoryProblem) -> RunDirectory {
      try RunDirectory(
        at: folder.url, scenario: scenario, experiment: more, version: version, resume: resume,
        stored: { text in text.contains("more") ? more : experiment })
    }
    #expect(throws: RunDirectoryProblem.self) { try extended(resume: false) }
    #expect(throws: RunDirectoryProblem.self) { try extended(version: "1.0.1") }
    #expect(try folder.text("scenario.yaml") != scenario, "nothing is changed unasked")
    for _ in 0..<2 {
      let again = try extended()
      #expect(again.completed.count == 4 && again.repairs.isEmpty)
      #expect(try folder.text("scenario.yaml") == scenario)
    }
    try file(record("new", 2), in: try extended())
    let run = try RunDirectory.load(folder.url) { text in text == scenario ? more : experiment }
    #expect(run.arms.map(\.replications.count) == [1, 2, 2])
  }

  @Test func whatIsKilledWhileWritingLeavesNothing() throws {
    var directory: RunDirectory? = try open(folder)
    let before = folder.contents
    #expect(throws: Killed.self) {
      try directory?.file(
        record("base", 0),
        answers: { write in
          try write("question\n")
          throw Killed()
        }, models: [])
    }
    #expect(folder.contents == (["answers"] + before).sorted())
    #expect(throws: Killed.self) {
      try directory?.file(
        record("base", 0), answers: { try $0("question\n") },
        models: [FiledModel(name: "policy") { _ in throw Killed() }])
    }
    #expect(folder.contents.filter { $0.hasPrefix("models/") } == [])
    directory = nil
    #expect(try open(folder, resume: true).completed.isEmpty)
  }

  /// What a killed process cannot clean up: temporary names, and files whose record was never committed.
  @Test func leftoversAreSweptAndReplaced() throws {
    var directory: RunDirectory? = try open(folder)
    try file(record("base", 0), in: try #require(directory), note: " old")
    directory = nil
    let queue = try DatabaseQueue(path: folder.path + "/results.sqlite")
    try queue.write { db in
      for table in ["files", "metrics", "phases", "series", "samples", "elo", "replications"] {
        try db.execute(sql: "DELETE FROM \(table)")
      }
    }
    try queue.close()
    for name in [
      ".scenario.yaml.partial", "answers/.base-2.csv.partial", ".results.sqlite.partial-journal",
      "models/.base-1.old.partial",
    ] {
      try Data("half".utf8).write(to: folder.url.appending(path: name))
    }
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "models/.base-2.partial/policy"),
      withIntermediateDirectories: true)

    let again = try open(folder, resume: true)
    #expect(again.completed.isEmpty)
    #expect(!folder.contents.contains { $0.contains("partial") })
    try file(record("base", 0), in: again, note: " new")
    #expect(try folder.text("answers/base-1.csv") == "question,answer\n0,first new\n")
    #expect(try folder.text("models/base-1/policy/config.json") == "policy new")
    #expect(!folder.contents.contains { $0.contains("partial") })
  }

  @Test func aProcessKilledBeforeTheFirstCommitLeavesAFolderThatCanBeUsed() throws {
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    for name in [".results.sqlite.partial", ".results.sqlite.partial-journal", ".lock"] {
      try Data("half".utf8).write(to: folder.url.appending(path: name))
    }
    #expect(try open(folder).completed.isEmpty)
  }

  @Test func aReplicationWithoutAnswersOrModelsLeavesNoFiles() throws {
    let directory = try open(folder)
    var failed = ReplicationRecord(arm: "base", number: 0)
    failed.failure = "loss is nan"
    try directory.file(failed, answers: { _ in }, models: [])
    #expect(folder.contents == ["answers", "results.sqlite", "scenario.yaml"])
    let run = try RunDirectory.load(folder.url) { _ in experiment }
    #expect(run.failures.map(\.reason) == ["loss is nan"])
    #expect(run.hypotheses.isEmpty && run.seconds > 0)
  }

  @Test func numbersComeBackToTheLastBit() throws {
    let directory = try open(folder)
    var exact = ReplicationRecord(arm: "base", number: 0)
    let values = [
      0.1, 1 / 3, -0.0, .pi, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e15,
      123_456_789_012_345_680,
      -1e-7, 0.1 + 0.2,
    ]
    exact.metrics = values.enumerated().map { .init(name: "m\($0)", value: $1) }
    try directory.file(exact, answers: { _ in }, models: [])
    let run = try RunDirectory.load(folder.url) { _ in experiment }
    let read = run.arms[0].replications[0].metrics.map(\.value.bitPattern)
    #expect(read == values.map(\.bitPattern))
  }
}
