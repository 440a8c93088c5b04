extension LabelTable {
  /// The share of each class among the labels of each task; uniform for a task without labels.
  var voteShares: [Double] {
    var shares = [Double](repeating: 0, count: taskCount * classCount)
    for task in 0..<taskCount {
      let readings = starts[task]..<starts[task + 1]
      if readings.isEmpty {
        for label in 0..<classCount { shares[task * classCount + label] = 1 / Double(classCount) }
      }
      let vote = 1 / Double(max(1, readings.count))
      for place in readings { shares[task * classCount + Int(labels[place])] += vote }
    }
    return shares
  }

  /// Throws where there is nothing to learn from.
  func requireLabels(for method: String) throws(AggregationError) {
    guard labelCount > 0 else { throw .noLabels(method: method) }
  }
}
