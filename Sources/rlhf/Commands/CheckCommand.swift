import ArgumentParser
import Experiments

/// `rlhf check`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate a scenario: every problem with its line and remedy.",
    discussion: """
      Nothing is run. Problems are printed to standard error, all at once, and the exit code is 65.

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
      try Terminal.print(
        Self.verdict(on: try Wiring.readScenario(path: path, overrides: assignments), path: path))
    }
  }

  /// What is said about a scenario without problems.
  static func verdict(on experiment: Experiment, path: String) -> String {
    func count(_ number: Int, _ noun: String) -> String {
      noun == "hypothesis"
        ? "\(number) \(number == 1 ? noun : "hypotheses")"
        : "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    return "\(path): ok: \(count(experiment.arms.count, "arm")), "
      + "\(count(experiment.replications, "replication")) each, "
      + count(experiment.hypotheses.count, "hypothesis")
  }
}
