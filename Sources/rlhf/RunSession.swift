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
  /// How progress is shown.
  var progress: ProgressDisplay.Style
  /// Whether `summary.json` is printed instead of a summary for people.
  var printsJSON: Bool
  /// The command line that began it, the program first.
  var arguments: [String]

  /// Runs, files, judges, reports.
  ///
  /// - Throws: ``ExitCode`` 130 when interrupted, 1 when a replication failed.
  func run() async throws {
    let start = ContinuousClock.now
    for repair in folder.repairs { Terminal.note("note: \(repair)") }
    try await replicate()
    var record = try folder.read()
    let count = experiment.arms.count * experiment.replications
    record.hypotheses = experiment.hypotheses.map { $0.test(on: record.arms) }
    // Going on with a run that is whole takes no time worth adding.
    let isWhole = folder.completed.count == count
    record.seconds =
      folder.secondsBefore + (isWhole ? 0 : start.duration(to: .now) / .seconds(1))
    let summary = try folder.finish(record)
    let report = try ReportFile.write(
      record, folder: folder.path, command: ShellText.rerun(arguments))
    if printsJSON {
      Terminal.print(summary)
    } else {
      Terminal.print(
        RunSummary(record: record, report: report)
          .text(columns: Terminal.width(of: STDOUT_FILENO)))
    }
    if !record.failures.isEmpty {
      Terminal.note("error: \(record.failures.count) of \(count) replications failed")
      throw ExitCode.failure
    }
  }

  private func replicate() async throws {
    let display = ProgressDisplay(style: progress)
    let runner = ExperimentRunner(experiment: experiment, jobs: jobs)
    let work = Task {
      try await runner.run(
        completed: folder.completed, file: folder.file, report: { display.note($0) })
    }
    let interruption = Interruption {
      display.clear()
      Terminal.note("stopping; what is finished is kept (Ctrl-C again stops at once)")
      work.cancel()
    }
    defer { interruption.end() }
    do {
      try await work.value
      display.clear()
    } catch is CancellationError {
      display.clear()
      let done = display.done
      Terminal.note(
        """
        interrupted: \(done.count) of \(done.total) replications are on file in \(folder.path)
        go on with:  \(ShellText.resumption(arguments))
        """)
      throw ExitCode.interrupted
    } catch {
      display.clear()
      throw error
    }
  }
}
