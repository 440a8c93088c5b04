import ArgumentParser
import Experiments
import Foundation
import PlainText

/// `rlhf run`
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a scenario: all arms, all replications.",
    discussion: """
      SCENARIO is a path, or the name of a shipped scenario, of which its number or a beginning is \
      enough. The run leaves a folder with the resolved scenario, every answer, every model, all \
      numbers and a report (report.html). The same scenario and seed give the same numbers, \
      whatever --jobs says.

      Ctrl-C stops after tidying up; --resume then goes on where the run was and ends with the \
      same numbers. Ctrl-C twice stops at once.

      Examples:

        rlhf run 01
        rlhf run 01 --smoke
        rlhf run my.yaml --out runs/trial --replications 20 --jobs 4
        rlhf run 03-trolls --set annotators.mistakes=0.1 --set seed=7
        rlhf run 01 --json --quiet | jq '.arms[].metrics.gold_reward'
      """)

  @Argument(help: ArgumentHelp("A file, or the name of a shipped scenario.", valueName: "scenario"))
  var scenario: String

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp(
      "The folder to leave results in. (default: runs/NAME, of a smoke run runs/NAME-smoke)",
      valueName: "dir"))
  var folder: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a setting (`rlhf show setting` lists them); may be given again and again.",
      valueName: "key=value"))
  var assignments: [String] = []

  @Option(
    help: ArgumentHelp("How often each arm is run, each time with other luck.", valueName: "n"))
  var replications: Int?

  @Option(help: ArgumentHelp("Replications at a time. (default: one a core)", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Cut everything short, only to see whether it runs: the numbers mean nothing.")
  var smoke = false

  @Flag(help: "Print summary.json instead of a summary for people.")
  var json = false

  @Flag(help: "Show no progress; failures are told at the end.")
  var quiet = false

  @Flag(help: "Go on with a run that was interrupted.")
  var resume = false

  @Flag(help: "Train every model anew; neither read nor keep those of other runs (`rlhf cache`).")
  var noCache = false

  func validate() throws {
    if folder?.isEmpty == true { throw ValidationError("--out is empty; name a folder.") }
    if let replications, replications < 1 {
      throw ValidationError("--replications is \(replications), but must be at least 1.")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs is \(jobs), but must be at least 1.") }
    for text in assignments where text.split(separator: "=", maxSplits: 1).count < 2 {
      throw ValidationError(
        "--set \(Excerpt.of(text)) does not say KEY=VALUE, such as annotators.count=30.")
    }
  }

  func run() async throws {
    try await exiting {
      let store = noCache ? nil : try ModelCache.store()
      var experiment = try Wiring.readScenario(
        path: ScenarioLibrary.shipped.path(for: scenario), overrides: assignments,
        replications: replications)
      let whole = experiment
      if smoke { experiment = experiment.smoke }
      let folder = try Wiring.openRunDirectory(
        folder ?? "runs/\(experiment.name)\(smoke ? "-smoke" : "")", experiment: experiment,
        resume: resume)
      if smoke { Terminal.note(SmokeNote.text(from: whole, to: experiment)) }
      try await RunSession(
        experiment: experiment, folder: folder,
        jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, store: store,
        progress: quiet ? .silent : Terminal.isInteractive ? .bar : .lines, printsJSON: json,
        arguments: CommandLine.arguments
      ).run()
    }
  }
}
