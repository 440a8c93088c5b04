import ArgumentParser
import Experiments
import Foundation
import PlainText
import Reports

/// `rlhf check`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate a scenario, and say what a run of it will do.",
    discussion: """
      Nothing is run. Problems are printed to standard error, all at once, and the exit code is 65. \
      Without any, time, labels and disk are estimated (time for a machine with nothing else to do, \
      within a factor of two for the scenarios that ship), and settings are named that can have no effect.

      Examples:

        rlhf check my.yaml
        rlhf check 03-trolls
      """)

  @Argument(help: ArgumentHelp("A file, or the name of a shipped scenario.", valueName: "scenario"))
  var scenario: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Change a setting first.", valueName: "key=value"))
  var assignments: [String] = []

  func run() throws {
    try exiting {
      let path = try ScenarioLibrary.shipped.path(for: scenario)
      let experiment = try Wiring.readScenario(path: path, overrides: assignments)
      let estimate = try RunEstimate(experiment)
      let lines = [Self.verdict(on: experiment, path: path), Self.plan(of: estimate)]
      try Terminal.print((lines + Self.notes(of: estimate, on: experiment)).joined(separator: "\n"))
    }
  }

  /// What is said about a scenario without problems.
  static func verdict(on experiment: Experiment, path: String) -> String {
    "\(path): ok: \(NumberText.counted(experiment.arms.count, "arm")), "
      + "\(NumberText.counted(experiment.replications, "replication")) each, "
      + NumberText.counted(experiment.hypotheses.count, "claim")
  }

  /// What is set and can change nothing, with the arms in which it is so.
  static func notes(of estimate: RunEstimate, on experiment: Experiment) -> [String] {
    estimate.idle.map { note, arms in
      let whose =
        arms.count == experiment.arms.count ? "" : " (\(Excerpt.list(arms, limit: 5)))"
      return "note: without effect\(whose): \(note)"
    }
  }

  private static func size(_ bytes: Double) -> String {
    let (unit, word) = bytes < 1e10 ? (1e6, "MB") : bytes < 1e13 ? (1e9, "GB") : (1e12, "TB")
    return "\(NumberText.short(max(1, (bytes / unit).rounded()))) \(word)"
  }

  /// What a run will ask for and leave.
  static func plan(of estimate: RunEstimate) -> String {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let base =
      estimate.bases == 0
      ? ""
      : "; the first time \(NumberText.duration(seconds: estimate.baseSeconds / Double(cores))) more for "
        + "\(NumberText.counted(estimate.bases, "base model")), which \(estimate.bases == 1 ? "is" : "are") kept"
    return "a run takes about \(NumberText.duration(seconds: estimate.seconds / Double(cores))) on "
      + "\(NumberText.counted(cores, "core"))\(base); it asks for at most "
      + "\(NumberText.counted(estimate.labels, "label")) and leaves about "
      + size(estimate.bytes)
  }
}
