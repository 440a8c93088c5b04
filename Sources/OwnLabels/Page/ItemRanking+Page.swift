import Reports

extension ItemRanking {
  /// The verdict as a page: scores, who beats whom, raters, methods.
  ///
  /// - Parameters:
  ///   - command: what to type to get the page again.
  ///   - version: of the product.
  public func page(command: String, version: String) -> String {
    let reliability = IntervalChart(
      title: "Reliability of each worker", caption: "As \(method) sees it.", axis: "reliability",
      rows: raters.map { IntervalChart.Row(name: $0.name, value: $0.reliability, interval: nil) },
      domain: 0...1)
    return LabelPage(
      title: "How \(NumberText.counted(items.count, "item")) rank",
      overline: "RLHF Sandbox · rate · \(method)", facts: facts, notes: notes,
      sections: [
        LabelPage.section(
          "items", "Items",
          islands.count > 1
            ? "The best of each island first; nothing is known about the order of items of two islands."
            : "The best first.", style: "single", scoreCharts.map(\.figure)),
        groupSection,
        LabelPage.section("wins", "Who beats whom", "", style: "single", [winMap?.figure]),
        LabelPage.section("workers", "Workers", "", style: "single", [reliability.figure]),
        comparison?.section,
      ].compactMap(\.self), command: command, version: version
    ).html
  }

  /// The scores by the comparisons of each group alone.
  private var groupSection: Section? {
    LabelPage.section(
      "groups", "Groups", "What each group says by itself, the best first.",
      groups.map { group in
        IntervalChart(
          title: "Score of each item: \(group.group)", caption: "Lines are 95 % intervals.",
          axis: "score (\(ratings.unit))",
          rows: (group.verdict?.items ?? []).map {
            IntervalChart.Row(name: $0.item, value: $0.score, interval: $0.interval)
          }, domain: nil
        ).figure
      })
  }

  /// The scores, a chart for each of the largest islands.
  private var scoreCharts: [IntervalChart] {
    var start = 0
    return islands.prefix(10).enumerated().map { island, size in
      defer { start += size }
      return IntervalChart(
        title: islands.count > 1
          ? "Score of each item of island \(island + 1) of \(islands.count)"
          : "Score of each item",
        caption: ratings.intervals == nil
          ? "\(method) knows no intervals." : "Lines are 95 % intervals.",
        axis: "score (\(ratings.unit))",
        rows: items[start..<(start + size)].map {
          IntervalChart.Row(name: $0.item, value: $0.score, interval: $0.interval)
        }, domain: nil)
    }
  }

  private var facts: [(name: String, value: String)] {
    let counts = counts
    return [
      ("items", NumberText.short(Double(counts.items))),
      (counts.areRankings ? "rankings" : "comparisons", NumberText.short(Double(counts.rows))),
    ] + (counts.raters.map { [("workers", NumberText.short(Double($0)))] } ?? [])
      + (counts.ties > 0 ? [("ties", NumberText.short(Double(counts.ties)))] : [])
      + (ratings.logLikelihood.map {
        [("log-likelihood", NumberText.typeset(NumberText.fixed($0, decimals: 2)))]
      } ?? [])
  }

  /// The share of points that each item got against each other; of many items the best only.
  private var winMap: HeatMap? {
    let order = Array(items.prefix(30).map(\.index))
    guard order.count > 1 else { return nil }
    var place = [Int](repeating: -1, count: table.itemNames.count)
    for (index, item) in order.enumerated() { place[item] = index }
    var points = [[Double]](
      repeating: Array(repeating: 0, count: order.count), count: order.count)
    var counts = points
    let comparisons = table.comparisons
    for row in 0..<comparisons.count {
      let (left, right) = (place[Int(comparisons.left[row])], place[Int(comparisons.right[row])])
      guard left >= 0, right >= 0 else { continue }
      let weight = comparisons.weights?[row] ?? 1
      let score = comparisons.outcomes[row].scoreOfLeft
      points[left][right] += weight * score
      points[right][left] += weight * (1 - score)
      counts[left][right] += weight
      counts[right][left] += weight
    }
    let names = order.map { table.itemNames[$0] }
    let omitted = table.itemNames.count - order.count
    return HeatMap(
      title: "Share of points of the row against the column",
      caption: (islands.count > 1 ? "Island by island. " : "")
        + "Best items first: where the order is right, cells above the diagonal are strong. Empty "
        + "cells never met."
        + (omitted > 0 ? " Only the best \(order.count) items are shown." : ""),
      rows: (names, nil), columns: (names, nil),
      values: order.indices.map { row in
        order.indices.map { counts[row][$0] > 0 ? points[row][$0] / counts[row][$0] : nil }
      }, meaning: "share of points", range: 0...1)
  }
}
