import OwnLabels
import Reports

extension ItemRanking {
  /// The verdict for a person at a terminal.
  var text: String {
    [head, itemTables, groupTable, coefficientTable, raterTable, comparison?.text ?? ""]
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var head: String {
    let counts = counts
    var head =
      "\(method): "
      + NumberText.counted(counts.rows, counts.areRankings ? "ranking" : "comparison")
      + " of \(NumberText.counted(counts.items, "item"))"
    if let raters = counts.raters { head += " by \(NumberText.counted(raters, "worker"))" }
    if counts.ties > 0 { head += ", \(NumberText.counted(counts.ties, "tie"))" }
    if let logLikelihood = ratings.logLikelihood {
      head += "\nlog-likelihood \(NumberText.fixed(logLikelihood, decimals: 2))"
    }
    return head
  }

  /// A table for each island, each of which counts its places from 1.
  private var itemTables: String {
    guard islands.count > 1 else { return itemTable(items[...]) }
    var start = 0
    var tables: [String] = []
    for (island, size) in islands.prefix(Self.islandLimit).enumerated() {
      tables.append(
        "island \(island + 1) of \(islands.count), \(NumberText.counted(size, "item"))\n"
          + itemTable(items[start..<(start + size)]))
      start += size
    }
    if start < items.count {
      tables.append(
        "\(NumberText.counted(islands.count - Self.islandLimit, "island")) more, with "
          + NumberText.counted(items.count - start, "item"))
    }
    return tables.joined(separator: "\n\n")
  }

  /// More islands than these are only counted.
  private static let islandLimit = 10

  private func itemTable(_ items: ArraySlice<Item>) -> String {
    let decimals = ratings.unit == "points" ? 0 : 3
    return VerdictText.table(
      ["", "item", "score (\(ratings.unit))", "95 % interval", "points won", "comparisons"],
      [.right, .left, .right, .right, .right, .right],
      items.prefix(VerdictText.rowLimit + 1).enumerated().map { place, item in
        [
          "\(place + 1)", item.item, NumberText.fixed(item.score, decimals: decimals),
          VerdictText.text(item.interval, decimals: decimals),
          NumberText.fixed(item.winShare, decimals: 3),
          NumberText.short(Double(item.comparisonCount)),
        ]
      }, count: items.count, noun: "items")
  }

  /// The items in their places, with score and place in each group.
  private var groupTable: String {
    guard !groups.isEmpty else { return "" }
    let decimals = ratings.unit == "points" ? 0 : 3
    let noun = counts.areRankings ? "ranking" : "comparison"
    return "by group: the score, its 95 % interval, and the place in brackets\n"
      + VerdictText.table(
        ["item"] + groups.map { "\($0.group), \(NumberText.counted($0.rowCount, noun))" },
        [.left] + groups.map { _ in .right },
        items.prefix(VerdictText.rowLimit + 1).map { item in
          [item.item]
            + groups.map { group in
              guard let (place, item) = group.standing[item.item] else { return "-" }
              let interval = item.interval.map { " \(VerdictText.text($0, decimals: decimals))" }
              return NumberText.fixed(item.score, decimals: decimals) + (interval ?? "")
                + " (\(place))"
            }
        }, count: items.count, noun: "items")
  }

  private var coefficientTable: String {
    guard !ratings.coefficients.isEmpty else { return "" }
    return TextTable(
      heads: ["also estimated", "value", "standard error"], alignments: [.left, .right, .right],
      rows: ratings.coefficients.map {
        [
          $0.name, NumberText.fixed($0.value, decimals: 3),
          $0.standardError.map { NumberText.fixed($0, decimals: 3) } ?? "-",
        ]
      }
    ).text
  }

  private var raterTable: String {
    let raters = raters
    guard !raters.isEmpty else { return "" }
    return VerdictText.ends(
      ["worker", "reliability"], [.left, .right],
      raters.map { [$0.name, NumberText.fixed($0.reliability, decimals: 3)] }, noun: "workers")
  }
}
