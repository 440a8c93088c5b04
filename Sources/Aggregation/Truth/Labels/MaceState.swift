import Foundation

/// The parameters of MACE, and what they lead to expect.
///
/// Everything is kept by pair of a worker and a class that the worker named, and by label, so that
/// it takes room and time for labels and not for classes.
struct MaceState {
  static let habitPrior = 10.0

  private let table: LabelTable
  private let index: LabelTable.PairIndex
  private let settings: Mace
  private var cells: [MaceCell]
  /// byHabit of each pair.
  private var answers: [Double]
  /// P(class) before any label.
  private(set) var shares: [Double]
  /// P(the label is right | labels) of each place.
  private var right: [Double]
  /// What is left of a class that no label of a task names: its share times this.
  private var rests: [Double]
  private var logOfTasks = -Double.infinity
  /// How far ``right`` moved in the last round, in the mean over all labels.
  private(set) var shift = Double.infinity

  /// Begins where a label is as probable as its share of votes, and half of that is known.
  init(_ table: LabelTable, _ settings: Mace) {
    self.table = table
    self.settings = settings
    index = table.pairIndex
    cells = [MaceCell](repeating: MaceCell(), count: index.counts.count)
    answers = index.counts
    shares = [Double](repeating: 1 / Double(table.classCount), count: table.classCount)
    right = [Double](repeating: 0, count: table.labelCount)
    rests = [Double](repeating: 1, count: table.taskCount)
    beginWithVotes()
  }

  private mutating func beginWithVotes() {
    var votes = [Double](repeating: 0, count: table.classCount)
    var totals = votes
    var labelled = 0.0
    for task in 0..<table.taskCount {
      let places = table.starts[task]..<table.starts[task + 1]
      guard !places.isEmpty else { continue }
      labelled += 1
      let vote = 1 / Double(places.count)
      for place in places { votes[Int(table.labels[place])] += vote }
      for place in places {
        let label = Int(table.labels[place])
        right[place] = votes[label]
        cells[Int(index.pairs[place])].known += votes[label] / 2
        totals[label] += vote
      }
      for place in places { votes[Int(table.labels[place])] = 0 }
    }
    learnShares(totals, of: labelled)
  }

  /// One round: all parameters, and the posterior of every task by them.
  mutating func improve() {
    estimate()
    expect()
  }

  /// How many labels of a worker are expected to be known.
  func known(by worker: Int) -> Double {
    cells[index.starts[worker]..<index.starts[worker + 1]].reduce(0) { $0 + $1.known }
  }

  /// The logarithm of the likelihood of θ̃ and ξ̃, in nats.
  var logLikelihood: Double {
    // A label's own factor is its answer by habit; the ratio is beside it.
    zip(index.counts, answers).reduce(logOfTasks) { $0 + $1.0 * log($1.1) }
  }

  /// P(class | labels), classCount for each task.
  var posterior: [Double] {
    let classes = table.classCount
    var posterior = [Double](repeating: 0, count: table.taskCount * classes)
    for task in 0..<table.taskCount {
      for label in 0..<classes { posterior[task * classes + label] = shares[label] * rests[task] }
      for place in table.starts[task]..<table.starts[task + 1] {
        posterior[task * classes + Int(table.labels[place])] = right[place]
      }
      var sum = 0.0
      for label in 0..<classes { sum += posterior[task * classes + label] }
      for label in 0..<classes { posterior[task * classes + label] /= sum }
    }
    return posterior
  }

  /// θ̃ and ξ̃ from the expected counts, as ratios.
  private mutating func estimate() {
    let prior = settings.competencePrior
    let classes = Double(table.classCount)
    for worker in 0..<table.workerCount {
      let pairs = index.starts[worker]..<index.starts[worker + 1]
      guard !pairs.isEmpty else { continue }
      var knownLabels = 0.0
      var labels = 0.0
      for pair in pairs {
        knownLabels += cells[pair].known
        labels += index.counts[pair]
      }
      let byHabit = max(0, labels - knownLabels)
      let total = exponentialDigamma(labels + 2 * prior)
      let competence = exponentialDigamma(knownLabels + prior) / total
      let indifference =
        exponentialDigamma(byHabit + prior) / total
        / exponentialDigamma(byHabit + classes * Self.habitPrior)
      for pair in pairs {
        let habit = max(0, index.counts[pair] - cells[pair].known) + Self.habitPrior
        let answer = indifference * exponentialDigamma(habit)
        answers[pair] = answer
        cells[pair].ratio = (answer + competence) / answer
        cells[pair].knowledge = competence / (answer + competence)
      }
    }
  }

  /// p_k, half learnt: as many tasks more as there are, of classes in equal number.
  private mutating func learnShares(_ totals: [Double], of tasks: Double) {
    guard settings.learnsShares else { return }
    let uniform = 1 / Double(table.classCount)
    shares = totals.map { ($0 / tasks + uniform) / 2 }
  }

  private mutating func expect() {
    var largestRatio = 1.0
    for pair in cells.indices {
      cells[pair].known = 0
      largestRatio = max(largestRatio, cells[pair].ratio)
    }
    var totals = [Double](repeating: 0, count: table.classCount)
    var weights = totals
    let (pass, labelled) = Self.pass(
      over: table, index.pairs, &cells, shares, &weights, &totals, largestRatio: largestRatio,
      &right, &rests)
    shift = pass.moved / Double(max(1, table.labelCount))
    logOfTasks = pass.logLikelihood
    learnShares(zip(totals, shares).map { $0 + $1 * pass.restTotal }, of: labelled)
  }

  /// The pass over all tasks, and how many of them have labels.
  private static func pass(
    over table: LabelTable, _ pairs: [Int32], _ cells: inout [MaceCell], _ shares: [Double],
    _ weights: inout [Double], _ totals: inout [Double], largestRatio: Double,
    _ right: inout [Double], _ rests: inout [Double]
  ) -> (MacePass, labelled: Double) {
    var labelled = 0.0
    let pass = table.labels.withUnsafeBufferPointer { labels in
      pairs.withUnsafeBufferPointer { pairs in
        shares.withUnsafeBufferPointer { shares in
          cells.withUnsafeMutableBufferPointer { cells in
            weights.withUnsafeMutableBufferPointer { weights in
              totals.withUnsafeMutableBufferPointer { totals in
                right.withUnsafeMutableBufferPointer { right in
                  var pass = MacePass(
                    labels: labels, pairs: pairs, cells: cells, shares: shares, weights: weights,
                    totals: totals, largestRatio: largestRatio)
                  for task in 0..<table.taskCount {
                    let places = table.starts[task]..<table.starts[task + 1]
                    guard !places.isEmpty else { continue }
                    labelled += 1
                    rests[task] = pass.task(places, right)
                  }
                  return pass
                }
              }
            }
          }
        }
      }
    }
    return (pass, labelled)
  }
}
