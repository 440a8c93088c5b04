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
  ///
  /// - Parameter sharesVotes: whether several labels of one worker on one task have one vote together.
  func votePosterior(sharesVotes: Bool = false) -> ClassPosterior {
    if !sharesVotes, taskCount * classCount <= 4 * labelCount {
      return ClassPosterior(voteShares, taskCount: taskCount, classCount: classCount)
    }
    var bounds = [0]
    var classes: [Int32] = []
    var shares: [Double] = []
    var rests: [Double] = []
    for task in 0..<taskCount {
      let readings = starts[task]..<starts[task + 1]
      let weights = votes(of: readings, areShared: sharesVotes)
      for place in readings.sorted(by: { (labels[$0], $0) < (labels[$1], $1) }) {
        let vote = weights[place - readings.lowerBound]
        if classes.count > bounds[task], classes.last == labels[place] {
          shares[shares.count - 1] += vote
        } else {
          classes.append(labels[place])
          shares.append(vote)
        }
      }
      bounds.append(classes.count)
      rests.append(readings.isEmpty ? 1 / Double(classCount) : 0)
    }
    return ClassPosterior(
      starts: bounds, classes: classes, shares: shares, rests: rests, classCount: classCount)
  }

  /// What each label of a task weighs; together 1.
  private func votes(of readings: Range<Int>, areShared: Bool) -> [Double] {
    guard areShared else {
      return Array(repeating: 1 / Double(max(1, readings.count)), count: readings.count)
    }
    var counts: [Int32: Int] = [:]
    for worker in workers[readings] { counts[worker, default: 0] += 1 }
    return readings.map { 1 / Double(counts.count * (counts[workers[$0]] ?? 1)) }
  }

  /// Throws where there is nothing to learn from.
  func requireLabels(for method: String) throws(AggregationError) {
    guard labelCount > 0 else { throw .noLabels(method: method) }
  }
}
