extension LabelTable {
  /// The distinct pairs of a worker and a class that the worker named: never more than there are
  /// labels, however many classes there are.
  struct PairIndex {
    /// The pair of each place in the table.
    var pairs: [Int32]
    /// Where the pairs of a worker begin, and at last where they end: workerCount + 1.
    var starts: [Int]
    /// How many labels each pair has, ≥ 1.
    var counts: [Double]
  }

  /// The pairs, worker by worker; takes two passes over all labels.
  var pairIndex: PairIndex {
    let index = byWorker
    var found = PairIndex(
      pairs: [Int32](repeating: 0, count: labelCount), starts: [0], counts: [])
    var pairOfClass = [Int32](repeating: -1, count: classCount)
    for worker in 0..<workerCount {
      let first = Int32(found.counts.count)
      for place in index.places[index.starts[worker]..<index.starts[worker + 1]] {
        let label = Int(labels[Int(place)])
        if pairOfClass[label] < first {
          pairOfClass[label] = Int32(found.counts.count)
          found.counts.append(0)
        }
        found.pairs[Int(place)] = pairOfClass[label]
        found.counts[Int(pairOfClass[label])] += 1
      }
      found.starts.append(found.counts.count)
    }
    return found
  }
}
