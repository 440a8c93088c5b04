import Experiments
import Foundation
import GRDB
import PlainText
import Statistics

extension ResultsDatabase {
  /// What the `runs` table says.
  struct Run {
    /// The resolved scenario.
    var scenario: String
    /// The version of the sandbox that made it.
    var version: String
    /// Wall time in seconds, as far as the run has come.
    var seconds: Double
  }

  /// The run.
  func run() throws(RunDirectoryProblem) -> Run {
    let run = try read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM runs").map { row in
        let scenario = try row.decode(String.self, forColumn: "resolved_scenario")
        try requireChecksum(of: scenario, in: row, "the scenario")
        return Run(
          scenario: scenario, version: try row.decode(forColumn: "version"),
          seconds: try row.decode(Double?.self, forColumn: "seconds") ?? 0)
      }
    }
    guard let run else {
      throw RunDirectoryProblem(
        what: "the results are damaged: no run is described", location: file.shortPath,
        remedy: "delete the folder and run again, or write elsewhere with --out")
    }
    return run
  }

  /// Refuses a text that is not the one whose checksum stands in its row.
  private func requireChecksum(of text: String, in row: Row, _ name: String) throws {
    guard hasChecksums else { return }
    guard try row.decode(String.self, forColumn: "sha256") == SHA256.of(text) else {
      throw DatabaseError(
        resultCode: .SQLITE_CORRUPT, message: "\(name) has changed since it was written")
    }
  }

  // MARK: - Replications

  /// All replications on file, by arm and number, with as much of their courses as reports show.
  ///
  /// One record at a time is in memory as a whole.
  func replications() throws(RunDirectoryProblem) -> [ReplicationRecord] {
    let steps = try shownSteps()
    return try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT replications.* FROM replications JOIN arms ON arms.name = arm
          ORDER BY position, replication
          """)
      var records: [ReplicationRecord] = []
      while let row = try rows.next() {
        records.append(steps.thinned(try record(in: row)))
      }
      return records
    }
  }

  private func record(in row: Row) throws -> ReplicationRecord {
    let text = try row.decode(String.self, forColumn: "record")
    let arm = try row.decode(String.self, forColumn: "arm")
    let number = try row.decode(Int.self, forColumn: "replication")
    try requireChecksum(of: text, in: row, "a replication's record")
    guard let record = try? JSONDecoder().decode(ReplicationRecord.self, from: Data(text.utf8)),
      record.arm == arm, record.number == number - 1
    else {
      throw DatabaseError(
        resultCode: .SQLITE_CORRUPT, message: "a replication's record cannot be read")
    }
    return record
  }

  /// Adds a replication, all of it or nothing, and how long the run has taken by then.
  ///
  /// What stood there of the same replication, whose files were damaged, is replaced.
  ///
  /// - Parameter files: what belongs to it in the run's folder.
  func add(
    _ record: ReplicationRecord, files: [FiledFile], seconds: Double
  ) throws(RunDirectoryProblem) {
    try write { db in
      try db.execute(sql: "UPDATE runs SET seconds = ?", arguments: [seconds])
      let key: [any DatabaseValueConvertible] = [record.arm, record.number + 1]
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      let json = String(decoding: try encoder.encode(record), as: UTF8.self)
      for table in ["files", "metrics", "phases", "series", "samples", "elo", "replications"] {
        try db.execute(
          sql: "DELETE FROM \(table) WHERE arm = ? AND replication = ?",
          arguments: StatementArguments(key))
      }
      try insert(into: "replications", [key + [record.failure, json, SHA256.of(json)]], db)
      try insert(into: "files", files.map { key + [$0.path, $0.byteCount, $0.checksum] }, db)
      try insert(
        into: "metrics",
        record.metrics.enumerated().map { key + [$0, $1.name, $1.value] }, db)
      try insert(
        into: "phases", record.phases.enumerated().map { key + [$0, $1.name, $1.seconds] }, db)
      let points = record.phases.flatMap { phase in
        phase.report.points.map { (phase: phase.name, point: $0) }
      }
      try insert(
        into: "series",
        points.enumerated().map {
          key + [$0, $1.phase, $1.point.step, $1.point.metric, $1.point.value]
        }, db)
      if try !db.columns(in: "samples").contains(where: { $0.name == "topic" }) {
        // A run that began before topics were kept.
        try db.execute(sql: "ALTER TABLE samples ADD COLUMN topic TEXT NOT NULL DEFAULT ''")
      }
      try insert(
        into: "samples",
        record.samples.enumerated().map {
          key + [$0, $1.phase, $1.family, $1.prompt, $1.response, $1.gold, $1.proxy, $1.topic]
        }, db)
      try insert(
        into: "elo",
        record.elo.enumerated().map {
          key + [$0, $1.contestant, $1.rating, $1.spread, $1.wins, $1.matches, $1.bradleyTerry]
        }, db)
    }
  }

  private func insert(
    into table: String, _ rows: [[(any DatabaseValueConvertible)?]], _ db: Database
  ) throws {
    guard let first = rows.first else { return }
    let marks = first.map { _ in "?" }.joined(separator: ", ")
    let statement = try db.makeStatement(sql: "INSERT INTO \(table) VALUES (\(marks))")
    for row in rows { try statement.execute(arguments: StatementArguments(row)) }
  }

  // MARK: - Hypotheses

  /// What became of the claims; empty until the run is finished.
  func hypotheses() throws(RunDirectoryProblem) -> [HypothesisRecord] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM hypotheses ORDER BY position").map { row in
        let record = try hypothesis(in: row)
        try requireChecksum(of: record.canonical, in: row, "a hypothesis")
        return record
      }
    }
  }

  private func hypothesis(in row: Row) throws -> HypothesisRecord {
    // Tables of earlier formats lack some columns.
    func value<Value: DatabaseValueConvertible>(_ name: String) throws -> Value? {
      row.hasColumn(name) ? try row.decode(Value?.self, forColumn: name) : nil
    }
    func text(_ name: String) throws -> String { try row.decode(forColumn: name) }
    let control: HypothesisRecord.ControlRecord? = try value("control_verdict").map {
      HypothesisRecord.ControlRecord(
        verdict: $0, effect: try value("control_effect"), low: try value("control_low"),
        high: try value("control_high"), margin: try row.decode(forColumn: "control_margin"),
        bound: try value("control_bound").flatMap(ControlBound.init) ?? .within)
    }
    let positive: HypothesisRecord.PositiveRecord? = try value("positive_verdict").map {
      HypothesisRecord.PositiveRecord(
        verdict: $0, effect: try value("positive_effect"), low: try value("positive_low"),
        high: try value("positive_high"),
        threshold: try row.decode(forColumn: "positive_threshold"))
    }
    return HypothesisRecord(
      id: try text("id"), claim: try text("claim"), verdict: try text("verdict"),
      effect: try value("effect"), low: try value("low"), high: try value("high"),
      p: try value("p"), control: control, positive: positive, smallest: try value("smallest"),
      detectable: try value("detectable"), isInsensitive: try value("insensitive") ?? false)
  }

  /// Writes down how the run ended, in the place of what stood there.
  func finish(
    _ hypotheses: [HypothesisRecord], seconds: Double
  ) throws(RunDirectoryProblem) {
    try write { db in
      try db.execute(sql: "UPDATE runs SET seconds = ?", arguments: [seconds])
      // A run may have begun with the table of an earlier format.
      try db.execute(
        sql: """
          DROP TABLE hypotheses; \(Self.hypothesesSchema) PRAGMA user_version = \(Self.format)
          """)
      try insert(
        into: "hypotheses",
        hypotheses.enumerated().map { position, record in
          let (control, positive) = (record.control, record.positive)
          return [
            position, record.id, record.claim, record.verdict, record.effect, record.low,
            record.high, record.p, record.smallest, record.detectable, record.isInsensitive,
            control?.verdict, control?.effect, control?.low, control?.high, control?.margin,
            control?.bound.rawValue, positive?.verdict, positive?.effect, positive?.low,
            positive?.high, positive?.threshold, SHA256.of(record.canonical),
          ]
        }, db)
    }
  }
}

extension HypothesisRecord {
  /// All it says in one text that outlives the way through a table, where -0 comes back as 0 and a number
  /// that is none as nothing.
  ///
  /// What records of earlier formats do not have is left out where it says nothing, so that their
  /// checksums hold.
  fileprivate var canonical: String {
    func text(_ number: Double?) -> String? {
      number.flatMap { $0.isFinite ? "\($0 + 0)" : nil }
    }
    let numbers = [
      effect, low, high, p, control?.effect, control?.low, control?.high, control?.margin,
    ].map { text($0) ?? "-" }
    let more = [
      ("smallest", text(smallest)), ("detectable", text(detectable)),
      ("insensitive", isInsensitive ? "true" : nil),
      ("bound", control.flatMap { $0.bound == .within ? nil : $0.bound.rawValue }),
      ("positive", positive?.verdict), ("positive effect", text(positive?.effect)),
      ("positive low", text(positive?.low)), ("positive high", text(positive?.high)),
      ("positive threshold", text(positive?.threshold)),
    ].compactMap { name, value in value.map { "\(name) \($0)" } }
    return ([id, claim, verdict, control?.verdict ?? "-"] + numbers + more)
      .joined(separator: "\n")
  }
}
