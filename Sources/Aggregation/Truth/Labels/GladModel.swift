import Foundation

/// The posterior density of GLAD, and steps that raise it.
///
/// Parameters are α of each worker and behind them b = log β of each task.
struct GladModel {
  /// What the steps reuse.
  struct Scratch {
    /// P(class | labels), classCount for each task.
    var posterior: [Double]
    /// P(the label is right | labels) of each place.
    var right: [Double]
    /// The slope and the information of each parameter.
    var slopes: [Double]
    var information: [Double]

    init(_ table: LabelTable) {
      posterior = Array(
        repeating: 1 / Double(table.classCount), count: table.taskCount * table.classCount)
      right = Array(repeating: 0, count: table.labelCount)
      slopes = Array(repeating: 0, count: table.workerCount + table.taskCount)
      information = slopes
    }
  }

  /// The longest step of a parameter in one round.
  private static let longestStep = 1.0
  /// exp(b) stays finite, and far beyond what labels can tell apart.
  private static let easinessLimit = 12.0

  let table: LabelTable

  init(_ table: LabelTable) {
    self.table = table
  }

  /// Fills the posterior, and returns the logarithm of likelihood and priors.
  func expect(_ parameters: [Double], _ scratch: inout Scratch) -> Double {
    let classes = table.classCount
    let workers = table.workerCount
    let others = classes > 1 ? log(Double(classes - 1)) : 0
    var logDensity = 0.0
    for parameter in parameters { logDensity -= (parameter - 1) * (parameter - 1) / 2 }
    for task in 0..<table.taskCount {
      let places = table.starts[task]..<table.starts[task + 1]
      guard !places.isEmpty else { continue }
      let easiness = exp(parameters[workers + task])
      let start = task * classes
      for label in 0..<classes { scratch.posterior[start + label] = 0 }
      var wrong = -log(Double(classes))
      // Π (1 + eˣ) of a few labels, so that one logarithm does for them all.
      var product = 1.0
      for place in places {
        let x = parameters[Int(table.workers[place])] * easiness
        // log σ(x) − log((1 − σ(x)) / (K − 1)) is x + log(K − 1).
        scratch.posterior[start + Int(table.labels[place])] += x + others
        wrong -= others
        if x > 30 {
          wrong -= x
        } else {
          product *= 1 + exp(x)
          if product > 1e250 {
            wrong -= log(product)
            product = 1
          }
        }
      }
      wrong -= log(product)
      if classes > 1 {
        logDensity +=
          wrong + normalizeExponentials(&scratch.posterior, in: start..<(start + classes))
      } else {
        scratch.posterior[start] = 1
      }
      for place in places {
        scratch.right[place] = scratch.posterior[start + Int(table.labels[place])]
      }
    }
    return logDensity
  }

  /// A Newton step in the abilities, then one in the easiness of tasks, each with a curvature that is
  /// never too small.
  func improve(_ parameters: [Double], _ next: inout [Double], _ scratch: inout Scratch) {
    let workers = table.workerCount
    for index in parameters.indices {
      next[index] = parameters[index]
      scratch.slopes[index] = 1 - parameters[index]
      scratch.information[index] = 1
    }
    for task in 0..<table.taskCount {
      let easiness = exp(parameters[workers + task])
      for place in table.starts[task]..<table.starts[task + 1] {
        let worker = Int(table.workers[place])
        let correct = 1 / (1 + exp(-parameters[worker] * easiness))
        scratch.slopes[worker] += easiness * (scratch.right[place] - correct)
        scratch.information[worker] += easiness * easiness * correct * (1 - correct)
      }
    }
    for worker in 0..<workers { step(worker, &next, scratch) }
    for task in 0..<table.taskCount {
      let easiness = exp(parameters[workers + task])
      for place in table.starts[task]..<table.starts[task + 1] {
        let x = next[Int(table.workers[place])] * easiness
        let correct = 1 / (1 + exp(-x))
        scratch.slopes[workers + task] += x * (scratch.right[place] - correct)
        scratch.information[workers + task] += x * x * correct * (1 - correct)
      }
      // −d²/db² = Σ x² σ(1 − σ) − Σ x (p − σ) + 1; where the second sum is positive it is left out.
      let slope = scratch.slopes[workers + task] - (1 - parameters[workers + task])
      scratch.information[workers + task] += max(0, -slope)
      step(workers + task, &next, scratch)
      next[workers + task] = min(next[workers + task], Self.easinessLimit)
    }
  }

  private func step(_ index: Int, _ next: inout [Double], _ scratch: Scratch) {
    let change = scratch.slopes[index] / scratch.information[index]
    next[index] += min(Self.longestStep, max(-Self.longestStep, change))
  }
}
