import Foundation

/// What MACE knows of a worker who names a class: kept together, since a label asks for it all.
struct MaceCell {
  /// (byHabit + knowledge) / byHabit, > 1: how a label speaks for its class, and for no other.
  var ratio = 1.0
  /// knowledge / (byHabit + knowledge).
  var knowledge = 0.5
  /// How many labels are expected to be known.
  var known = 0.0
}

/// The posterior of one task after the other, without a look at classes that nobody names.
struct MacePass {
  let labels: UnsafeBufferPointer<Int32>
  let pairs: UnsafeBufferPointer<Int32>
  let cells: UnsafeMutableBufferPointer<MaceCell>
  /// P(class) before any label, > 0.
  let shares: UnsafeBufferPointer<Double>
  /// Of the classes that the task at hand has labels of, the product of ratios, and once the share
  /// has been multiplied to it, minus that; of others 0.
  let weights: UnsafeMutableBufferPointer<Double>
  /// Σ over tasks of P(class | labels), less what a class has by ``restTotal``.
  let totals: UnsafeMutableBufferPointer<Double>
  /// So many ratios can be multiplied without overflow; beyond that, logarithms are added.
  let most: Int
  /// Σ over tasks of what a class without labels has for each of its share.
  private(set) var restTotal = 0.0
  /// Σ log Σ_k p_k Π ratios, in nats.
  private(set) var logLikelihood = 0.0
  /// How far probabilities of labels moved, in sum.
  private(set) var moved = 0.0

  init(
    labels: UnsafeBufferPointer<Int32>, pairs: UnsafeBufferPointer<Int32>,
    cells: UnsafeMutableBufferPointer<MaceCell>, shares: UnsafeBufferPointer<Double>,
    weights: UnsafeMutableBufferPointer<Double>, totals: UnsafeMutableBufferPointer<Double>,
    largestRatio: Double
  ) {
    (self.labels, self.pairs, self.cells, self.shares) = (labels, pairs, cells, shares)
    (self.weights, self.totals) = (weights, totals)
    most = Int(600 / max(1, log(largestRatio)))
  }

  /// One task: fills `right` with the probabilities of its labels, adds to what is known, and
  /// returns P(class | labels) of a class that has none, for each of its share.
  mutating func task(_ places: Range<Int>, _ right: UnsafeMutableBufferPointer<Double>) -> Double {
    var logScale = 0.0
    if places.count <= most {
      for place in places {
        let label = Int(labels[place])
        let ratio = cells[Int(pairs[place])].ratio
        weights[label] = weights[label] == 0 ? ratio : weights[label] * ratio
      }
    } else {
      logScale = addLogarithms(places)
    }
    let base = exp(-logScale)
    var sum = 0.0
    var unnamed = 1.0
    for place in places {
      let label = Int(labels[place])
      guard weights[label] > 0 else { continue }
      let weight = weights[label] * shares[label]
      sum += weight
      unnamed -= shares[label]
      weights[label] = -weight
    }
    sum += base * max(0, unnamed)
    logLikelihood += log(sum) + logScale
    let factor = -1 / sum
    let rest = base / sum
    for place in places {
      let posterior = weights[Int(labels[place])] * factor
      moved += abs(posterior - right[place])
      right[place] = posterior
      let pair = Int(pairs[place])
      cells[pair].known += posterior * cells[pair].knowledge
    }
    for place in places {
      let label = Int(labels[place])
      guard weights[label] < 0 else { continue }
      totals[label] += weights[label] * factor - shares[label] * rest
      weights[label] = 0
    }
    restTotal += rest
    return rest
  }

  /// The same as products of ratios, divided by the exponential of what is returned.
  private func addLogarithms(_ places: Range<Int>) -> Double {
    for place in places {
      weights[Int(labels[place])] += log(cells[Int(pairs[place])].ratio)
    }
    let named = Set(places.map { Int(labels[$0]) })
    let scale = named.reduce(0) { max($0, weights[$1]) }
    for label in named { weights[label] = exp(weights[label] - scale) }
    return scale
  }
}
