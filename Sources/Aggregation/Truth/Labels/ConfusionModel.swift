import Foundation

/// The likelihood of confusion matrices, and the expectations that estimate them anew.
///
/// A parameter vector holds blocks of `width` numbers, one for each true class and zeros behind them:
/// first p, the shares of the classes; then π_j(· → l) of worker j and label l at block
/// 1 + j · classCount + l. Probabilities are multiplied, not their logarithms added, so that an E-step
/// takes neither exponentials nor, but for one a few tasks, logarithms; a product that would underflow
/// is rescaled on the way.
struct ConfusionModel<Lanes: ClassLanes> {
  let table: LabelTable
  /// The block of each label.
  private let blocks: [Int32]
  /// How many tasks have labels.
  let labelledCount: Double

  static var width: Int { Lanes.scalarCount }

  init(_ table: LabelTable) {
    self.table = table
    let classes = Int32(table.classCount)
    blocks = zip(table.workers, table.labels).map { 1 + $0 * classes + $1 }
    labelledCount = Double(
      (0..<table.taskCount).count { table.starts[$0] < table.starts[$0 + 1] })
  }

  var parameterCount: Int { (1 + table.workerCount * table.classCount) * Self.width }

  /// Expected counts under the parameters, in the same places, and the log-likelihood, in nats.
  ///
  /// - Parameter posterior: takes P(class | labels) of each task when it is not empty.
  func expectations(
    _ parameters: [Double], counts: inout [Double], posterior: inout [Double]
  ) -> Double {
    for index in counts.indices { counts[index] = 0 }
    var result = 0.0
    parameters.withUnsafeBytes { given in
      counts.withUnsafeMutableBytes { counted in
        posterior.withUnsafeMutableBufferPointer { posterior in
          result = pass(given, counted, posterior)
        }
      }
    }
    return result
  }

  private func pass(
    _ given: UnsafeRawBufferPointer, _ counted: UnsafeMutableRawBufferPointer,
    _ posterior: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    let size = MemoryLayout<Lanes>.size
    let prior = given.loadUnaligned(as: Lanes.self)
    var classTotals = Lanes.zero
    var logLikelihood = 0.0
    var product = 1.0
    blocks.withUnsafeBufferPointer { blocks in
      table.starts.withUnsafeBufferPointer { starts in
        for task in 0..<table.taskCount {
          let places = starts[task]..<starts[task + 1]
          var shares = prior
          var sinceCheck = 0
          for place in places {
            let offset = Int(blocks[place]) * size
            shares = Lanes.product(
              shares, given.loadUnaligned(fromByteOffset: offset, as: Lanes.self))
            sinceCheck += 1
            if sinceCheck == 8 {
              sinceCheck = 0
              let sum = shares.sumOfLanes
              if sum < 1e-120, sum > 0 {
                shares = shares.scaled(by: 1 / sum)
                logLikelihood += log(sum)
              }
            }
          }
          let sum = shares.sumOfLanes
          shares = shares.scaled(by: 1 / sum)
          if !places.isEmpty {
            product *= sum
            if product < 1e-150 || sum < 1e-150 {
              logLikelihood += log(product)
              product = 1
            }
            classTotals = Lanes.total(classTotals, shares)
            for place in places {
              let offset = Int(blocks[place]) * size
              let count = Lanes.total(
                counted.loadUnaligned(fromByteOffset: offset, as: Lanes.self), shares)
              counted.storeBytes(of: count, toByteOffset: offset, as: Lanes.self)
            }
          }
          if !posterior.isEmpty {
            let classes = table.classCount
            for label in 0..<classes { posterior[task * classes + label] = shares[label] }
          }
        }
      }
    }
    counted.storeBytes(of: classTotals, toByteOffset: 0, as: Lanes.self)
    return logLikelihood + log(product)
  }

  /// Expected counts when the classes of each task are known so far: where a search begins.
  ///
  /// - Parameter shares: P(class) of each task, classCount numbers that sum to 1; `nil` takes the shares
  ///   of its votes.
  func counts(of shares: [Double]? = nil) -> [Double] {
    let shares = shares ?? table.voteShares
    let classes = table.classCount
    var counts = [Double](repeating: 0, count: parameterCount)
    for task in 0..<table.taskCount {
      let places = table.starts[task]..<table.starts[task + 1]
      guard !places.isEmpty else { continue }
      for label in 0..<classes {
        let share = shares[task * classes + label]
        counts[label] += share
        for place in places { counts[Int(blocks[place]) * Self.width + label] += share }
      }
    }
    return counts
  }

  /// p_k, from how many tasks are expected to be of class k.
  func estimateShares(from counts: [Double], into parameters: inout [Double]) {
    for label in 0..<Self.width { parameters[label] = counts[label] / labelledCount }
  }

  /// π_jkl = count_jkl / Σ_l count_jkl; uniform for a class that the worker has not met.
  func estimateMatrices(from counts: [Double], into parameters: inout [Double]) {
    let classes = table.classCount
    let uniform = 1 / Double(classes)
    for worker in 0..<table.workerCount {
      let start = (1 + worker * classes) * Self.width
      for trueClass in 0..<classes {
        var total = 0.0
        for label in 0..<classes { total += counts[start + label * Self.width + trueClass] }
        for label in 0..<classes {
          let place = start + label * Self.width + trueClass
          parameters[place] = total > 0 ? counts[place] / total : uniform
        }
      }
    }
  }

  /// One probability of being right for each worker, the rest shared by the other classes.
  func estimateCoins(from counts: [Double], into parameters: inout [Double]) {
    let classes = table.classCount
    for worker in 0..<table.workerCount {
      let start = (1 + worker * classes) * Self.width
      var right = 0.0
      var total = 0.0
      for label in 0..<classes {
        right += counts[start + label * Self.width + label]
        for trueClass in 0..<classes { total += counts[start + label * Self.width + trueClass] }
      }
      let accuracy = classes == 1 ? 1 : total > 0 ? right / total : 1 / Double(classes)
      let error = classes == 1 ? 0 : (1 - accuracy) / Double(classes - 1)
      for label in 0..<classes {
        for trueClass in 0..<classes {
          parameters[start + label * Self.width + trueClass] =
            label == trueClass ? accuracy : error
        }
      }
    }
  }

  /// Brings extrapolated parameters back among the probabilities: none falls to less than a hundredth
  /// of its value at the plain step, and they sum to 1 again.
  func confine(_ parameters: inout [Double], _ plain: [Double]) {
    for index in parameters.indices {
      parameters[index] = max(parameters[index], plain[index] / 100)
    }
    let classes = table.classCount
    var total = 0.0
    for label in 0..<classes { total += parameters[label] }
    for label in 0..<classes { parameters[label] /= total }
    for worker in 0..<table.workerCount {
      let start = (1 + worker * classes) * Self.width
      for trueClass in 0..<classes {
        total = 0
        for label in 0..<classes { total += parameters[start + label * Self.width + trueClass] }
        guard total > 0 else { continue }
        for label in 0..<classes { parameters[start + label * Self.width + trueClass] /= total }
      }
    }
  }
}
