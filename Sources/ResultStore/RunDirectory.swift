import Experiments
import Foundation
import PlainText

/// The folder in which a run leaves everything: scenario, numbers, answers, models, report.
///
/// A process may be killed at any moment. Files and folders get their names only when they are whole,
/// and a replication counts as finished when, its files being in place, its record is committed to
/// `results.sqlite` with their checksums. A run that goes on compares these, does again what is unfinished
/// or no longer whole, and replaces its files.
///
///     scenario.yaml  results.sqlite  summary.json  report.html
///     answers/ARM-REPLICATION.csv                     replications are numbered from 1
///     models/ARM-REPLICATION/{pretrained,fine-tuned,reward,policy}/
public final class RunDirectory: Sendable {
  /// The folder.
  public let folder: URL
  /// The replications that an interrupted run had finished and whose files are whole, by arm and number.
  public let completed: [ReplicationKey]
  /// What is missing or damaged of those that it had finished too: they are done again. A sentence each.
  public let repairs: [String]
  /// Wall time of the run in seconds, as far as it had come.
  public let secondsBefore: Double
  private let opened = ContinuousClock.now
  private let database: ResultsDatabase
  private let lock: FolderLock

  /// Opens a folder for a run and keeps others from writing there as long as this object lives.
  ///
  /// A folder that does not exist or is empty begins a new run. One that holds a run of the same
  /// resolved scenario goes on, if that is asked for; so does one whose run is part of the scenario, with
  /// fewer arms or replications. Any other is refused and left as it is.
  ///
  /// - Parameters:
  ///   - folder: made if it does not exist.
  ///   - scenario: the resolved scenario's text; decides whether a run is the same.
  ///   - experiment: the same as a value.
  ///   - version: the sandbox's version.
  ///   - resume: whether an interrupted run may go on.
  ///   - stored: reads the resolved scenario of the run in the folder; `nil` where it cannot be read.
  public init(
    at folder: URL, scenario: String, experiment: Experiment, version: String, resume: Bool,
    stored: (_ scenario: String) -> Experiment? = { _ in nil }
  ) throws(RunDirectoryProblem) {
    self.folder = folder
    try Self.make(folder)
    lock = try FolderLock(in: folder)
    try AtomicFiles.sweep(folder)
    for part in ["answers", "models"] {
      try AtomicFiles.requireFolder(folder.appending(path: part))
      try AtomicFiles.sweep(folder.appending(path: part))
    }
    let file = folder.appending(path: Self.resultsName)
    if AtomicFiles.exists(file) {
      database = try ResultsDatabase(file: file)
      let run = try database.run()
      secondsBefore = run.seconds
      let isExtended = try Self.isExtended(
        run, to: scenario, of: experiment, version: version, resume: resume, at: folder,
        reading: stored)
      let damage = try Self.damage(of: database, in: folder)
      completed = try database.keys().filter { damage[$0] == nil }
      let redone = try database.keys().compactMap { key in
        damage[key].map { "\($0); replication \(key.number + 1) of \(key.arm) is done again" }
      }
      let resolved = folder.appending(path: "scenario.yaml")
      let isEdited =
        resume && FileKind(resolved.shortPath, followingLinks: false) == .file
        && (try? String(contentsOf: resolved, encoding: .utf8)) != scenario
      repairs =
        redone
        + (isEdited && !isExtended
          ? ["scenario.yaml is not what the run wrote; it is written again"] : [])
      try Self.check(
        database, at: folder, resume: resume,
        progress: (completed.count, experiment.arms.count * experiment.replications))
      if isExtended { try database.extend(to: scenario, of: experiment) }
    } else {
      try ResultsDatabase.create(
        file, scenario: scenario, experiment: experiment, version: version)
      database = try ResultsDatabase(file: file)
      completed = []
      repairs =
        resume ? ["\(folder.shortPath) held no run to go on with; this one begins anew"] : []
      secondsBefore = 0
    }
    try AtomicFiles.write(scenario, to: folder.appending(path: "scenario.yaml"))
  }

  /// The run as far as it is on file: without hypotheses until they are filed.
  ///
  /// - Parameters:
  ///   - experiment: what is run.
  ///   - version: the sandbox's version.
  public func record(
    of experiment: Experiment, version: String
  ) throws(RunDirectoryProblem) -> RunRecord {
    RunRecord(
      experiment: experiment, arms: try Self.arms(of: experiment, in: database), hypotheses: [],
      seconds: secondsBefore, version: version)
  }

  /// Files a finished replication.
  ///
  /// - Parameters:
  ///   - record: its numbers and samples.
  ///   - answers: writes the comma-separated values of its answers, piece by piece; no piece, no file.
  ///   - models: its models' folders.
  /// - Throws: what `answers` and `models` throw, and a ``RunDirectoryProblem`` when writing fails; the
  ///   replication is then not on file.
  public func file(
    _ record: ReplicationRecord, answers: (_ write: (String) throws -> Void) throws -> Void,
    models: [FiledModel]
  ) throws {
    let stem = "\(record.arm)-\(record.number + 1)"
    let parts = ["answers/\(stem).csv", "models/\(stem)"]
    try inPlace {
      try AtomicFiles.makePart(folder.appending(path: "answers"))
      try AtomicFiles.write(to: folder.appending(path: parts[0]), body: answers)
      if !models.isEmpty { try write(models, to: parts[1]) }
      var files: [FiledFile] = []
      for part in parts where part == parts[0] || !models.isEmpty {
        files += try FiledFile.all(at: part, in: folder)
      }
      try database.add(
        record, files: files, seconds: secondsBefore + opened.duration(to: .now) / .seconds(1))
    }
  }

  private func write(_ models: [FiledModel], to part: String) throws {
    try AtomicFiles.makePart(folder.appending(path: "models"))
    try AtomicFiles.makeFolder(folder.appending(path: part)) { folder in
      for model in models {
        let place = folder.appending(path: model.name, directoryHint: .isDirectory)
        try AtomicFiles.makePart(place)
        do {
          try model.fill(place)
        } catch let error as CocoaError {
          throw AtomicFiles.problem(error, at: place)
        }
      }
    }
  }

  /// Does something in the folder, as long as it is there.
  private func inPlace(_ body: () throws -> Void) throws {
    try lock.requirePlace()
    do {
      try body()
    } catch {
      try lock.requirePlace()
      throw error
    }
  }

  /// Files how the run ended: hypotheses, seconds and `summary.json`.
  ///
  /// - Parameter summary: the text of ``Experiments/RunRecord/summary``.
  public func finish(_ run: RunRecord, summary: String) throws {
    try inPlace {
      try database.finish(run.hypotheses, seconds: run.seconds)
      try AtomicFiles.write(summary, to: folder.appending(path: "summary.json"))
    }
  }

  /// Writes `report.html` into the folder of a run.
  ///
  /// - Returns: the file.
  @discardableResult
  public static func write(
    report html: String, in folder: URL
  ) throws(RunDirectoryProblem) -> URL {
    let file = folder.appending(path: "report.html")
    guard FileKind(folder.shortPath, followingLinks: true) == .folder else {
      throw FolderLock.gone(folder.shortPath)
    }
    try AtomicFiles.write(html, to: file)
    return file
  }
}
