import Foundation

/// The posterior of one task after the other, without a look at classes that nobody names.
struct MacePass {
  /// P(class) before any label.
  private let shares: [Double]
  /// So many ratios can be multiplied without overflow; beyond that, logarithms are added.
  private let most: Int
  /// Of the classes that the task at hand has labels of, the share times all ratios; of others 1.
  private(set) var weights: [Double]
  private var isNamed: [Bool]
  /// What a class without labels has instead of ratios: 1, or less where all are scaled.
  private var base = 1.0
  /// Σ over tasks of P(class | labels), less what a class has by ``restTotal``.
  private(set) var totals: [Double]
  /// Σ over tasks of what a class without labels has for each of its share.
  private(set) var restTotal = 0.0
  /// Σ log Σ_k p_k Π ratios, in nats.
  private(set) var logLikelihood = 0.0

  init(shares: [Double], ratios: [Double]) {
    self.shares = shares
    most = Int(600 / max(1, log(ratios.max() ?? 1)))
    weights = [Double](repeating: 1, count: shares.count)
    isNamed = [Bool](repeating: false, count: shares.count)
    totals = [Double](repeating: 0, count: shares.count)
  }

  /// Fills ``weights`` for a task, and returns what they are to be multiplied by to be probabilities.
  mutating func weigh(
    _ places: Range<Int>, _ labels: UnsafeBufferPointer<Int32>,
    _ pairs: UnsafeBufferPointer<Int32>, _ ratios: [Double]
  ) -> Double {
    var logScale = 0.0
    if places.count <= most {
      for place in places { weights[Int(labels[place])] *= ratios[Int(pairs[place])] }
    } else {
      logScale = addLogarithms(places, labels, pairs, ratios)
    }
    base = exp(-logScale)
    var sum = 0.0
    var unnamed = 1.0
    for place in places {
      let label = Int(labels[place])
      guard !isNamed[label] else { continue }
      isNamed[label] = true
      weights[label] *= shares[label]
      sum += weights[label]
      unnamed -= shares[label]
    }
    sum += base * max(0, unnamed)
    logLikelihood += log(sum) + logScale
    return 1 / sum
  }

  /// The same as products of ratios, divided by the exponential of what is returned.
  private mutating func addLogarithms(
    _ places: Range<Int>, _ labels: UnsafeBufferPointer<Int32>,
    _ pairs: UnsafeBufferPointer<Int32>, _ ratios: [Double]
  ) -> Double {
    for place in places { weights[Int(labels[place])] = 0 }
    for place in places { weights[Int(labels[place])] += log(ratios[Int(pairs[place])]) }
    let named = Set(places.map { Int(labels[$0]) }).sorted()
    let scale = max(0, named.map { weights[$0] }.max() ?? 0)
    for label in named { weights[label] = exp(weights[label] - scale) }
    return scale
  }

  /// Adds a task to the totals, and returns P(class | labels) of a class that it has no label of, for
  /// each of its share.
  mutating func finish(
    _ places: Range<Int>, _ labels: UnsafeBufferPointer<Int32>, _ factor: Double
  ) -> Double {
    let rest = base * factor
    for place in places {
      let label = Int(labels[place])
      guard isNamed[label] else { continue }
      totals[label] += weights[label] * factor - shares[label] * rest
      isNamed[label] = false
      weights[label] = 1
    }
    restTotal += rest
    return rest
  }
}
