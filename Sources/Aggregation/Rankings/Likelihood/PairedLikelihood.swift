import CKernels

/// The log-likelihood of a table of pairs under one link, as a function of all parameters.
///
///     d = θ_first − θ_second + γ · x
///
/// Parameters stand in the order θ (one an item), γ (one a covariate), s (if the link has a shape).
/// A ridge λ takes ½λ(Σθ² + Σγ²) off.
struct PairedLikelihood<Link: PairLink>: LogLikelihood, Sendable {
  let table: PairTable
  /// Whether items have strengths at all; without, covariates explain everything.
  let hasStrengths: Bool
  /// λ ≥ 0.
  let ridge: Double
  let covariateNames: [String]

  let itemCount: Int
  var parameterCount: Int { shapePlace + (Link.hasShape ? 1 : 0) }
  var isShiftInvariant: Bool { ridge == 0 && itemCount > 0 }
  /// Where the shape stands.
  var shapePlace: Int { itemCount + table.covariateCount }

  /// Whether strengths are all there is.
  private var isPlain: Bool { hasStrengths && table.covariateCount == 0 && !Link.hasShape }

  /// −∂²ℓ of each row at the last point.
  private(set) var gapGap: [Double]
  private(set) var gapShape: [Double]
  private(set) var shapeShape = 0.0
  /// The diagonal of −H at the last point.
  private var diagonal: [Double]

  init(_ table: PairTable, hasStrengths: Bool = true, ridge: Double, covariateNames: [String]) {
    self.table = table
    self.hasStrengths = hasStrengths
    self.ridge = ridge
    self.covariateNames = covariateNames
    itemCount = hasStrengths ? table.itemCount : 0
    gapGap = Array(repeating: 0, count: table.count)
    gapShape = Array(repeating: 0, count: Link.hasShape ? table.count : 0)
    diagonal = []
    diagonal = Array(repeating: 0, count: parameterCount)
  }

  var slopeScales: [Double] {
    var scales = hasStrengths ? table.totals : []
    var weights = [Double](repeating: 0, count: table.covariateCount)
    var total = 0.0
    for row in 0..<table.count {
      let weight = table.weight(row)
      total += weight
      for k in weights.indices {
        weights[k] += weight * abs(table.covariates[row * weights.count + k])
      }
    }
    scales += weights
    if Link.hasShape { scales.append(total) }
    // An item that nobody met has no slope either.
    return scales.map { max($0, .leastNormalMagnitude) }
  }

  func name(of parameter: Int) -> String {
    if parameter < itemCount { return "the strength of item \(parameter)" }
    return parameter < shapePlace ? covariateNames[parameter - itemCount] : "the readiness to tie"
  }

  func longestStep(from parameters: [Double], along direction: [Double]) -> Double {
    // Rao and Kupper's s stays positive; log ν may be anything.
    guard Link.self == RaoKupperLink.self, direction[shapePlace] < 0 else { return .infinity }
    return -parameters[shapePlace] / direction[shapePlace]
  }

  func value(at parameters: [Double]) -> Double {
    if isPlain { return Link.value(table, at: parameters) }
    let shape = Link.hasShape ? parameters[shapePlace] : 0
    var sum = 0.0
    for row in 0..<table.count {
      sum += Link.value(gap: gap(row, parameters), shape: shape, counts(row))
    }
    return sum
  }

  func gap(_ row: Int, _ parameters: [Double]) -> Double {
    var gap =
      hasStrengths ? parameters[Int(table.first[row])] - parameters[Int(table.second[row])] : 0
    for k in 0..<table.covariateCount {
      gap += table.covariates[row * table.covariateCount + k] * parameters[itemCount + k]
    }
    return gap
  }

  func counts(_ row: Int) -> PairCounts {
    PairCounts(
      wins: table.wins[row], losses: table.losses[row],
      ties: table.ties.isEmpty ? 0 : table.ties[row])
  }

  mutating func slope(at parameters: [Double], into slope: inout [Double]) {
    for index in 0..<shapePlace { slope[index] = -ridge * parameters[index] }
    if isPlain {
      for item in 0..<itemCount { diagonal[item] = ridge }
      Link.addSlopes(
        table, at: parameters, into: &slope, curvatures: &gapGap, diagonal: &diagonal)
      return
    }
    let shape = Link.hasShape ? parameters[shapePlace] : 0
    let width = table.covariateCount
    var ofShape = 0.0
    shapeShape = 0
    for row in 0..<table.count {
      let parts = Link.derivatives(gap: gap(row, parameters), shape: shape, counts(row))
      gapGap[row] = parts.gapGap
      if hasStrengths {
        slope[Int(table.first[row])] += parts.gap
        slope[Int(table.second[row])] -= parts.gap
      }
      for k in 0..<width {
        slope[itemCount + k] += parts.gap * table.covariates[row * width + k]
      }
      if Link.hasShape {
        gapShape[row] = parts.gapShape
        ofShape += parts.shape
        shapeShape += parts.shapeShape
      }
    }
    if Link.hasShape { slope[shapePlace] = ofShape }
    addUpDiagonal()
  }

  private mutating func addUpDiagonal() {
    for index in 0..<shapePlace { diagonal[index] = ridge }
    let width = table.covariateCount
    for row in 0..<table.count {
      if hasStrengths {
        diagonal[Int(table.first[row])] += gapGap[row]
        diagonal[Int(table.second[row])] += gapGap[row]
      }
      for k in 0..<width {
        let x = table.covariates[row * width + k]
        diagonal[itemCount + k] += gapGap[row] * x * x
      }
    }
    if Link.hasShape { diagonal[shapePlace] = shapeShape }
  }

  /// An item that nobody met has no curvature; any positive number leaves it where it is.
  func curvatureDiagonal() -> [Double] { diagonal.map { $0 > 0 ? $0 : 1 } }

  func curvature(times vector: [Double], into product: inout [Double]) {
    for index in 0..<shapePlace { product[index] = ridge * vector[index] }
    if isPlain {
      table.withUnsafeRows { first, second, _, _ in
        rlhf_chosen_kernels().pointee.pair_product(
          &product, gapGap, first.baseAddress, second.baseAddress, Int64(table.count), vector)
      }
      return
    }
    let count = table.count
    let width = table.covariateCount
    let ofShape = Link.hasShape ? vector[shapePlace] : 0
    var shapeSum = shapeShape * ofShape
    vector.withUnsafeBufferPointer { v in
      product.withUnsafeMutableBufferPointer { p in
        gapGap.withUnsafeBufferPointer { h in
          table.withUnsafeRows { first, second, _, _ in
            for row in 0..<count {
              let (i, j) = (Int(first[row]), Int(second[row]))
              var difference = hasStrengths ? v[i] - v[j] : 0
              for k in 0..<width {
                difference += table.covariates[row * width + k] * v[itemCount + k]
              }
              var change = h[row] * difference
              if Link.hasShape {
                change += gapShape[row] * ofShape
                shapeSum += gapShape[row] * difference
              }
              if hasStrengths {
                p[i] += change
                p[j] -= change
              }
              for k in 0..<width {
                p[itemCount + k] += change * table.covariates[row * width + k]
              }
            }
          }
        }
      }
    }
    if Link.hasShape { product[shapePlace] = shapeSum }
  }
}
