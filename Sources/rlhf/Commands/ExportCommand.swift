import ArgumentParser
import Experiments
import Foundation
import PlainText
import ResultStore
import SandboxCore

/// `rlhf export`
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the answers of a run for other programs: trl, datasets, tables.",
    discussion: """
      trl writes JSON lines in the data set types of Hugging Face's trl, datasets the same tables with a card \
      that says what their columns mean, csv what `rlhf rate`, `rlhf aggregate` and `rlhf agreement` read. trl and \
      csv have a folder for each arm and replication, as models/ has. docs/export.md tells what is in them and how \
      to train on it. Nothing that exists is overwritten.

      Examples:

        rlhf export runs/01-four-phases --format trl
        rlhf export runs/01-four-phases --format trl --arm town --reference fine-tuned --out town
        rlhf export runs/01-four-phases --format datasets --out my-dataset
        rlhf export runs/01-four-phases --format csv
      """)

  @Argument(help: ArgumentHelp("The folder a run left.", valueName: "run-dir"))
  var runDirectory: String

  @Option(help: "trl, datasets or csv.")
  var format: ExportFormat

  @Option(
    help: ArgumentHelp("One arm only. (default: all whose annotators answered)", valueName: "name"))
  var arm: String?

  @Option(
    help: ArgumentHelp(
      "Also write what a model of the run says to both responses of a preference: pretrained, fine-tuned or policy.",
      valueName: "model"))
  var reference: String?

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp(
      "The folder to make. (default: exports/FORMAT in the run's folder, with --arm FORMAT-ARM)",
      valueName: "dir"))
  var folder: String?

  func validate() throws {
    if folder?.isEmpty == true { throw ValidationError("--out is empty; name a folder.") }
    let models = ["pretrained", "fine-tuned", "policy"]
    if let reference, !models.contains(reference) {
      throw ValidationError(
        "--reference is \(Excerpt.of(reference)); " + Spelling.hint(for: reference, in: models))
    }
  }

  func run() throws {
    try exiting {
      let export = RunExport(
        run: try Wiring.loadRun(runDirectory), folder: runDirectory, format: format,
        reference: reference)
      let sets = try export.sets(ofArm: arm)
      let place =
        folder
        ?? (runDirectory + "/exports/" + format.rawValue + (arm.map { "-" + $0 } ?? ""))
        .replacing("//", with: "/")
      var tallies: [(set: String, tally: ExportTally)] = []
      do {
        try NewFolder.fill(URL(filePath: place, directoryHint: .isDirectory)) { write in
          tallies = try export.write(sets, by: write)
        }
      } catch let problem as RunDirectoryProblem {
        throw problem.isFailure ? problem : BadInput(problem.description)
      }
      try Terminal.print(Self.summary(of: tallies, in: place))
      for note in export.notes(on: arm) { Terminal.note(note) }
    }
  }

  /// What was written, for people.
  static func summary(of tallies: [(set: String, tally: ExportTally)], in place: String) -> String {
    let total = tallies.map(\.tally).reduce(ExportTally(), +)
    let tables = ExportTable.allCases.filter { total.count(of: $0) > 0 }
    let rows = tallies.map { set, tally in
      [set] + tables.map { "\(tally.count(of: $0))" }
    }
    let table = TextTable(
      heads: ["records"] + tables.map(\.rawValue),
      alignments: [.left] + tables.map { _ in .right }, rows: rows)
    return ([table.quoted.text, total.leftOut, "written to " + Excerpt.of(place)] as [String?])
      .compactMap(\.self).joined(separator: "\n")
  }
}
