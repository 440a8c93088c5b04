import ArgumentParser
import Experiments
import Foundation
import Reports

/// `rlhf check`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate a scenario, and say what a run of it will do.",
    discussion: """
      Nothing is run: arms, labels, time and disk are estimates, within a factor of two on a machine of 2024. Problems are printed to standard error, all at once, and the exit code is 65.

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
      try Terminal.print(
        Self.verdict(on: experiment, path: path) + "\n" + Self.plan(of: try RunEstimate(experiment))
      )
    }
  }

  /// What is said about a scenario without problems.
  static func verdict(on experiment: Experiment, path: String) -> String {
    "\(path): ok: \(NumberText.counted(experiment.arms.count, "arm")), "
      + "\(NumberText.counted(experiment.replications, "replication")) each, "
      + NumberText.counted(experiment.hypotheses.count, "claim")
  }

  /// What a run will ask for and leave.
  static func plan(of estimate: RunEstimate) -> String {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let base =
      estimate.bases == 0
      ? ""
      : "; the first time \(NumberText.duration(seconds: estimate.baseSeconds / Double(cores))) more for "
        + "\(NumberText.counted(estimate.bases, "base model")), which are kept"
    return "a run takes about \(NumberText.duration(seconds: estimate.seconds / Double(cores))) on "
      + "\(NumberText.counted(cores, "core"))\(base); it asks for at most "
      + "\(NumberText.counted(estimate.labels, "label")) and leaves about "
      + "\(max(1, Int((estimate.bytes / 1e6).rounded()))) MB"
  }
}
