import ArgumentParser
import Experiments
import Foundation
import Reports

/// One run from its open folder to its last word.
struct RunSession: Sendable {
  /// What is run.
  var experiment: Experiment
  /// Where results go.
  var folder: RunFolder
  /// Replications at a time.
  var jobs: Int
  /// Where models of the first two phases are kept between runs.
  var store: ArtifactStore?
  /// How progress is shown.
  var progress: ProgressDisplay.Style
  /// Whether `summary.json` is printed instead of a summary for people.
  var printsJSON: Bool
  /// The command line that began it, the program first.
  var arguments: [String]

  /// Runs, files, judges, reports.
  ///
  /// - Throws: ``ExitCode`` 130 when interrupted, 1 when a replication failed; an ``OutputFailure``
  ///   when all is on file but the summary cannot be printed.
  func run() async throws {
    let display = ProgressDisplay(style: progress)
    let result = try await listening(display) { try await work(display) }
    // All is on file: from here on a signal ends the program as it ends any other.
    let printed = Result { try show(result) }
    explainFailures(of: result.record)
    try printed.get()
    if !result.record.failures.isEmpty { throw ExitCode.failure }
  }

  /// What a run leaves.
  private struct Finished: Sendable {
    var record: RunRecord
    var summary: String
    var report: String
  }

  /// From the first replication to the last file. Cancelled, it stops after the step it is in.
  private func work(_ display: ProgressDisplay) async throws -> Finished {
    let start = ContinuousClock.now
    for repair in folder.repairs { Terminal.note("note: \(repair)") }
    try await ExperimentRunner(experiment: experiment, jobs: jobs, store: store).run(
      completed: folder.completed, file: folder.file, report: { display.note($0) })
    try Task.checkCancellation()
    var record = try folder.read()
    let count = experiment.arms.count * experiment.replications
    record.hypotheses = experiment.verdicts(on: record.arms)
    // Going on with a run that is whole takes no time worth adding.
    let isWhole = folder.completed.count == count
    record.seconds =
      folder.secondsBefore + (isWhole ? 0 : start.duration(to: .now) / .seconds(1))
    try Task.checkCancellation()
    let summary = try folder.finish(record)
    try Task.checkCancellation()
    let report = try ReportFile.write(
      record, folder: folder.path, command: ShellText.rerun(arguments))
    return Finished(record: record, summary: summary, report: report)
  }

  /// Does the work in a way that signals stop, and says then how to go on.
  private func listening(
    _ display: ProgressDisplay, _ work: @escaping @Sendable () async throws -> Finished
  ) async throws -> Finished {
    // The work begins when signals are listened for: none may come too early to be heard.
    let (gate, opening) = AsyncStream<Void>.makeStream()
    let task = Task {
      for await _ in gate {}
      return try await work()
    }
    let interruption = Interruption(
      stop: {
        display.clear()
        Terminal.note("stopping; what is finished is kept (Ctrl-C again stops at once)")
        task.cancel()
      },
      stopAtOnce: {
        display.clear()
        Terminal.note(resumption(display))
      })
    opening.finish()
    defer {
      interruption.end()
      display.clear()
    }
    do {
      return try await task.value
    } catch is CancellationError {
      display.clear()
      Terminal.note(resumption(display))
      throw ExitCode.interrupted
    }
  }

  /// How far an interrupted run came, and the command that goes on with it.
  private func resumption(_ display: ProgressDisplay) -> String {
    let done = display.done
    return """
      interrupted: \(done.count) of \(done.total) replications are on file in \(folder.path)
      go on with:  \(ShellText.resumption(arguments))
      """
  }

  private func show(_ result: Finished) throws {
    if printsJSON {
      try Terminal.print(bytes: Array((result.summary + "\n").utf8))
    } else {
      try Terminal.print(
        RunSummary(record: result.record, report: result.report)
          .text(columns: Terminal.width(of: STDOUT_FILENO)))
    }
  }

  /// Says on standard error what failed, and why where progress has not said so already.
  private func explainFailures(of record: RunRecord) {
    let count = record.arms.map(\.replications.count).reduce(0, +)
    for line in Self.failureLines(
      of: record, silent: progress == .silent, onFileBefore: folder.completed)
    { Terminal.note(line) }
    if !record.failures.isEmpty {
      Terminal.note("error: \(record.failures.count) of \(count) replications failed")
    }
  }

  /// The failures that progress has not told of: all of them where it is silent, and those of the
  /// session before where a run goes on.
  static func failureLines(
    of record: RunRecord, silent: Bool, onFileBefore completed: [ReplicationKey]
  ) -> [String] {
    record.failures.filter { failure in
      silent || completed.contains { $0.arm == failure.arm && $0.number == failure.number }
    }.map { ProgressState.outcome(arm: $0.arm, replication: $0.number, failure: $0.reason) }
  }
}
