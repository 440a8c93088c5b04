import PlainText

extension ItemVerdict {
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

  /// The items as a table of comma-separated values: `item,score,low,high`, and `island` where no
  /// comparison connects them all.
  public var csv: String {
    let hasIslands = islands.count > 1
    return CSVWriter.table(
      [["item", "score", "low", "high"] + (hasIslands ? ["island"] : [])]
        + items.map { item in
          [
            item.item, "\(item.score)", item.interval.map { "\($0.lowerBound)" } ?? "",
            item.interval.map { "\($0.upperBound)" } ?? "",
          ] + (item.island.map { ["\($0)"] } ?? [])
        })
  }
}
