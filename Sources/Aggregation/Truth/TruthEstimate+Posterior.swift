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
    self.classCount = table.classCount
    self.posterior = posterior
    self.logLikelihood = logLikelihood
    self.iterationCount = iterationCount
    self.hasConverged = hasConverged
    labels = []
    reliability = []
    labels = (0..<table.taskCount).map { task in
      table.starts[task] == table.starts[task + 1] ? nil : mostProbable(task, using: stream)
    }
    reliability = Self.reliability(of: table, posterior: posterior)
    notes = notes(on: table)
  }

  /// What is wrong with the labels themselves, whatever the method.
  private func notes(on table: LabelTable) -> [String] {
    let sizes = (0..<table.taskCount).map { table.starts[$0 + 1] - table.starts[$0] }
    var notes: [String] = []
    let bare = sizes.count { $0 == 0 }
    if bare > 0 { notes.append("\(bare) of \(table.taskCount) tasks have no label.") }
    if !sizes.contains(where: { $0 > 1 }) {
      notes.append("No task has two labels, so that nothing can be learnt about workers.")
    }
    let tied = sizes.indices.count { sizes[$0] > 0 && mostProbable(of: $0).count > 1 }
    if tied > 0 {
      notes.append("\(tied) of \(table.taskCount) tasks are tied; chance settled them.")
    }
    return notes
  }

  /// The first class of those tied, or, where there are several, one by chance.
  private func mostProbable(_ task: Int, using stream: RandomStream) -> Int {
    let start = task * classCount
    var best = 0
    for label in 1..<max(1, classCount) where posterior[start + label] > posterior[start + best] {
      best = label
    }
    let level = posterior[start + best] * (1 - 1e-9)
    var tied = 0
    for label in 0..<classCount where posterior[start + label] >= level { tied += 1 }
    guard tied > 1 else { return best }
    var chance = stream.child(task)
    return chance.element(of: mostProbable(of: task)) ?? best
  }

  private static func reliability(of table: LabelTable, posterior: [Double]) -> [Estimate?] {
    var right = [Double](repeating: 0, count: table.workerCount)
    var counts = right
    for task in 0..<table.taskCount {
      for place in table.starts[task]..<table.starts[task + 1] {
        let worker = Int(table.workers[place])
        right[worker] += posterior[task * table.classCount + Int(table.labels[place])]
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
