import Aggregation
import Foundation

/// What a task is found to be.
public struct TaskEstimate: Sendable, Hashable {
  /// The task's index in the file.
  public var index: Int
  /// The task's name.
  public var task: String
  /// The most probable label; `nil` where a quality was estimated instead.
  public var label: String?
  /// How probable the label is, in 0...1; `nil` beside a quality.
  public var probability: Double?
  /// How good the task is, on the scale of the method; `nil` beside a label.
  public var quality: Double?
  /// Where the quality lies with 95 % confidence; `nil` where that is not known.
  public var interval: ClosedRange<Double>?
}

/// How far a worker can be relied on.
public struct WorkerVerdict: Sendable, Hashable {
  /// The worker's index in the file.
  public var index: Int
  /// The worker's name.
  public var worker: String
  /// How probably a label of the worker is right, in 0...1; of ratings, how well they follow the
  /// others', in −1...1. `nil` where nothing is known.
  public var reliability: Double?
  /// Where that lies with 95 % confidence; `nil` where that is not known.
  public var interval: ClosedRange<Double>?
  /// How many labels the worker gave.
  public var labelCount: Int
}

extension LabelResult {
  /// The tasks: of classes in the order of the file, of qualities the best first.
  public var tasks: [TaskEstimate] {
    switch finding {
    case .classes(let estimate):
      return file.taskNames.indices.map { task in
        let label = estimate.labels[task]
        return TaskEstimate(
          index: task, task: file.taskNames[task], label: label.map { file.labelNames[$0] },
          probability: label.map { estimate.probabilities[task, $0] })
      }
    case .quality(let estimate):
      return file.taskNames.indices.map { task in
        let quality = estimate.quality[task]
        return TaskEstimate(
          index: task, task: file.taskNames[task], quality: quality,
          interval: estimate.interval(of: task))
      }.sorted { ($0.quality ?? -.infinity) > ($1.quality ?? -.infinity) }
    }
  }

  /// The workers, the most reliable first; of equals those with more labels, then by the file.
  public var workers: [WorkerVerdict] {
    var counts = [Int](repeating: 0, count: file.workerNames.count)
    for worker in file.workers { counts[Int(worker)] += 1 }
    let shared = sharedCounts
    let workers = file.workerNames.indices.map { worker in
      var verdict = WorkerVerdict(
        index: worker, worker: file.workerNames[worker], labelCount: counts[worker])
      switch finding {
      case .classes(let estimate):
        // Who is alone on every task agrees with themselves, which says nothing.
        guard shared[worker] > 0 else { break }
        verdict.reliability = estimate.reliability[worker]?.mean
        verdict.interval = estimate.reliability[worker]?.interval
      case .quality(let estimate):
        verdict.reliability = estimate.reliability[worker]
        verdict.interval = verdict.reliability.flatMap {
          Self.interval(ofCorrelation: $0, over: shared[worker])
        }
      }
      return verdict
    }
    return workers.sorted {
      ($0.reliability ?? -.infinity, $0.labelCount, -$0.index)
        > ($1.reliability ?? -.infinity, $1.labelCount, -$1.index)
    }
  }
}

extension LabelResult {
  /// On how many tasks each worker is not alone.
  private var sharedCounts: [Int] {
    var first = [Int32](repeating: -1, count: file.taskNames.count)
    var isShared = [Bool](repeating: false, count: file.taskNames.count)
    for (task, worker) in zip(file.tasks, file.workers) {
      if first[Int(task)] == -1 { first[Int(task)] = worker }
      if first[Int(task)] != worker { isShared[Int(task)] = true }
    }
    var counts = [Int](repeating: 0, count: file.workerNames.count)
    for (task, worker) in zip(file.tasks, file.workers) where isShared[Int(task)] {
      counts[Int(worker)] += 1
    }
    return counts
  }

  /// Where a correlation of so many pairs lies with 95 % confidence, pairs taken as normal.
  ///
  ///     tanh(artanh r ± 1.959964 / √(n − 3))
  ///
  /// Fisher 1921, "On the probable error of a coefficient of correlation deduced from a small sample".
  /// `nil` for n ≤ 3 and for r = ±1.
  static func interval(ofCorrelation r: Double, over n: Int) -> ClosedRange<Double>? {
    guard n > 3, abs(r) < 1 else { return nil }
    let reach = 1.959964 / Double(n - 3).squareRoot()
    return tanh(atanh(r) - reach)...tanh(atanh(r) + reach)
  }
}
