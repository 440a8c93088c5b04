import ArgumentParser
import Evaluation
import Foundation
import PlainText
import ScenarioFiles

/// `rlhf show metric`
struct ShowMetric: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metric",
    abstract: "What a number in summaries and reports means: unit, formula, source.")

  @Argument(help: "The metric, such as gold_reward; all are listed without it.")
  var name: String?

  func run() throws {
    try exiting {
      guard let name else {
        let rows = MetricGlossary.all.map { [$0.key, $0.unit, $0.meaning] }
        return try Terminal.print(
          TextTable(heads: ["metric", "unit", "meaning"], rows: rows)
            .fitted(to: Terminal.width(of: STDOUT_FILENO)).text)
      }
      guard let metric = MetricGlossary.metric(name) else {
        throw BadInput(
          "error: there is no metric \"\(Excerpt.of(name))\"\n  fix: "
            + Spelling.hint(for: name, in: MetricGlossary.all.map(\.key)))
      }
      try Terminal.print(Self.description(of: metric))
    }
  }

  /// All that is known about a metric.
  static func description(of metric: Metric) -> String {
    let rows = [("Unit", metric.unit), ("Formula", metric.formula), ("Source", metric.source)]
      .filter { !$0.1.isEmpty }.map { ["  " + $0.0, $0.1] }
    let table = TextTable(heads: ["", ""], rows: rows).text
    return [metric.key, wrapped(metric.meaning, indent: "  "), table].filter { !$0.isEmpty }
      .joined(separator: "\n")
  }
}
