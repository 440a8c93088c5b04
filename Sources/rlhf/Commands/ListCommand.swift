import ArgumentParser

/// `rlhf list`
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the shipped scenarios: title and runtime.",
    discussion: """
      Scenarios are looked for in the folder that RLHF_SCENARIOS names, in ./Scenarios, where make \
      install puts them, and in the package that the program was built in. `rlhf show scenario NAME` says more about one.
      """)

  func run() throws {
    try exiting {
      let entries = ScenarioLibrary.shipped.entries
      guard !entries.isEmpty else {
        throw BadInput(
          "error: no scenarios were found\n  fix: \(ScenarioLibrary.noneFound)")
      }
      let rows = entries.map { entry -> [String] in
        do {
          let experiment = try Wiring.readScenario(path: entry.path)
          return [entry.name, experiment.title, experiment.runtime]
        } catch {
          return [entry.name, "cannot be read; see `rlhf check \(entry.name)`", ""]
        }
      }
      try Terminal.print(TextTable(heads: ["scenario", "title", "runtime"], rows: rows).text)
    }
  }
}
