import Experiments

extension RunReport {
  /// Where the spread of results comes from; `nil` where the arms are no grid of seeds.
  var spreadSection: Section? {
    let tables = record.spreads
    guard !tables.isEmpty else { return nil }
    let content = tables.map { table -> Markup in
      let rows = SpreadText.rows(of: table).map { row -> Markup in
        """
        <tr><th scope="row">\(row.source)</th><td class="number">\(row.deviation)</td>\
        <td class="number">\(row.share)</td></tr>
        """
      }
      let title = SpreadText.title(of: table, in: record)
      let numbers = Markup.scrolling(
        "Spread of \(title)",
        """
        <table>
        <thead><tr><th scope="col">what luck decides</th><th scope="col" class="number">standard deviation</th>\
        <th scope="col" class="number">share of the variance</th></tr></thead>
        <tbody>\(rows)</tbody>
        </table>
        """)
      return "<h3>\(title)</h3>\(numbers)"
    }
    return Section(
      anchor: "spread", title: "Where the spread comes from",
      introduction:
        "The arms differ in nothing but the seeds of phases. Each phase was repeated within what the phases "
        + "before it had left, so the variance of the result can be divided among them. A replication is "
        + "a base of its own, unless the base is shared, and all that the seeds do not name.",
      content: "\(content)")
  }
}
