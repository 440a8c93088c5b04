import PlainText

extension ComparisonFile {
  /// The comparisons as `left,right,winner`, with `worker`, `weight` and `time` where they are known;
  /// reading it gives the same again.
  ///
  /// The winner is called `left`, `right` or `tie`; times are written as their ranks.
  public var csv: String {
    var header = ["left", "right", "winner"]
    if workers != nil { header.append("worker") }
    if weights != nil { header.append("weight") }
    if periods != nil { header.append("time") }
    return CSVWriter.table([header] + (0..<count).map(row))
  }

  private func row(_ row: Int) -> [String] {
    var fields = [itemNames[Int(left[row])], itemNames[Int(right[row])], "\(outcomes[row])"]
    if let workers, let workerNames { fields.append(workerNames[Int(workers[row])]) }
    if let weights { fields.append("\(weights[row])") }
    if let periods { fields.append("\(periods[row])") }
    return fields
  }
}
