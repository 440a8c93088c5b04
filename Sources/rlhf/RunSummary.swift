import Experiments
import Reports
import Statistics

/// What a run says at its end to a person at a terminal.
struct RunSummary {
  /// The outcome.
  var record: RunRecord
  /// Where the report is.
  var report: String

  /// The whole text, laid out for so many columns.
  func text(columns: Int) -> String {
    let title = "\(record.experiment.name): \(record.experiment.title)"
    return [title, metrics(columns: columns), verdicts, elo, failures, foot].filter { !$0.isEmpty }
      .joined(separator: "\n\n")
  }

  private func metrics(columns: Int) -> String {
    let names = MetricNames.telling(in: record, limit: 5)
    guard !names.isEmpty else { return "" }
    let wide = TextTable(
      heads: ["arm"] + names.map(MetricNames.title),
      alignments: [.left] + names.map { _ in .right },
      rows: record.arms.map { arm in [arm.arm.name] + names.map { cell($0, of: arm) } })
    if wide.width <= columns { return wide.text }
    // Too wide for the terminal: a row for each number instead.
    return TextTable(
      heads: ["arm", "metric", "mean and 95 % interval"], alignments: [.left, .left, .right],
      rows: record.arms.flatMap { arm in
        names.enumerated().map { index, name in
          [index == 0 ? arm.arm.name : "", MetricNames.title(name), cell(name, of: arm)]
        }
      }
    ).text
  }

  private func cell(_ metric: String, of arm: ArmRecord) -> String {
    guard let estimate = arm.estimate(of: metric) else { return "-" }
    return NumberText.interval(estimate.mean, estimate.interval)
  }

  /// What became of the claims, the primary ones first.
  private var verdicts: String {
    let isPrimary = { (outcome: HypothesisRecord) in record.experiment.isPrimary(outcome.id) }
    let secondary = record.hypotheses.filter { !isPrimary($0) }.map(verdict)
    return
      (record.hypotheses.filter(isPrimary).map(verdict)
      + (secondary.isEmpty ? [] : ["secondary claims, which rest on no control:"] + secondary))
      .joined(separator: "\n")
  }

  private func verdict(_ outcome: HypothesisRecord) -> String {
    let effect =
      outcome.effect.map {
        "effect \(NumberText.interval($0, ClosedRange(low: outcome.low, high: outcome.high)))"
      } ?? "not measured"
    let control = outcome.control.map { "control \($0.verdict)" } ?? "no control"
    return "\(outcome.id): \(outcome.judgement)\n    \(outcome.claim)\n    \(effect), \(control)"
  }

  private var elo: String {
    record.arms.compactMap { arm -> String? in
      let rows = EloRow.all(of: arm)
      guard !rows.isEmpty else { return nil }
      return TextTable(
        heads: [record.arms.count > 1 ? "Elo, \(arm.arm.name)" : "Elo", "rating", "spread", "won"],
        alignments: [.left, .right, .right, .right],
        rows: rows.map { row in
          [
            row.contestant, NumberText.interval(row.rounded.mean, row.rounded.interval),
            "± " + NumberText.short(row.spread.rounded()),
            "\(NumberText.short(row.wins)) of \(NumberText.short(Double(row.matches)))",
          ]
        }
      ).text
    }.joined(separator: "\n\n")
  }

  private var failures: String {
    record.failures.map { "failed: \($0.arm) #\($0.number + 1): \($0.reason)" }
      .joined(separator: "\n")
  }

  private var foot: String {
    (record.experiment.isSmoke
      ? "a smoke run: it ran, its numbers mean nothing, and no claim is judged\n" : "")
      + "\(NumberText.duration(seconds: record.seconds)), seed \(record.experiment.seed)\n"
      + "report: \(report)"
  }
}
