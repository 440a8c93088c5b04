/// Momentum with orthogonalised steps, for the hidden matrices of a network.
///
///     M ← μ M + G,   N = G + μ M = U S Vᵀ,   W ← (1 − ηλ) W − η · 0.2 √max(rows, columns) · U Vᵀ
///
/// Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks"; with the factor of Liu et
/// al. 2025, arXiv:2502.16982, section 2.2, a step is as long as AdamW's at the same η. U Vᵀ comes from five
/// Newton-Schulz steps X ← aX + (bA + cA²)X with A = XXᵀ, which bring singular values to 0.7...1.2: near
/// enough, and cheap. All other parameters are AdamW's.
///
/// Anchor: the step does not change when the gradient is scaled.
struct Muon: Sendable {
  /// One matrix among the parameters: rows × columns, a stride apart.
  struct Matrix: Sendable, Hashable {
    var offset: Int
    var rows: Int
    var columns: Int
    var stride: Int
  }

  /// The matrices that it moves.
  let matrices: [Matrix]
  /// What stays the same from step to step: μ, and the coefficients a, b, c of Jordan et al. 2024.
  private static let (decay, a, b, c): (Float, Float, Float, Float) = (
    0.95, 3.4445, -4.7750, 2.0315
  )
  private var momentum: [[Float]]

  /// An optimiser that has not taken a step, for some of a model's matrices.
  init(_ matrices: [Matrix]) {
    self.matrices = matrices
    momentum = matrices.map { Array(repeating: 0, count: $0.rows * $0.columns) }
  }

  /// Whether a group is a hidden matrix: one of a block's, not a table of words or a head.
  static func moves(_ group: ParameterGroup) -> Bool {
    group.shape.count == 2 && group.name.hasPrefix("h.")
  }

  /// The hidden matrices of a model; queries, keys and values are three.
  static func matrices(of groups: [ParameterGroup]) -> [Matrix] {
    groups.filter(moves).flatMap { group in
      let parts = group.name.hasSuffix("c_attn.weight") ? 3 : 1
      let columns = group.shape[1] / parts
      return (0..<parts).map { part in
        Matrix(
          offset: group.range.lowerBound + part * columns, rows: group.shape[0], columns: columns,
          stride: group.shape[1])
      }
    }
  }

  /// Takes one step downhill.
  ///
  /// - Parameters:
  ///   - parameters: all of the model's, of which the matrices are changed in place.
  ///   - gradient: as long.
  ///   - learningRate: η ≥ 0.
  ///   - weightDecay: λ ≥ 0.
  mutating func step(
    _ parameters: inout [Float], gradient: [Float], learningRate: Double, weightDecay: Double
  ) {
    let shrinkage = Float(1 - learningRate * weightDecay)
    for (index, matrix) in matrices.enumerated() {
      let direction = direction(of: index, gradient: gradient)
      let rate = Float(learningRate) * 0.2 * Float(max(matrix.rows, matrix.columns)).squareRoot()
      parameters.withUnsafeMutableBufferPointer { parameters in
        direction.withUnsafeBufferPointer { direction in
          for row in 0..<matrix.rows {
            let (there, here) = (matrix.offset + row * matrix.stride, row * matrix.columns)
            for column in 0..<matrix.columns {
              parameters[there + column] =
                parameters[there + column] * shrinkage - rate * direction[here + column]
            }
          }
        }
      }
    }
  }

  /// U Vᵀ of the momentum that looks a step ahead.
  private mutating func direction(of index: Int, gradient: [Float]) -> [Float] {
    let matrix = matrices[index]
    var ahead = momentum[index]
    var squares: Float = 0
    momentum[index].withUnsafeMutableBufferPointer { momentum in
      ahead.withUnsafeMutableBufferPointer { ahead in
        gradient.withUnsafeBufferPointer { gradient in
          for row in 0..<matrix.rows {
            let (there, here) = (matrix.offset + row * matrix.stride, row * matrix.columns)
            for column in 0..<matrix.columns {
              let slope = gradient[there + column]
              let moment = Self.decay * momentum[here + column] + slope
              momentum[here + column] = moment
              ahead[here + column] = slope + Self.decay * moment
              squares += ahead[here + column] * ahead[here + column]
            }
          }
        }
      }
    }
    let scale = 1 / (squares.squareRoot() + 1e-7)
    for place in ahead.indices { ahead[place] *= scale }
    Self.orthogonalize(&ahead, rows: matrix.rows, columns: matrix.columns)
    return ahead
  }

  /// Brings the singular values of a matrix of norm ≤ 1 near 1.
  static func orthogonalize(_ x: inout [Float], rows: Int, columns: Int) {
    // The products are taken on the shorter side.
    let isTall = rows > columns
    let (short, long) = (min(rows, columns), max(rows, columns))
    var gram = [Float](repeating: 0, count: short * short)
    var polynomial = gram
    var next = x
    for _ in 0..<5 {
      Float.multiply(
        x, transposeA: isTall, x, transposeB: !isTall, into: &gram, m: short, n: short, k: long,
        addsToC: false)
      Float.multiply(
        gram, transposeA: false, gram, transposeB: false, into: &polynomial, m: short, n: short,
        k: short, addsToC: false)
      for place in polynomial.indices {
        polynomial[place] = b * gram[place] + c * polynomial[place]
      }
      for diagonal in 0..<short { polynomial[diagonal * (short + 1)] += a }
      if isTall {
        Float.multiply(
          x, transposeA: false, polynomial, transposeB: false, into: &next, m: rows, n: short,
          k: short, addsToC: false)
      } else {
        Float.multiply(
          polynomial, transposeA: false, x, transposeB: false, into: &next, m: short, n: columns,
          k: short, addsToC: false)
      }
      swap(&x, &next)
    }
  }
}
