import Aggregation
import Randomness

/// Truth inference on labels of 200 workers about tasks of four classes, five labels a task.
///
/// A worker is right with a probability drawn from Beta(6, 3) and errs by a row drawn from a Dirichlet
/// of 0.7; classes have the shares 0.4, 0.3, 0.2 and 0.1.
enum CrowdLabels {
  static let workerCount = 200
  static let classCount = 4

  /// Up to the maximum of the likelihood, the table of labels included.
  static func dawidSkene() -> Workload {
    inference("dawid_skene", taskCount: 100_000, DawidSkene())
  }

  static func mace() -> Workload { inference("mace", taskCount: 10_000, Mace()) }

  static func glad() -> Workload { inference("glad", taskCount: 10_000, Glad()) }

  /// A million labels of 100,000 workers by the method that is taken for so few labels a worker.
  static func sparseWorkers() -> Workload {
    inference(
      "sparse_workers", taskCount: 200_000, workerCount: 100_000, Mace(learnsShares: true))
  }

  private static func inference(
    _ name: String, taskCount: Int, workerCount: Int = workerCount, _ method: any TruthInference
  ) -> Workload {
    .on(
      { labels(taskCount: taskCount, workerCount: workerCount) }, name: name, unit: "solutions",
      count: 1
    ) { columns in
      let table = try? LabelTable(
        tasks: columns.tasks, workers: columns.workers, labels: columns.labels,
        workerCount: workerCount, classCount: classCount)
      let estimate = table.flatMap { try? method.infer($0, using: RandomStream(seed: 1)) }
      let accuracy = try? estimate?.accuracy(against: columns.truth)
      precondition((accuracy ?? 0) > 0.8, "\(name): an accuracy of \(accuracy ?? 0)")
    }
  }

  static func labels(
    taskCount: Int, workerCount: Int = workerCount
  ) -> (tasks: [Int32], workers: [Int32], labels: [Int32], truth: [Int?]) {
    var stream = RandomStream(seed: 7)
    let confusion = (0..<workerCount).map { _ in
      // Beta(6, 3) as the sixth of eight uniform numbers in order.
      let accuracy = (0..<8).map { _ in stream.uniform() }.sorted()[5]
      return (0..<classCount).map { truth in
        var row = stream.dirichlet([Double](repeating: 0.7, count: classCount))
        row[truth] = 0
        let errors = row.reduce(0, +)
        row = row.map { $0 / errors * (1 - accuracy) }
        row[truth] = accuracy
        return row
      }
    }
    var tasks: [Int32] = []
    var workers: [Int32] = []
    var labels: [Int32] = []
    var truth: [Int?] = []
    for task in 0..<taskCount {
      let label = stream.categorical([0.4, 0.3, 0.2, 0.1])
      truth.append(label)
      let first = stream.uniform(below: workerCount)
      for place in 0..<5 {
        let worker = (first + 37 * place) % workerCount
        tasks.append(Int32(task))
        workers.append(Int32(worker))
        labels.append(Int32(stream.categorical(confusion[worker][label])))
      }
    }
    return (tasks, workers, labels, truth)
  }
}
