import Aggregation
import Randomness

/// A simulated crowd: honest workers of differing accuracy, and some who do not look at the task.
struct CrowdFamily {
  /// Whom an honest worker's errors hit.
  enum Errors: String, CaseIterable {
    /// Every other class alike.
    case alike
    /// In four of five cases the neighbour of the true class.
    case neighbours
    /// Classes by a table of the worker's own, each row drawn from a Dirichlet of 0.7.
    case ownTables
  }

  var workers = 100
  var tasks = 1_000
  var perTask = 3
  var classes = 5
  /// The share of workers who do not look: a third of them draw a class, a third have one class for
  /// all, a third draw by a habit.
  var spammers = 0.0
  var errors = Errors.alike
  /// Whether class k has the share 1 / (k + 1) of the tasks, but for a factor.
  var isSkewed = false
  /// The a and b of the Beta that accuracies are drawn from.
  var accuracy = (a: 6.0, b: 3.0)

  /// How many labels a worker gives in the mean.
  var perWorker: Double { Double(tasks * min(perTask, workers)) / Double(workers) }

  func drawn(seed: UInt64) throws -> (table: LabelTable, truth: [Int?]) {
    var chance = RandomStream(seed: seed)
    let rows = (0..<workers).map { _ in row(&chance) }
    let shares = (0..<classes).map { isSkewed ? 1 / Double($0 + 1) : 1 }
    var columns: (tasks: [Int32], workers: [Int32], labels: [Int32]) = ([], [], [])
    var truth: [Int?] = []
    for task in 0..<tasks {
      let label = chance.categorical(shares)
      truth.append(label)
      var asked: [Int] = []
      while asked.count < min(perTask, workers) {
        let worker = chance.uniform(below: workers)
        if !asked.contains(worker) { asked.append(worker) }
      }
      for worker in asked {
        columns.tasks.append(Int32(task))
        columns.workers.append(Int32(worker))
        columns.labels.append(Int32(answer(of: rows[worker], to: label, &chance)))
      }
    }
    let table = try LabelTable(
      tasks: columns.tasks, workers: columns.workers, labels: columns.labels, taskCount: tasks,
      workerCount: workers, classCount: classes)
    return (table, truth)
  }

  private enum Worker {
    case habit([Double])
    case honest(accuracy: Double, errors: [[Double]])
  }

  private func row(_ chance: inout RandomStream) -> Worker {
    if chance.bernoulli(spammers) {
      switch chance.uniform(below: 3) {
      case 0: return .habit([Double](repeating: 1, count: classes))
      case 1:
        let only = chance.uniform(below: classes)
        return .habit((0..<classes).map { $0 == only ? 1 : 0 })
      default: return .habit(chance.dirichlet([Double](repeating: 1, count: classes)))
      }
    }
    let accuracy = chance.beta(a: accuracy.a, b: accuracy.b)
    guard errors == .ownTables else { return .honest(accuracy: accuracy, errors: []) }
    return .honest(
      accuracy: accuracy,
      errors: (0..<classes).map { truth in
        var row = chance.dirichlet([Double](repeating: 0.7, count: classes))
        row[truth] = 0
        return row
      })
  }

  private func answer(of worker: Worker, to truth: Int, _ chance: inout RandomStream) -> Int {
    switch worker {
    case .habit(let shares): return chance.categorical(shares)
    case .honest(let accuracy, let tables):
      if chance.bernoulli(accuracy) { return truth }
      if errors == .ownTables, tables[truth].contains(where: { $0 > 0 }) {
        return chance.categorical(tables[truth])
      }
      if errors == .neighbours, chance.bernoulli(0.8) {
        let neighbour = truth % 2 == 0 ? truth + 1 : truth - 1
        return neighbour < classes ? neighbour : truth - 1
      }
      return (truth + 1 + chance.uniform(below: classes - 1)) % classes
    }
  }
}
