import PlainText

extension RankingFile {
  /// The rankings as `ranking,rank,item`, with `worker` and `weight` where they are known; reading it
  /// gives the same rankings again.
  public var csv: String {
    var header = ["ranking", "rank", "item"]
    if workers != nil { header.append("worker") }
    if weights != nil { header.append("weight") }
    return CSVWriter.table([header] + (0..<count).flatMap(rows))
  }

  private func rows(of ranking: Int) -> [[String]] {
    range(of: ranking).map { position in
      var fields = [rankingNames[ranking], "\(ranks[position])", itemNames[Int(items[position])]]
      if let workers, let workerNames { fields.append(workerNames[Int(workers[ranking])]) }
      if let weights { fields.append("\(weights[ranking])") }
      return fields
    }
  }
}
