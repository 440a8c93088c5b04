import Reports

extension SuspicionReport {
  /// Who is suspicious, and why; `nil` where no defence could say anything.
  var section: Section? {
    let charts = findings.compactMap { finding -> Figure? in
      let rows = finding.scores.prefix(30).map {
        IntervalChart.Row(
          name: $0.worker, value: $0.score, interval: nil, isMarked: $0.isFlagged)
      }
      return IntervalChart(
        title: "Suspicion by \(finding.defence)",
        caption: (finding.scores.count > rows.count
          ? "The \(rows.count) most suspicious of \(finding.scores.count). " : "")
          + "Those in another colour are flagged below.",
        axis: finding.scale, rows: Array(rows), domain: nil
      ).figure
    }
    let flagged = findings.flatMap { finding in
      finding.flagged.map { (finding.defence, $0) }
    }
    let rows = flagged.prefix(30).map { defence, entry in
      [entry.worker, entry.reason, defence, NumberText.short(entry.rate)]
    }
    let more: Markup =
      flagged.count > rows.count
      ? "<p class=\"note\">… and \(flagged.count - rows.count) more.</p>" : ""
    let after: Markup =
      rows.isEmpty
      ? "<p>Nobody stands out: no test finds anybody at a rate of false discovery of 5 %.</p>"
      : """
      <h3>Flagged</h3>
      \(LabelPage.table(
        "Flagged workers",
        heads: ["worker", "evidence", "defence", "rate of false discovery"], numbers: [3],
        rows: Array(rows)))
      \(more)
      """
    guard !findings.isEmpty else { return nil }
    return LabelPage.section(
      "suspicion", "Suspicion",
      "What the defences against trolls notice. It is a reason to look, no verdict: a careful worker "
        + "with hard tasks, or one of another opinion, stands out as well.",
      style: "single", charts, after: after)
  }
}
