import Randomness
import Statistics

extension TruthEstimate {
  /// An estimate whose labels and reliabilities follow from its posterior.
  ///
  /// A worker's reliability is the mean posterior probability of the labels that the worker gave, with
  /// Wilson's interval for so many labels (``Estimate/proportion(_:of:confidence:)``), as if each task
  /// were known; with few labels a task it is a little narrow.
  init(
    posterior: [Double], of table: LabelTable, logLikelihood: Double? = nil,
    iterationCount: Int, hasConverged: Bool = true, using stream: RandomStream
  ) {
    self.init(
      probabilities: ClassPosterior(
        posterior, taskCount: table.taskCount, classCount: table.classCount),
      of: table, logLikelihood: logLikelihood, iterationCount: iterationCount,
      hasConverged: hasConverged, using: stream)
  }

  /// An estimate whose labels and reliabilities follow from its posterior, in whatever form that is.
  init(
    probabilities: ClassPosterior, of table: LabelTable, logLikelihood: Double? = nil,
    iterationCount: Int, hasConverged: Bool = true, using stream: RandomStream
  ) {
    self.probabilities = probabilities
    self.logLikelihood = logLikelihood
    self.iterationCount = iterationCount
    self.hasConverged = hasConverged
    labels = []
    reliability = []
    var tiedCount = 0
    for task in 0..<table.taskCount {
      guard table.starts[task] < table.starts[task + 1] else {
        labels.append(nil)
        continue
      }
      let best = mostProbable(of: task)
      guard best.count > 1 else {
        labels.append(best.first)
        continue
      }
      tiedCount += 1
      var chance = stream.child(task)
      labels.append(chance.element(of: best))
    }
    reliability = Self.reliability(of: table, probabilities)
    notes = Self.notes(on: table, tiedCount: tiedCount)
  }

  /// What is wrong with the labels themselves, whatever the method.
  private static func notes(on table: LabelTable, tiedCount: Int) -> [String] {
    let sizes = (0..<table.taskCount).map { table.starts[$0 + 1] - table.starts[$0] }
    var notes: [String] = []
    let bare = sizes.count { $0 == 0 }
    if bare > 0 { notes.append("\(bare) of \(table.taskCount) tasks have no label.") }
    if !sizes.contains(where: { $0 > 1 }) {
      notes.append("No task has two labels, so that nothing can be learnt about workers.")
    }
    if tiedCount > 0 {
      notes.append("\(tiedCount) of \(table.taskCount) tasks are tied; chance settled them.")
    }
    return notes
  }

  private static func reliability(
    of table: LabelTable, _ probabilities: ClassPosterior
  ) -> [Estimate?] {
    var right = [Double](repeating: 0, count: table.workerCount)
    var counts = right
    for task in 0..<table.taskCount {
      for place in table.starts[task]..<table.starts[task + 1] {
        let worker = Int(table.workers[place])
        right[worker] += probabilities[task, Int(table.labels[place])]
        counts[worker] += 1
      }
    }
    return zip(right, counts).map { right, count in
      count > 0 ? share(right / count, of: Int(count)) : nil
    }
  }

  /// Wilson's score interval, of a share that need not be a whole number of labels.
  ///
  /// Wilson 1927, doi:10.1080/01621459.1927.10502953, with z = 1.959964 for 95 %.
  static func share(_ share: Double, of count: Int) -> Estimate {
    let n = Double(count)
    let z = 1.959963984540054
    let share = min(1, max(0, share))
    let center = share + z * z / (2 * n)
    let reach = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    let low = max(0, (center - reach) / scale)
    return Estimate(
      mean: share, interval: min(low, share)...max(share, min(1, (center + reach) / scale)),
      count: count)
  }
}
