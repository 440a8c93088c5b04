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

  /// The same shares, of the classes alone that the labels of a task name, where that is less.
  var votePosterior: ClassPosterior {
    guard taskCount * classCount > 4 * labelCount else {
      return ClassPosterior(voteShares, taskCount: taskCount, classCount: classCount)
    }
    var bounds = [0]
    var classes: [Int32] = []
    var shares: [Double] = []
    var rests: [Double] = []
    for task in 0..<taskCount {
      let readings = starts[task]..<starts[task + 1]
      let vote = 1 / Double(max(1, readings.count))
      for label in labels[readings].sorted() {
        if classes.count > bounds[task], classes.last == label {
          shares[shares.count - 1] += vote
        } else {
          classes.append(label)
          shares.append(vote)
        }
      }
      bounds.append(classes.count)
      rests.append(readings.isEmpty ? 1 / Double(classCount) : 0)
    }
    return ClassPosterior(
      starts: bounds, classes: classes, shares: shares, rests: rests, classCount: classCount)
  }

  /// Throws where there is nothing to learn from.
  func requireLabels(for method: String) throws(AggregationError) {
    guard labelCount > 0 else { throw .noLabels(method: method) }
  }
}
