import Foundation

/// The log-likelihood of rankings under Plackett and Luce.
///
/// With e = exp θ and S_k the sum of e from place k on, item i at place k(i) of a ranking has
///
///     ∂ℓ/∂θ_i = [k(i) is not last] − e_i Σ_{k ≤ k(i)} 1/S_k
///
/// so one pass up and one down a ranking suffice, also for the curvature times a vector. A ridge λ
/// takes ½λΣθ² off.
struct PlackettLuceLikelihood: LogLikelihood {
  let rankings: Rankings
  /// λ ≥ 0.
  let ridge: Double
  /// e of each entry of each ranking at the last point, against the largest of its ranking.
  private var shares: [Double]
  /// 1/S of each place at the last point; 0 at the last place, which is no choice.
  private var inverses: [Double]

  init(_ rankings: Rankings, ridge: Double) {
    self.rankings = rankings
    self.ridge = ridge
    shares = Array(repeating: 0, count: rankings.items.count)
    inverses = shares
  }

  var itemCount: Int { rankings.itemCount }
  var parameterCount: Int { rankings.itemCount }
  var isShiftInvariant: Bool { ridge == 0 }

  var slopeScales: [Double] {
    var scales = [Double](repeating: .leastNormalMagnitude, count: itemCount)
    for index in 0..<rankings.count {
      for item in rankings[index] { scales[Int(item)] += rankings.weights[index] }
    }
    return scales
  }

  func name(of parameter: Int) -> String { "the strength of item \(parameter)" }

  func value(at parameters: [Double]) -> Double {
    var sum = 0.0
    for index in 0..<rankings.count where rankings.weights[index] > 0 {
      let ranking = rankings[index].map { parameters[Int($0)] }
      guard let highest = ranking.max() else { continue }
      var tail = 0.0
      for (place, strength) in ranking.enumerated().reversed() {
        tail += exp(strength - highest)
        if place < ranking.count - 1 {
          sum += rankings.weights[index] * (strength - highest - log(tail))
        }
      }
    }
    return sum
  }

  mutating func slope(at parameters: [Double], into slope: inout [Double]) {
    for item in 0..<itemCount { slope[item] = -ridge * parameters[item] }
    for index in 0..<rankings.count {
      let range = rankings.starts[index]..<rankings.starts[index + 1]
      let weight = rankings.weights[index]
      guard range.count > 1, weight > 0 else { continue }
      let highest = range.reduce(-Double.infinity) {
        max($0, parameters[Int(rankings.items[$1])])
      }
      var tail = 0.0
      for entry in range.reversed() {
        shares[entry] = exp(parameters[Int(rankings.items[entry])] - highest)
        tail += shares[entry]
        inverses[entry] = entry == range.upperBound - 1 ? 0 : 1 / tail
      }
      var chances = 0.0
      for entry in range {
        chances += inverses[entry]
        let chosen: Double = entry == range.upperBound - 1 ? 0 : 1
        slope[Int(rankings.items[entry])] += weight * (chosen - shares[entry] * chances)
      }
    }
  }

  func curvatureDiagonal() -> [Double] {
    var diagonal = [Double](repeating: ridge, count: itemCount)
    for index in 0..<rankings.count {
      let range = rankings.starts[index]..<rankings.starts[index + 1]
      guard range.count > 1 else { continue }
      var (chances, squares) = (0.0, 0.0)
      for entry in range {
        chances += inverses[entry]
        squares += inverses[entry] * inverses[entry]
        diagonal[Int(rankings.items[entry])] +=
          rankings.weights[index] * shares[entry] * (chances - shares[entry] * squares)
      }
    }
    return diagonal.map { $0 > 0 ? $0 : 1 }
  }

  func curvature(times vector: [Double], into product: inout [Double]) {
    for item in 0..<itemCount { product[item] = ridge * vector[item] }
    var tails = [Double](repeating: 0, count: rankings.items.count)
    for index in 0..<rankings.count {
      let range = rankings.starts[index]..<rankings.starts[index + 1]
      guard range.count > 1 else { continue }
      var tail = 0.0
      for entry in range.reversed() {
        tail += shares[entry] * vector[Int(rankings.items[entry])]
        tails[entry] = tail
      }
      var (chances, means) = (0.0, 0.0)
      for entry in range {
        chances += inverses[entry]
        means += tails[entry] * inverses[entry] * inverses[entry]
        let item = Int(rankings.items[entry])
        product[item] +=
          rankings.weights[index] * shares[entry] * (vector[item] * chances - means)
      }
    }
  }

  func curvatureMatrix() -> SymmetricMatrix {
    var matrix = SymmetricMatrix(dimension: itemCount)
    for item in 0..<itemCount { matrix[item, item] = ridge }
    for index in 0..<rankings.count {
      let range = rankings.starts[index]..<rankings.starts[index + 1]
      guard range.count > 1 else { continue }
      let weight = rankings.weights[index]
      var (chances, squares) = (0.0, 0.0)
      for upper in range {
        chances += inverses[upper]
        squares += inverses[upper] * inverses[upper]
        let item = Int(rankings.items[upper])
        matrix[item, item] += weight * shares[upper] * (chances - shares[upper] * squares)
        for lower in (upper + 1)..<range.upperBound {
          matrix.addSymmetrically(
            -weight * shares[upper] * shares[lower] * squares, item, Int(rankings.items[lower]))
        }
      }
    }
    return matrix
  }
}
