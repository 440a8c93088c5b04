import Experiments
import Foundation
import GRDB
import PlainText

/// `results.sqlite`: the numbers of a run, for SQL and for going on where a run was interrupted.
///
/// The tables are flat and meant to be queried. Each replication's record stands in
/// `replications.record` as JSON too, from which it is read back without loss. Replications are numbered from
/// 1, as in the names of files.
struct ResultsDatabase: Sendable {
  let file: URL
  private let queue: DatabaseQueue

  /// Marks the file as ours: "RLHF".
  private static let application: Int32 = 0x524C_4846
  /// Raised when the tables change. Since 2 there are checksums of records and files, since 3 positive
  /// controls and what could have been seen.
  static let format: Int32 = 3
  /// The format of this file; those from 1 on can be read.
  let format: Int32

  /// Opens the database of a run.
  init(file: URL) throws(RunDirectoryProblem) {
    self.file = file
    try Self.requireFiles(file)
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      queue = try DatabaseQueue(path: file.shortPath, configuration: configuration)
      let (check, application, format) = try queue.read { db in
        (
          // Not quick_check, which lets an index pass that has lost rows of its table.
          try String.fetchOne(db, sql: "PRAGMA integrity_check(1)"),
          try Int32.fetchOne(db, sql: "PRAGMA application_id"),
          try Int32.fetchOne(db, sql: "PRAGMA user_version")
        )
      }
      guard check == "ok" else { throw DatabaseError(message: check ?? "no answer") }
      guard application == Self.application, let format, format >= 1 else {
        throw DatabaseError(message: "it was made by another program")
      }
      self.format = format
    } catch {
      throw Self.problem(error, at: file)
    }
    guard format <= Self.format else {
      throw RunDirectoryProblem(
        what:
          "the results were written by a newer version: their tables have format \(format), and "
          + "this version knows \(Self.format)",
        location: file.shortPath, remedy: "read them with that version")
    }
  }

  /// Whether files and records have checksums.
  var hasChecksums: Bool { format >= 2 }

  /// Refuses what is no file: reading a pipe would never end, and a link would lead out of the folder.
  private static func requireFiles(_ file: URL) throws(RunDirectoryProblem) {
    for suffix in ["", "-journal", "-wal", "-shm"] {
      let path = file.shortPath + suffix
      let kind = FileKind(path, followingLinks: false)
      guard kind == .file || kind == .missing && !suffix.isEmpty else {
        throw RunDirectoryProblem(
          what: "this is \(kind.name), not a file", location: path,
          remedy: "remove it and run again, or write elsewhere with --out")
      }
    }
  }

  /// Makes the database of a new run, in one step.
  static func create(
    _ file: URL, scenario: String, experiment: Experiment, version: String
  ) throws(RunDirectoryProblem) {
    let partial = AtomicFiles.temporary(file)
    do {
      try fill(partial, scenario: scenario, experiment: experiment, version: version)
      try AtomicFiles.rename(partial, to: file)
    } catch {
      throw error is DatabaseError
        ? problem(error, at: file) : AtomicFiles.problem(error, at: file)
    }
  }

  private static func fill(
    _ partial: URL, scenario: String, experiment: Experiment, version: String
  ) throws {
    let queue = try DatabaseQueue(path: partial.shortPath)
    try queue.write { db in
      try db.execute(sql: Self.schema)
      try db.execute(sql: "PRAGMA application_id = \(Self.application)")
      try db.execute(sql: "PRAGMA user_version = \(Self.format)")
      try db.execute(
        sql: "INSERT INTO runs VALUES (1, ?, ?, ?, ?, ?, ?, NULL, ?)",
        arguments: [
          experiment.name, experiment.title, "\(experiment.seed)", experiment.replications,
          version, scenario, SHA256.of(scenario),
        ])
      try add(experiment.arms, db)
    }
    try queue.close()
  }

  private static func add(_ arms: [Arm], _ db: Database) throws {
    for (position, arm) in arms.enumerated() {
      try db.execute(
        sql: "INSERT INTO arms VALUES (?, ?, ?, ?)",
        arguments: [
          position, arm.name, arm.differencesJSON.text(.line), arm.settingsJSON.text(.line),
        ])
    }
  }

  /// Makes the run one of an experiment that has all its arms and replications, and more.
  func extend(to scenario: String, of experiment: Experiment) throws(RunDirectoryProblem) {
    try write { db in
      // Replications refer to arms, all of which are back when the transaction ends.
      try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
      try db.execute(sql: "DELETE FROM arms")
      try Self.add(experiment.arms, db)
      try db.execute(sql: "DELETE FROM hypotheses")
      try db.execute(
        sql: """
          UPDATE runs SET scenario = ?, title = ?, replications = ?, resolved_scenario = ?, sha256 = ?
          """,
        arguments: [
          experiment.name, experiment.title, experiment.replications, scenario,
          SHA256.of(scenario),
        ])
    }
  }

  /// Reads in one transaction.
  func read<Value>(_ body: (Database) throws -> Value) throws(RunDirectoryProblem) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw Self.problem(error, at: file)
    }
  }

  /// Writes in one transaction: all of it, or nothing.
  func write(_ body: (Database) throws -> Void) throws(RunDirectoryProblem) {
    do {
      try queue.write(body)
    } catch {
      throw Self.problem(error, at: file)
    }
  }

  private static func problem(_ error: any Error, at file: URL) -> RunDirectoryProblem {
    func problem(
      _ what: String, _ remedy: String, isFailure: Bool = false
    ) -> RunDirectoryProblem {
      RunDirectoryProblem(
        what: what, location: file.shortPath, remedy: remedy, isFailure: isFailure)
    }
    if error is RowDecodingError {
      return problem(
        "the results are damaged: a table holds another kind of value",
        "delete the folder and run again, or write elsewhere with --out")
    }
    guard let error = error as? DatabaseError else {
      return problem("a record cannot be stored: \(error)", "report this as a bug")
    }
    let reason = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM,
      .SQLITE_BUSY:
      return problem(
        "the results cannot be opened or written: \(reason)",
        "make room and allow writing there, then give the command again; a run goes on with --resume",
        isFailure: [.SQLITE_FULL, .SQLITE_IOERR].contains(error.resultCode))
    default:
      return problem(
        "the results are damaged: \(reason)",
        "delete the folder and run again, or write elsewhere with --out")
    }
  }

  private static let schema = """
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY CHECK (id = 1), scenario TEXT NOT NULL, title TEXT NOT NULL,
      seed TEXT NOT NULL, replications INTEGER NOT NULL, version TEXT NOT NULL,
      resolved_scenario TEXT NOT NULL, seconds REAL, sha256 TEXT NOT NULL);
    CREATE TABLE arms (
      position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, differences TEXT NOT NULL,
      settings TEXT NOT NULL);
    CREATE VIEW settings AS SELECT arms.name AS arm, key, value FROM arms, json_each(arms.settings);
    CREATE TABLE replications (
      arm TEXT NOT NULL REFERENCES arms (name), replication INTEGER NOT NULL, failure TEXT,
      record TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (arm, replication));
    CREATE TABLE files (
      arm TEXT NOT NULL, replication INTEGER NOT NULL, path TEXT NOT NULL UNIQUE,
      bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
      FOREIGN KEY (arm, replication) REFERENCES replications (arm, replication));
    CREATE TABLE metrics (
      arm TEXT NOT NULL, replication INTEGER NOT NULL, position INTEGER NOT NULL,
      metric TEXT NOT NULL, value REAL NOT NULL, PRIMARY KEY (arm, replication, metric),
      FOREIGN KEY (arm, replication) REFERENCES replications (arm, replication));
    CREATE TABLE phases (
      arm TEXT NOT NULL, replication INTEGER NOT NULL, position INTEGER NOT NULL,
      phase TEXT NOT NULL, seconds REAL NOT NULL, PRIMARY KEY (arm, replication, position),
      FOREIGN KEY (arm, replication) REFERENCES replications (arm, replication));
    CREATE TABLE series (
      arm TEXT NOT NULL, replication INTEGER NOT NULL, position INTEGER NOT NULL,
      phase TEXT NOT NULL, step INTEGER NOT NULL, metric TEXT NOT NULL,
      value REAL NOT NULL, PRIMARY KEY (arm, replication, position),
      FOREIGN KEY (arm, replication) REFERENCES replications (arm, replication))
      WITHOUT ROWID;
    CREATE TABLE samples (
      arm TEXT NOT NULL, replication INTEGER NOT NULL, position INTEGER NOT NULL,
      phase TEXT NOT NULL, family TEXT NOT NULL, prompt TEXT NOT NULL, response TEXT NOT NULL,
      gold REAL NOT NULL, proxy REAL, topic TEXT NOT NULL DEFAULT '', PRIMARY KEY (arm, replication, position),
      FOREIGN KEY (arm, replication) REFERENCES replications (arm, replication));
    CREATE TABLE elo (
      arm TEXT NOT NULL, replication INTEGER NOT NULL, position INTEGER NOT NULL,
      contestant TEXT NOT NULL, rating REAL NOT NULL, spread REAL NOT NULL, wins REAL NOT NULL,
      matches INTEGER NOT NULL, bradley_terry REAL,
      PRIMARY KEY (arm, replication, position),
      FOREIGN KEY (arm, replication) REFERENCES replications (arm, replication));
    \(hypothesesSchema)
    """

  /// The table of claims, which is made anew whenever a run ends.
  static let hypothesesSchema = """
    CREATE TABLE hypotheses (
      position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, claim TEXT NOT NULL,
      verdict TEXT NOT NULL, effect REAL, low REAL, high REAL, p REAL, smallest REAL,
      detectable REAL, insensitive INTEGER NOT NULL, control_verdict TEXT, control_effect REAL,
      control_low REAL, control_high REAL, control_margin REAL, control_bound TEXT,
      positive_verdict TEXT, positive_effect REAL, positive_low REAL, positive_high REAL,
      positive_threshold REAL, sha256 TEXT NOT NULL);
    """
}
