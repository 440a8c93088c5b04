/// The weights at which convex losses of linear signals, and a ridge, are least.
///
///     F(w) = Σ_i L_i(X_i w) + ½ ρ ‖w‖²
///
/// X_i are some rows of all: one of a comparison, as many as there are responses of a ranking.
/// Newton's method. Its systems are solved by conjugate gradients (Hestenes & Stiefel 1952,
/// doi:10.6028/jres.049.044) scaled by the diagonal, as exactly as the slope is small (Dembo, Eisenstat & Steihaug
/// 1982, doi:10.1137/0719025), so that no matrix of features by features is needed. With ρ > 0 there is one
/// optimum, whatever the answers.
struct ConvexFit {
  /// x, row after row.
  var rows: SparseRows
  /// Which rows belong to each loss, in order and without gaps.
  var blocks: [Range<Int>]
  /// ρ > 0.
  var ridge: Double
  /// L_i and its derivatives at the signals of its rows, by its place among the blocks; weights included.
  var loss: (_ block: Int, _ signals: [Double]) -> BlockLoss
  /// Stops when the slope is this share of what it was at 0.
  var tolerance = 1e-10
  /// Gives up after so many steps; what has no kinks takes some ten.
  var iterationLimit = 100

  /// Goes down to the optimum.
  ///
  /// - Parameters:
  ///   - start: where it begins; the optimum does not depend on it.
  ///   - watch: told of the signals and the length of the slope after each step, with the number of steps before.
  /// - Throws: `CancellationError`, and whatever `watch` throws.
  func minimum(
    from start: [Double],
    watch: (_ iteration: Int, _ signals: [Double], _ slope: Double) throws -> Void = { _, _, _ in }
  ) throws -> [Double] {
    let usual = length(state(at: start.map { _ in 0 }).slope)
    var weights = start
    var here = state(at: weights)
    for iteration in 0..<iterationLimit {
      try Task.checkCancellation()
      try watch(iteration, here.signals, length(here.slope))
      if length(here.slope) <= tolerance * usual { break }
      let direction = direction(here, exactness: length(here.slope) / max(usual, 1e-300))
      let descent = dot(here.slope, direction)
      var step = 1.0
      var trial = weights
      // Convex along the way: a step is good unless the slope has turned by more than a tenth.
      for _ in 0..<60 {
        trial = zip(weights, direction).map { $0 + step * $1 }
        here = state(at: trial)
        let ahead = dot(here.slope, direction)
        if ahead <= -0.1 * descent { break }
        step *= min(0.5, max(0.1, descent / (descent - ahead)))
      }
      let hasMoved = zip(direction, trial).contains { abs(step * $0) > 1e-14 * (1 + abs($1)) }
      weights = trial
      if !hasMoved { break }
    }
    return weights
  }

  private struct State {
    var signals: [Double]
    var slope: [Double]
    /// The curvatures of each block, row after row.
    var curvatures: [[Double]]
  }

  private func state(at weights: [Double]) -> State {
    let signals = rows.times(weights)
    var slope = weights.map { ridge * $0 }
    var (slopes, curvatures): ([Double], [[Double]]) = ([], [])
    slopes.reserveCapacity(signals.count)
    curvatures.reserveCapacity(blocks.count)
    for (block, range) in blocks.enumerated() {
      let loss = loss(block, Array(signals[range]))
      slopes += loss.slopes
      curvatures.append(loss.curvatures)
    }
    rows.addTransposed(times: slopes, to: &slope)
    return State(signals: signals, slope: slope, curvatures: curvatures)
  }

  /// The curvatures of every block times some signals.
  private func bent(_ signals: [Double], by curvatures: [[Double]]) -> [Double] {
    var result = [Double](repeating: 0, count: signals.count)
    for (range, matrix) in zip(blocks, curvatures) {
      for row in 0..<range.count {
        for column in 0..<range.count {
          result[range.lowerBound + row] +=
            matrix[row * range.count + column] * signals[range.lowerBound + column]
        }
      }
    }
    return result
  }

  /// d of (Xᵀ C X + ρ) d = −slope.
  private func direction(_ state: State, exactness: Double) -> [Double] {
    // The diagonal as if rows did not hang together: it only scales the search.
    let own = zip(blocks, state.curvatures).flatMap { range, matrix in
      (0..<range.count).map { matrix[$0 * range.count + $0] }
    }
    let diagonal = rows.squares(weighing: own).map { $0 + ridge }
    var solution = [Double](repeating: 0, count: diagonal.count)
    var residual = state.slope.map { -$0 }
    var search = zip(residual, diagonal).map { $0 / $1 }
    var size = dot(residual, search)
    let exactness = min(0.1, max(1e-6, exactness))
    let goal = exactness * exactness * size
    for _ in 0..<(2 * diagonal.count + 50) where size > 0 {
      var product = search.map { ridge * $0 }
      rows.addTransposed(
        times: bent(rows.times(search), by: state.curvatures), to: &product)
      let step = size / dot(search, product)
      var next = 0.0
      for index in solution.indices {
        solution[index] += step * search[index]
        residual[index] -= step * product[index]
        next += residual[index] * residual[index] / diagonal[index]
      }
      if next <= goal { break }
      let keep = next / size
      size = next
      for index in search.indices {
        search[index] = residual[index] / diagonal[index] + keep * search[index]
      }
    }
    return solution
  }

  private func length(_ vector: [Double]) -> Double { dot(vector, vector).squareRoot() }

  private func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }
}
