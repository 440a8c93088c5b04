import ScenarioFiles
import ArgumentParser
import Foundation
import Reports

/// `rlhf show metric`
struct ShowMetric: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metric",
    abstract: "What a number in summaries and reports means: unit, formula, source.")

  @Argument(help: "The metric, such as gold_reward; all are listed without it.")
  var name: String?

  func run() throws {
    try exiting {
      let notes = Wiring.metricNotes
      guard let name else {
        let rows = notes.map { [$0.name, $0.unit, $0.meaning] }
        return Terminal.print(
          TextTable(heads: ["metric", "unit", "meaning"], rows: rows)
            .fitted(to: Terminal.width(of: STDOUT_FILENO)).text)
      }
      guard let note = notes.first(where: { $0.name == name }) else {
        throw BadInput(
          "error: there is no metric \"\(name)\"\n  fix: "
            + Spelling.hint(for: name, in: notes.map(\.name)))
      }
      Terminal.print(Self.description(of: note))
    }
  }

  /// All that is known about a metric; what is unknown is left out.
  static func description(of note: MetricNote) -> String {
    let rows = [("Unit", note.unit), ("Formula", note.formula), ("Source", note.source)]
      .filter { !$0.1.isEmpty }.map { ["  " + $0.0, $0.1] }
    let table = TextTable(heads: ["", ""], rows: rows).text
    return [note.name, wrapped(note.meaning, indent: "  "), table].filter { !$0.isEmpty }
      .joined(separator: "\n")
  }
}
