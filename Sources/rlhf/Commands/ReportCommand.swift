import ArgumentParser

/// `rlhf report`
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the report of a run again.",
    discussion: """
      Reads what a run left in its folder, writes report.html anew and prints its path. The page \
      needs no network; open it in any browser.

      Example:

        rlhf report runs/01-four-phases
      """)

  @Argument(help: ArgumentHelp("The folder a run left.", valueName: "run-dir"))
  var folder: String

  func run() throws {
    try exiting {
      let record = try Wiring.loadRun(folder)
      let scenario = (folder + "/scenario.yaml").replacing("//", with: "/")
      let command = ShellText.line(["rlhf", "run", scenario, "--out", "runs/again"])
      try Terminal.print(try ReportFile.write(record, folder: folder, command: command))
    }
  }
}
