import PlainText

extension ItemRanking {
  /// The verdict for programs, one object, the best item first; items have an `island` where no
  /// comparison connects them all, and the best of each follows the worst of the one before.
  public var json: String {
    JSON.object([
      "method": .text(method),
      "items": .array(items.map(json(of:))),
      "log_likelihood": .number(ratings.logLikelihood),
      "iterations": .number(ratings.iterations.map(Double.init)),
      "unit": .text(ratings.unit),
      "coefficients": .array(
        ratings.coefficients.map {
          [
            "name": .text($0.name), "value": .number($0.value),
            "standard_error": .number($0.standardError),
          ]
        }),
      "workers": raters.isEmpty
        ? nil
        : .array(
          raters.map { ["worker": .text($0.name), "reliability": .number($0.reliability)] }),
      "comparison": comparison?.json,
      "notes": .array(notes.map(JSON.text)),
    ]).text(.records) + "\n"
  }

  private func json(of item: Item) -> JSON {
    .object([
      "item": .text(item.item), "score": .number(item.score),
      "low": .number(item.interval?.lowerBound), "high": .number(item.interval?.upperBound),
      "comparisons": .number(item.comparisonCount),
      "island": item.island.map { .number($0) },
      "groups": groups.isEmpty
        ? nil : .object(groups.map { .init($0.group, standing(of: item, in: $0)) }),
    ])
  }

  /// What an item is worth to a group.
  private func standing(of item: Item, in group: GroupRanking) -> JSON {
    let standing = group.standing[item.item]
    return [
      "place": .number(standing.map { Double($0.place) }), "score": .number(standing?.item.score),
      "low": .number(standing?.item.interval?.lowerBound),
      "high": .number(standing?.item.interval?.upperBound),
    ]
  }

  /// The items as a table of comma-separated values: `item,score,low,high`, and `island` where no
  /// comparison connects them all, and the score of each group.
  public var csv: String {
    var head = ["item", "score", "low", "high"]
    if islands.count > 1 { head.append("island") }
    head += groups.map { "score_\($0.group)" }
    let rows = items.map { item -> [String] in
      var row = [item.item, "\(item.score)"]
      row.append(item.interval.map { "\($0.lowerBound)" } ?? "")
      row.append(item.interval.map { "\($0.upperBound)" } ?? "")
      if let island = item.island { row.append("\(island)") }
      for group in groups {
        row.append(group.standing[item.item].map { "\($0.item.score)" } ?? "")
      }
      return row
    }
    return CSVWriter.table([head] + rows)
  }
}
