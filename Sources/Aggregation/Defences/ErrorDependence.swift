import Randomness

/// Whether workers err together more than independent errors would make them.
///
///     A_i = share of agreeing pairs among the labels of task i,   ratio = Var A / Var A of a simulation
///
/// The simulation has the same tasks and workers; each answers by itself, rightly as often as the
/// estimate says of that worker and class, and errs as the crowd does on the class. All accuracies
/// are drawn towards chance until the mean of A is the observed one. What is left over is
/// dependence: tasks that mislead everybody, hard tasks, or copying. It makes the votes of a task
/// worth less than they look, so that reliabilities come out too high. Errors that everybody makes
/// leave no trace.
///
/// A posterior predictive check: Gelman, Meng & Stern 1996, Statistica Sinica 6, 733–807.
package struct ErrorDependence: Sendable, Hashable {
  /// Observed over simulated variance; 1 where workers are independent.
  package var ratio: Double
  /// How many standard deviations of the simulations lie between the two.
  package var score: Double

  /// Whether a reader should know: five deviations, and a tenth more variance.
  package var isNotable: Bool { score > 5 && ratio > 1.1 }

  /// Compares labels with what an estimate of them says.
  ///
  /// - Returns: `nil` where fewer than 50 tasks have three labels, or there is one class, or more than
  ///   ``DawidSkene`` has tables for.
  package init?(_ table: LabelTable, _ estimate: TruthEstimate, using stream: RandomStream) {
    guard (2...DawidSkene.classLimit).contains(table.classCount) else { return nil }
    let tasks = (0..<table.taskCount).filter { table.starts[$0 + 1] - table.starts[$0] > 2 }
    guard tasks.count >= Self.leastTasks else { return nil }
    let step = max(1, tasks.count / Self.taskLimit)
    var model = Simulation(
      table, estimate, tasks: stride(from: 0, to: tasks.count, by: step).map { tasks[$0] })
    let observed = model.observed
    guard observed.variance > 0 else { return nil }
    // Twelve halvings bring the mean as near as a simulation of these tasks can tell.
    var (low, high) = (0.0, 1.0)
    for halving in 0..<12 {
      model.informed = (low + high) / 2
      let mean = model.drawn(using: stream.child("mean").child(halving)).mean
      if mean < observed.mean { low = model.informed } else { high = model.informed }
    }
    let variances = (0..<Self.drawCount).map {
      model.drawn(using: stream.child("variance").child($0)).variance
    }
    let mean = variances.reduce(0, +) / Double(variances.count)
    let squares = variances.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(variances.count - 1)).squareRoot()
    guard mean > 0, deviation > 0 else { return nil }
    ratio = observed.variance / mean
    score = (observed.variance - mean) / deviation
  }

  private static let leastTasks = 50
  private static let taskLimit = 3_000
  private static let drawCount = 20
}

extension ErrorDependence {
  /// Independent answers of the same workers to the same tasks.
  private struct Simulation {
    let table: LabelTable
    let tasks: [Int]
    /// The class that each task is taken for.
    let truths: [Int]
    /// P(right) of each worker and class.
    private var accuracy: [Double]
    /// What the errors on each class are, in weights.
    private var errors: [[Double]]
    /// How much of what workers know is left, in 0...1.
    var informed = 1.0

    init(_ table: LabelTable, _ estimate: TruthEstimate, tasks: [Int]) {
      self.table = table
      self.tasks = tasks
      truths = tasks.map { estimate.labels[$0] ?? 0 }
      let classes = table.classCount
      let prior = 4.0
      var right = estimate.reliability.flatMap {
        [Double](repeating: prior * ($0?.mean ?? 0), count: classes)
      }
      var counts = [Double](repeating: prior, count: right.count)
      errors = (0..<classes).map { truth in (0..<classes).map { $0 == truth ? 0 : 0.1 } }
      for task in 0..<table.taskCount {
        guard let truth = estimate.labels[task] else { continue }
        for place in table.starts[task]..<table.starts[task + 1] {
          let cell = Int(table.workers[place]) * classes + truth
          let label = Int(table.labels[place])
          counts[cell] += 1
          if label == truth { right[cell] += 1 } else { errors[truth][label] += 1 }
        }
      }
      accuracy = zip(right, counts).map { $0 / $1 }
    }

    /// The mean and the variance of the share of agreeing pairs.
    var observed: (mean: Double, variance: Double) {
      moments { task, _ in table.labels[table.starts[task]..<table.starts[task + 1]].map { Int($0) }
      }
    }

    func drawn(using stream: RandomStream) -> (mean: Double, variance: Double) {
      var chance = stream
      let uniform = 1 / Double(table.classCount)
      return moments { task, truth in
        table.workers[table.starts[task]..<table.starts[task + 1]].map { worker in
          let known = accuracy[Int(worker) * table.classCount + truth]
          return chance.bernoulli(uniform + informed * (known - uniform))
            ? truth : chance.categorical(errors[truth])
        }
      }
    }

    private func moments(
      _ labels: (_ task: Int, _ truth: Int) -> [Int]
    ) -> (mean: Double, variance: Double) {
      var counts = [Int](repeating: 0, count: table.classCount)
      var (sum, squares) = (0.0, 0.0)
      for (task, truth) in zip(tasks, truths) {
        let labels = labels(task, truth)
        var pairs = 0
        for label in labels {
          pairs += counts[label]
          counts[label] += 1
        }
        for label in labels { counts[label] = 0 }
        let share = 2 * Double(pairs) / Double(labels.count * (labels.count - 1))
        sum += share
        squares += share * share
      }
      let n = Double(tasks.count)
      return (sum / n, squares / n - (sum / n) * (sum / n))
    }
  }
}
