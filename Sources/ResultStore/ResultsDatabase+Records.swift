import Experiments
import Foundation
import GRDB

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
      try Row.fetchOne(db, sql: "SELECT resolved_scenario, version, seconds FROM runs").map {
        Run(scenario: $0[0], version: $0[1], seconds: $0[2] ?? 0)
      }
    }
    guard let run else {
      throw RunDirectoryProblem(
        what: "the results are damaged: no run is described", location: file.shortPath,
        remedy: "delete the folder and run again, or write elsewhere with --out")
    }
    return run
  }

  // MARK: - Replications

  /// All replications on file, by arm and number.
  func replications() throws(RunDirectoryProblem) -> [ReplicationRecord] {
    try read { db in
      let texts = try String.fetchAll(
        db,
        sql: """
          SELECT record FROM replications JOIN arms ON arms.name = arm
          ORDER BY position, replication
          """)
      return try texts.map { text in
        do {
          return try JSONDecoder().decode(ReplicationRecord.self, from: Data(text.utf8))
        } catch {
          throw DatabaseError(
            resultCode: .SQLITE_CORRUPT, message: "a replication's record cannot be read")
        }
      }
    }
  }

  /// Adds a replication, all of it or nothing, and how long the run has taken by then.
  func add(_ record: ReplicationRecord, seconds: Double) throws(RunDirectoryProblem) {
    try write { db in
      try db.execute(sql: "UPDATE runs SET seconds = ?", arguments: [seconds])
      let key: [any DatabaseValueConvertible] = [record.arm, record.number + 1]
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      let json = String(decoding: try encoder.encode(record), as: UTF8.self)
      try insert(into: "replications", [key + [record.failure, json]], db)
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
      try insert(
        into: "samples",
        record.samples.enumerated().map {
          key + [$0, $1.phase, $1.family, $1.prompt, $1.response, $1.gold, $1.proxy]
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
        let controlVerdict: String? = row["control_verdict"]
        return HypothesisRecord(
          id: row["id"], claim: row["claim"], verdict: row["verdict"], effect: row["effect"],
          low: row["low"], high: row["high"], p: row["p"],
          control: controlVerdict.map {
            HypothesisRecord.ControlRecord(
              verdict: $0, effect: row["control_effect"], low: row["control_low"],
              high: row["control_high"], margin: row["control_margin"])
          })
      }
    }
  }

  /// Writes down how the run ended, in the place of what stood there.
  func finish(
    _ hypotheses: [HypothesisRecord], seconds: Double
  ) throws(RunDirectoryProblem) {
    try write { db in
      try db.execute(sql: "UPDATE runs SET seconds = ?", arguments: [seconds])
      try db.execute(sql: "DELETE FROM hypotheses")
      try insert(
        into: "hypotheses",
        hypotheses.enumerated().map { position, record in
          [
            position, record.id, record.claim, record.verdict, record.effect, record.low,
            record.high, record.p, record.control?.verdict, record.control?.effect,
            record.control?.low, record.control?.high, record.control?.margin,
          ]
        }, db)
    }
  }
}
