import Experiments
import Foundation
import GRDB
import ResultStore
import Testing

/// A run goes on where files are missing or changed, and says what it does again.
@Suite struct DamageTests {
  let folder = TemporaryFolder()
  private let base = ReplicationKey(arm: "base", number: 0)

  /// Files both replications of the first arm.
  private func fileTwo() throws {
    let directory = try open(folder)
    for number in 0..<2 { try file(record("base", number), in: directory) }
  }

  private func url(_ name: String) -> URL { folder.url.appending(path: name) }

  private func change(_ sql: String) throws {
    let queue = try DatabaseQueue(path: folder.path + "/results.sqlite")
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test func nothingToGoOnWithIsSaid() throws {
    let fresh = try open(folder, resume: true)
    #expect(fresh.repairs.count == 1 && fresh.completed.isEmpty)
    #expect(
      fresh.repairs.allSatisfy { $0.hasSuffix("held no run to go on with; this one begins anew") })
  }

  @Test func aWholeRunNeedsNoRepair() throws {
    try fileTwo()
    let again = try open(folder, resume: true)
    #expect(again.completed.count == 2)
    #expect(again.repairs == [])
    #expect(try RunDirectory.damage(in: folder.url, of: base) == nil)
  }

  @Test(arguments: [
    ("answers/base-1.csv", nil, "answers/base-1.csv is missing"),
    ("models/base-1", nil, "models/base-1/policy/config.json is missing"),
    (
      "models/base-1/pretrained/config.json", nil, "models/base-1/pretrained/config.json is missing"
    ),
    ("answers/base-1.csv", "", "answers/base-1.csv is not what the run wrote"),
    (
      // As long as what was there.
      "models/base-1/policy/config.json", "Policy",
      "models/base-1/policy/config.json is not what the run wrote"
    ),
  ])
  func whatIsDamagedIsDoneAgain(name: String, content: String?, damage: String) throws {
    try fileTwo()
    if let content {
      try Data(content.utf8).write(to: url(name))
    } else {
      try FileManager.default.removeItem(at: url(name))
    }
    #expect(try RunDirectory.damage(in: folder.url, of: base) == damage)
    #expect(try RunDirectory.damage(in: folder.url, of: base, below: "nothing/") == nil)
    do {
      let again = try open(folder, resume: true)
      #expect(again.completed == [ReplicationKey(arm: "base", number: 1)])
      #expect(again.repairs == ["\(damage); replication 1 of base is done again"])
      // Until it is, the record is kept: it is still true.
      #expect(try again.record(of: experiment, version: "1.0.0").arms[0].replications.count == 2)
      try file(record("base", 0), in: again)
    }
    let last = try open(folder, resume: true)
    #expect(last.completed.count == 2 && last.repairs == [])
    #expect(
      try last.record(of: experiment, version: "1").arms[0].replications == [
        record("base", 0), record("base", 1),
      ])
  }

  @Test func somethingElseInThePlaceOfAFile() throws {
    try fileTwo()
    let name = "answers/base-1.csv"
    try FileManager.default.moveItem(at: url(name), to: url("kept.csv"))
    try FileManager.default.createSymbolicLink(
      at: url(name), withDestinationURL: url("kept.csv"))
    #expect(
      try RunDirectory.damage(in: folder.url, of: base)
        == "\(name) cannot be read: this is a symbolic link, not a file")
    try file(record("base", 0), in: open(folder, resume: true), note: " new")
    #expect(try folder.text(name) == "question,answer\n0,first new\n")
    #expect(try folder.text("kept.csv") == "question,answer\n0,first\n", "the link was replaced")
    try FileManager.default.removeItem(at: url(name))
    try #require(mkfifo(url(name).path, 0o600) == 0)
    #expect(
      try RunDirectory.damage(in: folder.url, of: base)
        == "\(name) cannot be read: this is a pipe or a device, not a file")
  }

  /// Finished means that everything is there.
  @Test func aFinishedRunWithoutAFileIsNotFinished() throws {
    do {
      let directory = try open(folder)
      for arm in experiment.arms {
        for number in 0..<2 { try file(record(arm.name, number), in: directory) }
      }
    }
    try FileManager.default.removeItem(at: url("models/trolls-20-2"))
    let problem = #expect(throws: RunDirectoryProblem.self) { try open(folder) }
    #expect(
      problem?.what == "the folder already holds this run, with 3 of 4 replications finished")
    #expect(problem?.remedy == "go on with --resume, or write elsewhere with --out")
  }

  // MARK: - The database

  private func complaint(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return "\(error)".replacing(folder.path, with: "DIR")
    }
  }

  @Test(arguments: [
    (
      "UPDATE replications SET record = replace(record, '1e-300', '2e-300')",
      "a replication's record has changed since it was written"
    ),
    (
      "UPDATE runs SET resolved_scenario = replace(resolved_scenario, 'seed: 1', 'seed: 2')",
      "the scenario has changed since it was written"
    ),
    (
      "UPDATE runs SET resolved_scenario = x'00ff00'",
      "a table holds another kind of value"
    ),
    (
      "UPDATE hypotheses SET effect = 0.5 WHERE id = 'P20'",
      "a hypothesis has changed since it was written"
    ),
    (
      "UPDATE hypotheses SET detectable = 9 WHERE id = 'P20'",
      "a hypothesis has changed since it was written"
    ),
    (
      "UPDATE hypotheses SET control_bound = 'within'",
      "a hypothesis has changed since it was written"
    ),
    ("DROP TABLE series", "no such table: series"),
  ])
  func valuesThatWereChanged(sql: String, what: String) throws {
    try fileTwo()
    try open(folder, resume: true).finish(run([]), summary: "{}")
    #expect(complaint { _ = try RunDirectory.load(folder.url) { _ in experiment } } == "")
    try change(sql)
    #expect(
      complaint { _ = try RunDirectory.load(folder.url) { _ in experiment } } == """
        DIR/results.sqlite: error: the results are damaged: \(what)
          fix: delete the folder and run again, or write elsewhere with --out
        """)
  }

  /// Wherever a byte is changed, the run is read as it was or refused; nothing crashes.
  @Test func changedBytesAreHarmlessOrSeen() throws {
    try fileTwo()
    try open(folder, resume: true).finish(run([]), summary: "{}")
    let whole = try RunDirectory.load(folder.url) { _ in experiment }
    let bytes = try Data(contentsOf: url("results.sqlite"))
    /// Whether damaged results are refused; if they are not, they say what they said.
    func isRefused(_ damaged: Data, _ place: Int) throws -> Bool {
      try damaged.write(to: url("results.sqlite"))
      do {
        let run = try RunDirectory.load(folder.url) { text in
          #expect(text == scenario)
          return experiment
        }
        #expect(run.arms.map(\.replications) == whole.arms.map(\.replications), "byte \(place)")
        #expect(run.hypotheses == whole.hypotheses, "byte \(place)")
        return false
      } catch is RunDirectoryProblem {
        return true
      }
    }
    var refused = 0
    for place in stride(from: 0, to: bytes.count, by: 97) {
      var damaged = bytes
      damaged[place] ^= 0x55
      if try isRefused(damaged, place) { refused += 1 }
    }
    #expect(refused > 10)
    for count in [0, 1, 100, 4096, bytes.count / 2] {
      #expect(try isRefused(bytes.prefix(count), count), "\(count) bytes are left")
    }
    _ = try isRefused(bytes.dropLast(), bytes.count - 1)
  }

  @Test func aNewerVersion() throws {
    try fileTwo()
    try change("PRAGMA user_version = 4")
    #expect(
      complaint { _ = try open(folder, resume: true) } == """
        DIR/results.sqlite: error: the results were written by a newer version: their tables have \
        format 4, and this version knows 3
          fix: read them with that version
        """)
  }

  /// The tables as version 1 of the format had them.
  @Test func anOlderVersionCanBeReadOnly() throws {
    try fileTwo()
    try open(folder, resume: true).finish(run([]), summary: "{}")
    try change(
      """
      DROP TABLE files; ALTER TABLE runs DROP COLUMN sha256;
      ALTER TABLE replications DROP COLUMN sha256; ALTER TABLE hypotheses DROP COLUMN sha256;
      PRAGMA user_version = 1
      """)
    let run = try RunDirectory.load(folder.url) { _ in experiment }
    #expect(run.arms[0].replications == [record("base", 0), record("base", 1)])
    #expect(run.hypotheses.map(\.id) == ["P20", "P21"])
    #expect(try RunDirectory.damage(in: folder.url, of: base) == nil)
    #expect(
      complaint { _ = try open(folder, resume: true) } == """
        DIR: error: the folder holds a run of an older version, without checksums of its files
          fix: it can be read by `rlhf report`; to run, write elsewhere with --out
        """)
  }

  /// The table of claims as version 2 of the format had it; a run that goes on replaces it.
  @Test func claimsOfTheFormatBeforeAreRead() throws {
    try fileTwo()
    var plain = run([])
    plain.hypotheses = plain.hypotheses.map { record in
      var control = record.control
      control?.bound = .within
      return HypothesisRecord(
        id: record.id, claim: record.claim, verdict: record.verdict, effect: record.effect,
        low: record.low, high: record.high, p: record.p, control: control)
    }
    try open(folder, resume: true).finish(plain, summary: "{}")
    let added = [
      "smallest", "detectable", "insensitive", "control_bound", "positive_verdict",
      "positive_effect", "positive_low", "positive_high", "positive_threshold",
    ]
    try change(
      added.map { "ALTER TABLE hypotheses DROP COLUMN \($0); " }.joined()
        + "PRAGMA user_version = 2")
    #expect(try RunDirectory.load(folder.url) { _ in experiment }.hypotheses == plain.hypotheses)
    try open(folder, resume: true).finish(run([]), summary: "{}")
    let now = try RunDirectory.load(folder.url) { _ in experiment }.hypotheses
    #expect(now == run([]).hypotheses && now != plain.hypotheses)
  }

  // MARK: - Long courses

  /// A report shows a few hundred steps of a course, so no more is kept in memory.
  @Test func longCoursesAreReadAsFarAsReportsShowThem() throws {
    let directory = try open(folder)
    for number in 0..<2 {
      var record = record("base", number)
      for step in 0..<2000 { record.phases[0].report.record("reward", at: step, Double(step)) }
      try file(record, in: directory)
    }
    let read = try directory.record(of: experiment, version: "1").arms[0].replications
    let shown = SeriesSteps.shown(of: Array(0..<2000))
    for record in read {
      #expect(record.phases[0].report.values(of: "reward") == shown.map(Double.init))
      #expect(record.phases[0].report.values(of: "loss") == [1 / 3, 0])
    }
    let stored = try DatabaseQueue(path: folder.path + "/results.sqlite").read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM series WHERE metric = 'reward'")
    }
    #expect(stored == 4000, "on file it is whole")
  }
}
