import Experiments
import SandboxCore

extension RunReport {
  /// The metrics by topic, family and group, for the arms that matter most; left out where none was
  /// measured apart.
  var partsSection: Section? {
    let arms = mainArms
    let names = MetricNames.unique(arms.flatMap(\.metricNames))
      .map { (key: $0, parts: Metric.parts(ofKey: $0)) }.filter { $0.parts.part != nil }
    let metrics = MetricNames.unique([Self.unfolded] + names.map(\.parts.metric)).filter { metric in
      names.contains { $0.parts.metric == metric }
    }
    let tables = metrics.map { metric in
      let rows = names.filter { $0.parts.metric == metric }
      let table = partsTable(rows.map { ($0.parts.part ?? "", $0.key) }, arms: arms)
      return (name: metric, table: Markup.scrolling(MetricNames.heading(metric), table))
    }
    guard let first = tables.first else { return nil }
    let rest = tables.dropFirst().map {
      "<details><summary>\(MetricNames.heading($0.name))</summary>\($0.table)</details>" as Markup
    }
    return Section(
      anchor: "parts", title: "By topic, family and group",
      introduction:
        "The same measured apart: on prompts of one topic or family, and as one group of "
        + "people sees it. Means with 95 % intervals over replications"
        + (arms.count < armsWithResults.count ? ", of the main arms." : "."),
      content: """
        \(partsMaps)<h3>\(MetricNames.heading(first.name))</h3>\(first.table)\(rest)
        """)
  }

  /// All arms at a glance, a map for each division.
  private var partsMaps: Markup {
    var worlds = WorldCache()
    let figures = [
      (Self.unfolded, .topic), (Self.unfolded, .family), ("group_gain", Metric.Division.group),
    ].flatMap { partsMap($0, by: $1, worlds: &worlds) }
    return figures.isEmpty ? "" : grid(figures, widest: "pair", level: 3)
  }

  /// The metric that is not folded away.
  private static let unfolded = "gold_reward"

  /// The arms that claims about parts name, else those that any claim names, else all; at most four.
  private var mainArms: [ArmRecord] {
    let quantities = record.experiment.hypotheses.flatMap(\.effect.quantities)
    let ofParts = quantities.filter { Metric.parts(ofKey: $0.metric).part != nil }
    let named = Set((ofParts.isEmpty ? quantities : ofParts).map(\.arm))
    let arms = armsWithResults
    let chosen = arms.filter { named.contains($0.arm.name) }
    return Array((chosen.isEmpty ? arms : chosen).prefix(4))
  }

  private func partsTable(_ rows: [(part: String, key: String)], arms: [ArmRecord]) -> Markup {
    let heads = arms.map { "<th scope=\"col\" class=\"number\">\($0.arm.name)</th>" as Markup }
    let lines = rows.map { part, key -> Markup in
      let cells = arms.map { arm -> Markup in
        let cell = estimate(key, of: arm).map(estimateCell) ?? "–"
        return "<td class=\"number\">\(cell)</td>"
      }
      return "<tr><th scope=\"row\">\(part)</th>\(cells)</tr>"
    }
    return """
      <table>
      <thead><tr><th scope="col">part</th>\(heads)</tr></thead>
      <tbody>\(lines)</tbody>
      </table>
      """
  }
}

extension Hypothesis.Effect {
  /// The metrics of single arms that it is made of.
  fileprivate var quantities: [Hypothesis.Quantity] {
    switch self {
    case .difference(let quantity, let minus): [quantity] + (minus.map { [$0] } ?? [])
    case .contrast(let metric, let weights):
      weights.map { Hypothesis.Quantity(arm: $0.arm, metric: metric) }
    case .slope, .interaction: []
    }
  }
}
