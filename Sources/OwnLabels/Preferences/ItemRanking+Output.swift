import PlainText

extension ItemRanking {
  /// The verdict for programs, one object, the best item first; items have an `island` where no
  /// comparison connects them all, and the best of each follows the worst of the one before.
  public var json: [UInt8] {
    JSONText.document { json in
      json.member("method", method)
      json.array("items") { json in
        for item in items {
          json.line { json in
            json.member("item", item.item)
            json.member("score", item.score)
            json.member("low", item.interval?.lowerBound)
            json.member("high", item.interval?.upperBound)
            json.member("comparisons", Double(item.comparisonCount))
            if let island = item.island { json.member("island", Double(island)) }
            writeGroups(of: item, to: &json)
          }
        }
      }
      json.member("log_likelihood", ratings.logLikelihood)
      json.member("iterations", ratings.iterations.map(Double.init))
      json.member("unit", ratings.unit)
      json.array("coefficients") { json in
        for coefficient in ratings.coefficients {
          json.line { json in
            json.member("name", coefficient.name)
            json.member("value", coefficient.value)
            json.member("standard_error", coefficient.standardError)
          }
        }
      }
      if !raters.isEmpty {
        json.array("workers") { json in
          for rater in raters {
            json.line { json in
              json.member("worker", rater.name)
              json.member("reliability", rater.reliability)
            }
          }
        }
      }
      comparison?.write(to: &json)
      json.member("notes", notes)
    }
  }

  /// What an item is worth to each group.
  private func writeGroups(of item: Item, to json: inout JSONText) {
    guard !groups.isEmpty else { return }
    json.member("groups") { json in
      json.object { json in
        for group in groups {
          json.member(group.group) { json in
            json.object { json in
              let standing = group.standing[item.item]
              json.member("place", standing.map { Double($0.place) })
              json.member("score", standing?.item.score)
              json.member("low", standing?.item.interval?.lowerBound)
              json.member("high", standing?.item.interval?.upperBound)
            }
          }
        }
      }
    }
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
