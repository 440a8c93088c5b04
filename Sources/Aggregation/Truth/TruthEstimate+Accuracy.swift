extension TruthEstimate {
  /// The classes of a task that no other is more probable than; more than one where they are tied.
  public func mostProbable(of task: Int) -> [Int] {
    probabilities.mostProbable(of: task)
  }

  /// The share of tasks of known truth that are labelled rightly, a tie of k classes giving 1/k.
  ///
  /// - Parameter truth: the class of each task; `nil` where it is not known.
  public func accuracy(against truth: [Int?]) throws(AggregationError) -> Double {
    guard truth.count == labels.count else {
      throw .entryCount(list: "truth", count: truth.count, expected: labels.count)
    }
    var right = 0.0
    var known = 0.0
    for (task, label) in truth.enumerated() {
      guard let label, labels[task] != nil else { continue }
      known += 1
      let best = mostProbable(of: task)
      if best.contains(label) { right += 1 / Double(best.count) }
    }
    guard known > 0 else { throw .nothingToCompare(what: "accuracy") }
    return right / known
  }
}
