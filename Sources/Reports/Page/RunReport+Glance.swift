import Experiments
import SandboxCore
import Statistics

extension RunReport {
  /// All metrics of all arms as a table.
  var glanceSection: Section? {
    let telling = MetricNames.telling(in: record, limit: 8)
    // Those of parts have a table of their own.
    let names = MetricNames.all(in: record).filter {
      Metric.parts(ofKey: $0).part == nil || telling.contains($0)
    }
    guard !names.isEmpty else { return nil }
    let first = names.filter(telling.contains)
    let others = names.filter { !telling.contains($0) }
    let rest: Markup =
      others.isEmpty
      ? ""
      : "<details><summary>\(others.count) more metrics</summary>\(.scrolling("More metrics", table(others)))</details>"
    let shown = first.isEmpty ? names : first
    return Section(
      anchor: "numbers", title: "The numbers",
      introduction: "Means with 95 % intervals over replications.",
      content: """
        \(.scrolling("The numbers", isWide ? armTable(shown) : table(shown)))
        \(record.warnings.map { "<p>\($0)</p>" as Markup })
        \(first.isEmpty ? "" : rest)
        """)
  }

  /// Whether there are so many arms that a page has room for them in rows only.
  var isWide: Bool { record.arms.count > 4 }

  /// The arms in rows, the metrics in columns.
  private func armTable(_ metrics: [String]) -> Markup {
    let heads = metrics.map { metric -> Markup in
      let note = MetricGlossary.metric(metric)?.meaning ?? metric
      return
        "<th scope=\"col\" class=\"number\" title=\"\(note)\">\(MetricNames.heading(metric))</th>"
    }
    let rows = record.arms.map { arm -> Markup in
      let cells = metrics.map { metric -> Markup in
        guard let estimate = estimate(metric, of: arm) else { return "<td class=\"number\">–</td>" }
        return "<td class=\"number\">\(estimateCell(estimate))</td>"
      }
      return "<tr><th scope=\"row\">\(arm.arm.name)</th>\(cells)</tr>"
    }
    return """
      <table>
      <thead><tr><th scope="col">arm</th>\(heads)</tr></thead>
      <tbody>\(rows)</tbody>
      </table>
      """
  }

  private func table(_ metrics: [String]) -> Markup {
    let heads = record.arms.map {
      "<th scope=\"col\" class=\"number\">\($0.arm.name)</th>" as Markup
    }
    return """
      <table>
      <thead><tr><th scope="col">metric</th>\(heads)</tr></thead>
      <tbody>
      \(metrics.map(row))
      </tbody>
      </table>
      """
  }

  private func row(_ metric: String) -> Markup {
    let note = MetricGlossary.metric(metric)
    let unit: Markup =
      unit(of: metric).isEmpty ? "" : " <span class=\"unit\">\(unit(of: metric))</span>"
    let cells = record.arms.map { arm -> Markup in
      guard let estimate = estimate(metric, of: arm) else { return "<td class=\"number\">–</td>" }
      return "<td class=\"number\">\(estimateCell(estimate))</td>"
    }
    return """
      <tr><th scope="row" title="\(note?.meaning ?? metric)">\
      \(MetricNames.heading(metric))\(unit)</th>\
      \(cells)</tr>
      """
  }

  /// A mean with its interval in a lighter voice.
  func estimateCell(_ estimate: Estimate) -> Markup {
    let parts = RunReport.text(estimate).split(separator: " ", maxSplits: 1)
    let mean = String(parts[0])
    guard parts.count == 2 else { return "\(mean)" }
    return "\(mean) <span class=\"interval\">\(String(parts[1]))</span>"
  }
}
