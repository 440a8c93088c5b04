import Environments
import ArgumentParser
import Experiments
import Foundation
import PlainText
import SandboxCore
import ScenarioFiles

/// `rlhf show metric`
struct ShowMetric: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metric",
    abstract: "What a number in summaries and reports means: unit, range, formula, source.")

  @Argument(
    help: "The metric, such as gold_reward or gold_reward@politics; all are listed without it.")
  var name: String?

  @Flag(help: "All metrics as the tables of docs/metrics.md.")
  var markdown = false

  func validate() throws {
    if markdown, name != nil { throw ValidationError("--markdown writes all metrics; name none.") }
  }

  /// All metrics as a document: those of whole replications, then those of steps.
  static var page: String {
    func table(_ metrics: [Metric]) -> String {
      let rows = metrics.map { metric in
        let parts = metric.divisions.isEmpty ? "" : " By \(metric.divisionNames)."
        let source = metric.source == "sandbox" ? "" : " Source: \(metric.source)."
        return
          "| `\(metric.key)` | \(metric.unit) | \(metric.direction.rawValue) | `\(metric.formula)` | "
          + "\(metric.meaning)\(parts)\(source) |"
      }
      return (["| metric | unit | better | formula | meaning |", "|---|---|---|---|---|"] + rows)
        .joined(separator: "\n").replacing("‖", with: "∥")
    }
    return """
      # Metrics

      Everything that a run measures. This page is written by `rlhf show metric --markdown`. A metric that is measured \
      by topic, family or group has a name such as `gold_reward@politics` for each part.

      ## Once a replication

      \(table(MetricGlossary.perRun))

      ## While a phase learns

      \(table(MetricGlossary.perStep))

      """
  }

  func run() throws {
    try exiting {
      if markdown { return try Terminal.print(Self.page) }
      guard let name else {
        let rows = MetricGlossary.all.map { metric in
          [
            metric.key, metric.unit,
            metric.occasion == .perStep ? "at each step: \(metric.meaning)" : metric.meaning,
          ]
        }
        return try Terminal.print(
          TextTable(heads: ["metric", "unit", "meaning"], rows: rows)
            .fitted(to: Terminal.width(of: STDOUT_FILENO)).text)
      }
      try Terminal.print(
        try Self.metrics(named: name).map(Self.description).joined(separator: "\n\n"))
    }
  }

  /// What goes by a name: once a replication, at each step, or both.
  ///
  /// - Throws: ``BadInput`` where nothing does.
  static func metrics(named name: String) throws -> [Metric] {
    let (key, part) = Metric.parts(ofKey: name)
    let declared = MetricGlossary.all.filter { $0.key == key }
    guard let part else {
      if declared.isEmpty { throw refused(MetricGlossary.refusal(of: name)) }
      return declared
    }
    guard MetricGlossary.metric(name) != nil, let metric = declared.first else {
      throw refused(MetricGlossary.refusal(of: name))
    }
    let worlds = try WorldName.allCases.map {
      try ArmSettings.defaults(for: $0).makeWorld()
    }
    for world in worlds {
      for division in metric.divisions where world.parts(by: division).contains(part) {
        return [metric.of(part: part, division)]
      }
    }
    let known = worlds.flatMap { world in metric.divisions.flatMap(world.parts) }
    throw refused(
      (
        "no world has a \(metric.divisionNames) \(Excerpt.of(part))",
        Spelling.hint(
          for: part, in: known.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
      ))
  }

  private static func refused(_ refusal: (what: String, remedy: String)) -> BadInput {
    BadInput("error: \(refusal.what)\n  fix: \(refusal.remedy)")
  }

  /// All that is known about a metric.
  static func description(of metric: Metric) -> String {
    let parts = metric.divisions.map { metric.key(of: $0.rawValue.uppercased()) }
    let rows = [
      ("Unit", metric.unit), ("Range", metric.range.map(text) ?? "any"),
      ("Direction", metric.direction.rawValue), ("Measured", metric.occasion.rawValue),
      ("Also as", parts.joined(separator: ", ")), ("Formula", metric.formula),
      ("Source", metric.source),
    ].filter { !$0.1.isEmpty }.map { ["  " + $0.0, $0.1] }
    let table = TextTable(heads: ["", ""], rows: rows).text
    return [metric.key, wrapped(metric.meaning, indent: "  "), table].joined(separator: "\n")
  }

  /// The ends of a range, such as `0 to 1` or `at most 1`.
  private static func text(_ range: ClosedRange<Double>) -> String {
    let (low, high) = (range.lowerBound, range.upperBound)
    func number(_ value: Double) -> String { String(format: "%g", value) }
    if low == -.infinity { return "at most \(number(high))" }
    return high == .infinity ? "at least \(number(low))" : "\(number(low)) to \(number(high))"
  }
}
