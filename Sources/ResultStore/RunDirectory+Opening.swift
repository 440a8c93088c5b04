import Experiments
import Foundation
import PlainText

extension RunDirectory {
  static let resultsName = "results.sqlite"

  /// Reads a run back, finished or not.
  ///
  /// - Parameters:
  ///   - folder: the run's folder.
  ///   - experiment: reads the resolved scenario, whose text it is given.
  /// - Returns: the run with the replications on file; without hypotheses unless it was finished.
  /// - Throws: a ``RunDirectoryProblem``, or what `experiment` throws.
  public static func load(
    _ folder: URL, experiment: (_ scenario: String) throws -> Experiment
  ) throws -> RunRecord {
    let file = folder.appending(path: resultsName)
    guard AtomicFiles.exists(file) else {
      throw RunDirectoryProblem(
        what: "there is no run here", location: folder.shortPath,
        remedy: "give the folder that `rlhf run` wrote, such as runs/01-four-phases")
    }
    let database = try ResultsDatabase(file: file)
    let run = try database.run()
    let experiment = try experiment(run.scenario)
    return RunRecord(
      experiment: experiment, arms: try arms(of: experiment, in: database),
      hypotheses: try database.hypotheses(), seconds: run.seconds, version: run.version)
  }

  /// What is missing or damaged of the files of a replication on file, in a sentence; `nil` when all are
  /// whole, or were written by a version that kept no checksums.
  ///
  /// - Parameter part: the folder or file of which something must be; everything of the replication unless
  ///   given.
  public static func damage(
    in folder: URL, of key: ReplicationKey, below part: String = ""
  ) throws(RunDirectoryProblem) -> String? {
    let files = try ResultsDatabase(file: folder.appending(path: resultsName)).files()[key] ?? []
    return damage(of: files.filter { $0.path.hasPrefix(part) }, in: folder)
  }

  private static func damage(of files: [FiledFile], in folder: URL) -> String? {
    for file in files {
      if let damage = file.damage(in: folder) { return damage }
    }
    return nil
  }

  /// What is missing or damaged, by replication.
  static func damage(
    of database: ResultsDatabase, in folder: URL
  ) throws(RunDirectoryProblem) -> [ReplicationKey: String] {
    try database.files().compactMapValues { damage(of: $0, in: folder) }
  }

  /// The replications on file, sorted into their arms.
  static func arms(
    of experiment: Experiment, in database: ResultsDatabase
  ) throws(RunDirectoryProblem) -> [ArmRecord] {
    let records = Dictionary(grouping: try database.replications(), by: \.arm)
    return experiment.arms.map { arm in
      ArmRecord(arm: arm, replications: records[arm.name] ?? [])
    }
  }

  /// Makes the folder unless it exists, and refuses one that holds anything but a run.
  static func make(_ folder: URL) throws(RunDirectoryProblem) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder.shortPath, isDirectory: &isFolder),
      !isFolder.boolValue
    {
      throw RunDirectoryProblem(
        what: "this is a file, but a run needs a folder", location: folder.shortPath,
        remedy: "give a new folder with --out")
    }
    let names: [String]
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      names = try FileManager.default.contentsOfDirectory(atPath: folder.shortPath).sorted()
    } catch {
      throw RunDirectoryProblem(
        what: "the folder cannot be made or opened: \(SystemError.reason(error))",
        location: folder.shortPath,
        remedy: "make room and allow writing there, or write elsewhere with --out",
        isFailure: SystemError.code(of: error).map(RunDirectoryProblem.isFailure) ?? false)
    }
    let foreign = names.first { $0 != FolderLock.name && !AtomicFiles.isTemporary($0) }
    if let foreign, !names.contains(resultsName) {
      throw RunDirectoryProblem(
        what: "the folder holds files that are no run, such as \(foreign)",
        location: folder.shortPath, remedy: "give a new or empty folder with --out")
    }
  }

  /// Whether a scenario adds arms or replications to that of a run; refuses to mix any two others, and
  /// versions of the sandbox, whose numbers may differ.
  static func isExtended(
    _ run: ResultsDatabase.Run, to scenario: String, of experiment: Experiment, version: String,
    resume: Bool, at folder: URL, reading stored: (String) -> Experiment?
  ) throws(RunDirectoryProblem) -> Bool {
    let isExtended =
      run.scenario != scenario && stored(run.scenario).map(experiment.extends) ?? false
    guard run.scenario == scenario || isExtended else {
      let known = stored(run.scenario)
      throw RunDirectoryProblem(
        what: "the folder holds a run of another scenario: "
          + (known.flatMap { experiment.difference(from: $0) }
            ?? difference(between: run.scenario, and: scenario)),
        location: folder.shortPath,
        remedy: known.flatMap { experiment.remedy(for: $0) }
          ?? "write elsewhere with --out, or delete the folder")
    }
    guard !resume || run.version == version else {
      throw RunDirectoryProblem(
        what: "the folder holds a run of version \(run.version), whose numbers may not be those of "
          + "version \(version)",
        location: folder.shortPath,
        remedy:
          "it can be read by `rlhf report`; to run, write elsewhere with --out, or delete the folder"
      )
    }
    guard resume || !isExtended else {
      throw RunDirectoryProblem(
        what: "the folder holds a run to which this scenario adds arms, replications or claims",
        location: folder.shortPath,
        remedy: "compute what is missing with --resume, or write elsewhere with --out")
    }
    return isExtended
  }

  /// Refuses to go on unasked, or where nothing says which files are whole.
  static func check(
    _ database: ResultsDatabase, at folder: URL, resume: Bool, progress: (done: Int, total: Int)
  ) throws(RunDirectoryProblem) {
    guard database.hasChecksums else {
      throw RunDirectoryProblem(
        what: "the folder holds a run of an older version, without checksums of its files",
        location: folder.shortPath,
        remedy: "it can be read by `rlhf report`; to run, write elsewhere with --out")
    }
    if !resume {
      let isWhole = progress.done >= progress.total
      throw RunDirectoryProblem(
        what: isWhole
          ? "the folder already holds this run, and it is finished"
          : "the folder already holds this run, with \(progress.done) of \(progress.total) "
            + "replications finished",
        location: folder.shortPath,
        remedy: isWhole
          ? "read its report.html, write elsewhere with --out, or delete the folder"
          : "go on with --resume, or write elsewhere with --out")
    }
  }

  private static func difference(between stored: String, and scenario: String) -> String {
    let there = stored.split(separator: "\n", omittingEmptySubsequences: false)
    let here = scenario.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(there, here).enumerated().first { $1.0 != $1.1 }
    guard let (_, (old, new)) = line else { return "one of them is longer" }
    func words(_ line: Substring) -> String {
      line.trimmingPrefix(while: \.isWhitespace).description
    }
    return "there `\(words(old))`, here `\(words(new))`"
  }
}
