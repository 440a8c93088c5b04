extension LabelTable {
  /// The labels of each worker: where they stand in the table, worker by worker.
  struct WorkerIndex {
    /// Where a worker's places begin, and at last where they end: workerCount + 1.
    var starts: [Int]
    /// Places in `workers` and `labels`, ascending for each worker.
    var places: [Int32]
    /// The task of each place in the table, not of each entry here.
    var tasks: [Int32]
  }

  /// The table turned around; takes a pass over all labels.
  var byWorker: WorkerIndex {
    var starts = [Int](repeating: 0, count: workerCount + 1)
    for worker in workers { starts[Int(worker) + 1] += 1 }
    for worker in 0..<workerCount { starts[worker + 1] += starts[worker] }
    var next = starts
    var places = [Int32](repeating: 0, count: labelCount)
    for (place, worker) in workers.enumerated() {
      places[next[Int(worker)]] = Int32(place)
      next[Int(worker)] += 1
    }
    return WorkerIndex(starts: starts, places: places, tasks: taskOfPlace)
  }

  /// The task of each place.
  var taskOfPlace: [Int32] {
    var tasks = [Int32](repeating: 0, count: labelCount)
    for task in 0..<taskCount {
      for place in starts[task]..<starts[task + 1] { tasks[place] = Int32(task) }
    }
    return tasks
  }

  /// How many labels each worker gave.
  public var labelCountOfWorkers: [Int] {
    var counts = [Int](repeating: 0, count: workerCount)
    for worker in workers { counts[Int(worker)] += 1 }
    return counts
  }

  /// The table without the labels of some workers; all indices stay as they are.
  ///
  /// - Parameter isExcluded: one entry for each worker.
  public func excluding(_ isExcluded: [Bool]) throws(AggregationError) -> LabelTable {
    guard isExcluded.count == workerCount else {
      throw .entryCount(list: "excluded workers", count: isExcluded.count, expected: workerCount)
    }
    let tasks = taskOfPlace
    let kept = workers.indices.filter { !isExcluded[Int(workers[$0])] }
    return try LabelTable(
      tasks: kept.map { tasks[$0] }, workers: kept.map { workers[$0] },
      labels: kept.map { labels[$0] }, taskCount: taskCount, workerCount: workerCount,
      classCount: classCount)
  }
}
