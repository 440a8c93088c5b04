import Experiments
import Reports
import SandboxCore
import Statistics

/// What a run says at its end to a person at a terminal.
struct RunSummary {
  /// The outcome.
  var record: RunRecord
  /// Where the report is.
  var report: String

  /// The whole text, laid out for so many columns.
  func text(columns: Int) -> String {
    let smoke =
      record.experiment.isSmoke
      ? "\na smoke run: it ran, its numbers mean nothing, and no claim is judged" : ""
    let title = "\(record.experiment.name): \(record.experiment.title)" + smoke
    let parts = [
      title, metrics(columns: columns), verdicts, warnings, sensitivity, spread, elo, failures,
      foot,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func metrics(columns: Int) -> String {
    let names = MetricNames.telling(in: record, limit: 5)
    guard !names.isEmpty else { return "" }
    let wide = TextTable(
      heads: ["arm"] + names.map(MetricNames.title),
      alignments: [.left] + names.map { _ in .right },
      rows: record.arms.map { arm in [arm.arm.name] + names.map { cell($0, of: arm) } })
    let count = MetricNames.all(in: record).count
    let rest =
      count > names.count
      ? "\n\(names.count) of \(count) metrics: first those of claims, then those in which arms differ. "
        + "The report has all." : ""
    // Too wide for the terminal: a row for each number instead.
    let long = TextTable(
      heads: ["arm", "metric", "mean and 95 % interval"], alignments: [.left, .left, .right],
      rows: record.arms.flatMap { arm in
        names.enumerated().map { index, name in
          [index == 0 ? arm.arm.name : "", MetricNames.title(name), cell(name, of: arm)]
        }
      })
    return (wide.width <= columns ? wide : long).text + rest
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
      + (secondary.isEmpty ? [] : ["secondary claims:"] + secondary))
      .joined(separator: "\n")
  }

  private func verdict(_ outcome: HypothesisRecord) -> String {
    let effect =
      outcome.effect.map {
        "effect \(NumberText.interval($0, ClosedRange(low: outcome.low, high: outcome.high)))"
      } ?? "not measured"
    return
      ([
        "\(outcome.id): \(outcome.judgement)", outcome.claim, effect,
        outcome.control.map(control) ?? "no control",
      ] + [positive(outcome), sight(of: outcome)].compactMap(\.self))
      .joined(separator: "\n    ")
  }

  private func control(_ control: HypothesisRecord.ControlRecord) -> String {
    "control \(control.verdict)" + numbers(control.effect, control.low, control.high)
      + ", must be \(control.bound.words) "
      + SettingValue.number(control.bound.stated(margin: control.margin)).description
  }

  private func positive(_ outcome: HypothesisRecord) -> String? {
    guard let positive = outcome.positive else { return nil }
    let claim = record.experiment.hypotheses.first { $0.id == outcome.id }?.positive
    return "positive control \(positive.verdict)"
      + numbers(positive.effect, positive.low, positive.high)
      + (claim.map {
        ", must be \($0.direction.rawValue) \(SettingValue.number($0.threshold))"
      } ?? "")
  }

  private func numbers(_ effect: Double?, _ low: Double?, _ high: Double?) -> String {
    effect.map { ": " + NumberText.interval($0, ClosedRange(low: low, high: high)) }
      ?? ": not measured"
  }

  /// What the run could have seen, where it has seen nothing or somebody has said what would matter.
  private func sight(of outcome: HypothesisRecord) -> String? {
    guard outcome.verdict != "supported" || outcome.smallest != nil else { return nil }
    let parts = [
      outcome.detectable.map { "could have seen \(NumberText.short($0)) or more" },
      outcome.smallest.map { "\(NumberText.short($0)) would matter" },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private var warnings: String { record.warnings.joined(separator: "\n") }

  private var sensitivity: String {
    guard let sensitivity = record.sensitivity else { return "" }
    let rows = sensitivity.arms.enumerated().map { index, arm in
      [arm]
        + sensitivity.levels.map { level in
          level.indices[index].map { NumberText.interval($0.mean, $0.interval) } ?? "-"
        }
    }
    let table = TextTable(
      heads: ["\(sensitivity.best) 0, \(sensitivity.worst) 1"] + sensitivity.levels.map(\.name),
      alignments: [.left] + sensitivity.levels.map { _ in .right }, rows: rows)
    return ((rows.isEmpty ? [] : [table.text]) + SensitivityText.notes(on: sensitivity))
      .joined(separator: "\n")
  }

  /// The standard deviations that luck brings, by what it decides.
  private var spread: String {
    record.spreads.map { table in
      TextTable(
        heads: ["spread of \(SpreadText.title(of: table, in: record))", "SD", "share"],
        alignments: [.left, .right, .right],
        rows: SpreadText.rows(of: table).map { [$0.source, $0.deviation, $0.share] }
      ).text
    }.joined(separator: "\n\n")
  }

  private var elo: String {
    let tables = eloTables
    return tables.isEmpty
      ? ""
      : "Elo ratings of the models of all phases, in matches that people without trolls judge. 400 points are odds of "
        + "10 to 1.\n\n" + tables.joined(separator: "\n\n")
  }

  private var eloTables: [String] {
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
    }
  }

  private var failures: String {
    record.failures.map { "failed: \($0.arm) #\($0.number + 1): \($0.reason)" }
      .joined(separator: "\n")
  }

  private var foot: String {
    "\(NumberText.duration(seconds: record.seconds)), seed \(record.experiment.seed)\n"
      + "report: \(report)"
  }
}
