import Foundation
import Randomness

/// A majority in which a worker's vote weighs as much as its reliability deserves.
///
///     w_j = log(p_j (K − 1) / (1 − p_j)),   P(class k) ∝ exp Σ_{j says k} w_j
///
/// The weights are the best possible for independent workers of known reliability p whose errors hit
/// all other classes alike: Nitzan & Paroush 1982, doi:10.2307/2526438, theorem 1. Here p_j is
/// (agreeing + 1) / (labels + 2), the agreement with the weighted majority itself, and the two are
/// found in turns, beginning with the plain majority, as in Li & Yu 2014, arXiv:1411.4086, algorithm 1
/// (whose weights K p − 1 approximate ours). A worker below chance gets a negative weight.
public struct WeightedMajority: TruthInference {
  /// Gives up after so many rounds, at least 1.
  public var iterationLimit: Int

  /// A weighted vote; the parameter is the property of the same name.
  public init(iterationLimit: Int = 100) {
    self.iterationLimit = iterationLimit
  }

  /// The name on the command line.
  public let name = "weighted-majority"
  /// What it takes for granted.
  public let assumptions =
    "A worker is right with one probability, whatever the class; errors are independent."
  /// What the data must be like.
  public let needs =
    "About ten labels a worker, and workers that are better than chance on the whole."

  /// The estimate; see the protocol.
  public func infer(
    _ table: LabelTable, using stream: RandomStream
  ) throws(AggregationError) -> TruthEstimate {
    try table.requireLabels(for: name)
    var posterior = table.voteShares
    var winners = Self.winners(posterior, table)
    var weights: [Double] = []
    var rounds = 0
    var hasConverged = false
    while rounds < iterationLimit, !hasConverged {
      rounds += 1
      weights = Self.weights(table, winners)
      posterior = Self.posterior(table, weights)
      let fresh = Self.winners(posterior, table)
      hasConverged = fresh == winners
      winners = fresh
    }
    var estimate = TruthEstimate(
      posterior: posterior, of: table, iterationCount: rounds, hasConverged: hasConverged,
      using: stream)
    let counts = table.labelCountOfWorkers
    estimate.workerParameters = [
      ModelParameter(
        name: "weight", values: zip(weights, counts).map { $1 > 0 ? $0 : nil })
    ]
    if !hasConverged {
      estimate.notes.append("The votes still changed after \(rounds) rounds.")
    }
    return estimate
  }

  /// What each class of a task has of it: all for the winner, or equal parts for those tied.
  private static func winners(_ posterior: [Double], _ table: LabelTable) -> [Double] {
    let classes = table.classCount
    var winners = [Double](repeating: 0, count: posterior.count)
    for start in stride(from: 0, to: posterior.count, by: max(1, classes)) {
      let range = start..<(start + classes)
      let level = (posterior[range].max() ?? 0) * (1 - 1e-9)
      let tied = range.count { posterior[$0] >= level }
      for place in range where posterior[place] >= level { winners[place] = 1 / Double(tied) }
    }
    return winners
  }

  private static func weights(_ table: LabelTable, _ winners: [Double]) -> [Double] {
    var agreeing = [Double](repeating: 1, count: table.workerCount)
    var labels = [Double](repeating: 2, count: table.workerCount)
    for task in 0..<table.taskCount {
      for place in table.starts[task]..<table.starts[task + 1] {
        let worker = Int(table.workers[place])
        agreeing[worker] += winners[task * table.classCount + Int(table.labels[place])]
        labels[worker] += 1
      }
    }
    let others = Double(max(1, table.classCount - 1))
    return zip(agreeing, labels).map { log($0 * others / ($1 - $0)) }
  }

  private static func posterior(_ table: LabelTable, _ weights: [Double]) -> [Double] {
    let classes = table.classCount
    var posterior = [Double](repeating: 0, count: table.taskCount * classes)
    for task in 0..<table.taskCount {
      for place in table.starts[task]..<table.starts[task + 1] {
        posterior[task * classes + Int(table.labels[place])] += weights[Int(table.workers[place])]
      }
      normalizeExponentials(&posterior, in: (task * classes)..<((task + 1) * classes))
    }
    return posterior
  }
}

/// Turns logarithms into probabilities that sum to 1, and returns the logarithm of their sum.
@discardableResult
func normalizeExponentials(_ values: inout [Double], in range: Range<Int>) -> Double {
  var most = -Double.infinity
  for place in range { most = max(most, values[place]) }
  var sum = 0.0
  for place in range {
    values[place] = exp(values[place] - most)
    sum += values[place]
  }
  for place in range { values[place] /= sum }
  return most + log(sum)
}
