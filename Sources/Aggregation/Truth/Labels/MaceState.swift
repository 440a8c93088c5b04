import CGSL
import Foundation
import Randomness

/// The parameters of one start, and what they lead to expect.
struct MaceState {
  static let competencePrior = 0.5
  static let habitPrior = 10.0
  /// Start values are 1 plus up to 1 + this.
  static let noise = 0.5

  /// θ̃_j.
  private var competence: [Double]
  /// (1 − θ)~_j.
  private var indifference: [Double]
  /// ξ̃_jk, classCount for each worker.
  private var habits: [Double]
  /// How often each worker gave each class.
  private let labelCounts: [Double]
  /// How many labels of each worker are expected to be known.
  private(set) var known: [Double]
  /// How many labels of each worker and class are expected to be habit.
  private var habit: [Double]
  private(set) var posterior: [Double]
  private(set) var logLikelihood = -Double.infinity

  init(_ table: LabelTable, using stream: RandomStream) {
    var stream = stream
    let classes = table.classCount
    competence = []
    indifference = []
    habits = []
    for _ in 0..<table.workerCount {
      let pair = (0..<2).map { _ in 1 + stream.uniform() * (1 + Self.noise) }
      indifference.append(pair[0] / (pair[0] + pair[1]))
      competence.append(pair[1] / (pair[0] + pair[1]))
      let row = (0..<classes).map { _ in 1 + stream.uniform() * (1 + Self.noise) }
      let sum = row.reduce(0, +)
      habits += row.map { $0 / sum }
    }
    var counts = [Double](repeating: 0, count: table.workerCount * classes)
    for (worker, label) in zip(table.workers, table.labels) {
      counts[Int(worker) * classes + Int(label)] += 1
    }
    labelCounts = counts
    known = Array(repeating: 0, count: table.workerCount)
    habit = Array(repeating: 0, count: table.workerCount * classes)
    posterior = Array(repeating: 1 / Double(classes), count: table.taskCount * classes)
  }

  /// Posterior of every task, expected counts and log-likelihood.
  mutating func expect(_ table: LabelTable) {
    let classes = table.classCount
    // A label speaks for its class by the ratio (habit + knowledge) / habit, for no other.
    var ratios = habits
    var share = habits
    logLikelihood = 0
    var largest = 1.0
    for worker in 0..<table.workerCount {
      for place in (worker * classes)..<((worker + 1) * classes) where labelCounts[place] > 0 {
        let byHabit = indifference[worker] * habits[place]
        logLikelihood += labelCounts[place] * log(byHabit)
        ratios[place] = (byHabit + competence[worker]) / byHabit
        share[place] = competence[worker] / (byHabit + competence[worker])
        largest = max(largest, ratios[place])
      }
    }
    for place in habit.indices { habit[place] = 0 }
    for worker in known.indices { known[worker] = 0 }
    // So many ratios can be multiplied without overflow; beyond that, logarithms are added.
    let uniform = log(Double(classes))
    let most = Int(600 / max(1, log(largest)))
    for task in 0..<table.taskCount {
      let places = table.starts[task]..<table.starts[task + 1]
      guard !places.isEmpty else { continue }
      let start = task * classes
      logLikelihood -= uniform
      logLikelihood +=
        places.count <= most
        ? multiply(ratios, places, start, table) : addLogarithms(ratios, places, start, table)
      for place in places {
        let label = Int(table.labels[place])
        let worker = Int(table.workers[place])
        let knowing = posterior[start + label] * share[worker * classes + label]
        known[worker] += knowing
        habit[worker * classes + label] += 1 - knowing
      }
    }
  }

  /// The posterior of one task; returns the logarithm of the sum before it was made to be 1.
  private mutating func multiply(
    _ ratios: [Double], _ places: Range<Int>, _ start: Int, _ table: LabelTable
  ) -> Double {
    let classes = table.classCount
    for label in 0..<classes { posterior[start + label] = 1 }
    for place in places {
      let label = Int(table.labels[place])
      posterior[start + label] *= ratios[Int(table.workers[place]) * classes + label]
    }
    var sum = 0.0
    for label in 0..<classes { sum += posterior[start + label] }
    for label in 0..<classes { posterior[start + label] /= sum }
    return log(sum)
  }

  private mutating func addLogarithms(
    _ ratios: [Double], _ places: Range<Int>, _ start: Int, _ table: LabelTable
  ) -> Double {
    let classes = table.classCount
    for label in 0..<classes { posterior[start + label] = 0 }
    for place in places {
      let label = Int(table.labels[place])
      posterior[start + label] += log(ratios[Int(table.workers[place]) * classes + label])
    }
    return normalizeExponentials(&posterior, in: start..<(start + classes))
  }

  /// θ̃ and ξ̃ from the expected counts.
  mutating func estimate(_ table: LabelTable) {
    let classes = table.classCount
    for worker in 0..<table.workerCount {
      let row = (worker * classes)..<((worker + 1) * classes)
      let byHabit = habit[row].reduce(0, +)
      let total = gsl_sf_psi(known[worker] + byHabit + 2 * Self.competencePrior)
      competence[worker] = exp(gsl_sf_psi(known[worker] + Self.competencePrior) - total)
      indifference[worker] = exp(gsl_sf_psi(byHabit + Self.competencePrior) - total)
      let habitTotal = gsl_sf_psi(byHabit + Double(classes) * Self.habitPrior)
      for place in row {
        habits[place] = exp(gsl_sf_psi(habit[place] + Self.habitPrior) - habitTotal)
      }
    }
  }
}
