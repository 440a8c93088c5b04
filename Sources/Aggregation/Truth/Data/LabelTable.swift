/// Who put which task into which class: what truth inference works on.
///
/// Tasks, workers and classes are indices; their names are the caller's. A worker may have labelled a
/// task several times. Labels are kept task by task, in the order in which they were given.
public struct LabelTable: Sendable, Hashable {
  /// How many tasks there are, labelled or not.
  public let taskCount: Int
  /// How many workers there are, heard or not.
  public let workerCount: Int
  /// How many classes there are, in use or not.
  public let classCount: Int
  /// Where the labels of a task begin, and behind the last task, where they end: taskCount + 1.
  let starts: [Int]
  /// The worker of each label, task by task.
  let workers: [Int32]
  /// The class of each label, task by task.
  let labels: [Int32]

  /// Files labels by task.
  ///
  /// - Parameters:
  ///   - tasks: the task of each label.
  ///   - workers: the worker of each label.
  ///   - labels: the class of each label.
  ///   - taskCount: `nil` takes the least that holds all tasks.
  ///   - workerCount: `nil` takes the least that holds all workers.
  ///   - classCount: `nil` takes the least that holds all classes.
  public init(
    tasks: [Int32], workers: [Int32], labels: [Int32], taskCount: Int? = nil,
    workerCount: Int? = nil, classCount: Int? = nil
  ) throws(AggregationError) {
    guard tasks.count == workers.count, tasks.count == labels.count else {
      throw .columnLengths(tasks: tasks.count, workers: workers.count, labels: labels.count)
    }
    self.taskCount = try Self.count(tasks, "the task", given: taskCount)
    self.workerCount = try Self.count(workers, "the worker", given: workerCount)
    self.classCount = try Self.count(labels, "the class", given: classCount)
    var starts = [Int](repeating: 0, count: self.taskCount + 1)
    for task in tasks { starts[Int(task) + 1] += 1 }
    for task in 0..<self.taskCount { starts[task + 1] += starts[task] }
    var places = starts
    var names = [Int32](repeating: 0, count: tasks.count)
    var classes = names
    for label in tasks.indices {
      let task = Int(tasks[label])
      names[places[task]] = workers[label]
      classes[places[task]] = labels[label]
      places[task] += 1
    }
    self.starts = starts
    self.workers = names
    self.labels = classes
  }

  /// Files labels by task; the parameters without a count are those of the other initialiser.
  public init(
    _ labels: [CrowdLabel], taskCount: Int? = nil, workerCount: Int? = nil, classCount: Int? = nil
  ) throws(AggregationError) {
    try self.init(
      tasks: labels.map { Int32(clamping: $0.task) },
      workers: labels.map { Int32(clamping: $0.worker) },
      labels: labels.map { Int32(clamping: $0.label) }, taskCount: taskCount,
      workerCount: workerCount, classCount: classCount)
  }

  /// How many labels there are.
  public var labelCount: Int { labels.count }

  /// The labels, task by task.
  public var crowdLabels: [CrowdLabel] {
    (0..<taskCount).flatMap { task in
      (starts[task]..<starts[task + 1]).map {
        CrowdLabel(task: task, worker: Int(workers[$0]), label: Int(labels[$0]))
      }
    }
  }

  /// The size of an index, having made sure that every entry lies in it.
  private static func count(
    _ column: [Int32], _ name: String, given: Int?
  ) throws(AggregationError) -> Int {
    let limit = given ?? Int((column.max() ?? -1) + 1)
    // One pass that can be vectorised; the place is looked for only where there is something wrong.
    if let least = column.min(), let most = column.max(), least < 0 || most >= limit,
      let label = column.firstIndex(where: { $0 < 0 || $0 >= limit })
    {
      throw .outOfRange(column: name, value: Int(column[label]), limit: limit, label: label)
    }
    return limit
  }
}
