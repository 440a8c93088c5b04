/// Newton's method for concave log-likelihoods of hundreds to many thousands of items.
///
///     x ← x + t · d,   (−H) · d = g
///
/// With few parameters the system is solved by Cholesky, with many by conjugate gradients (Hestenes
/// & Stiefel 1952, doi:10.6028/jres.049.044) scaled by the diagonal, as exactly as the slope is
/// small (Dembo, Eisenstat & Steihaug 1982, doi:10.1137/0719025): where items meet many others, as
/// in most crowds, five or so products suffice, and a dense factor of 2,000 items costs thirty
/// times that.
///
/// The step t is the first of 1 and ever shorter ones after which the slope along d has not turned
/// by more than a tenth. Only slopes are compared, never values: they are exact to the last digits,
/// where differences of the likelihood drown in rounding.
struct NewtonMaximizer: Sendable {
  /// Stops when no slope exceeds this share of its scale, > 0.
  var tolerance = 1e-12
  /// Gives up after so many steps, at least 1.
  var iterationLimit = 200
  /// Up to so many parameters the system is solved by Cholesky.
  var denseLimit = 200

  /// Climbs from a starting point to the maximum.
  ///
  /// - Returns: the parameters there, strengths centred where nothing else fixes their zero, and
  ///   the number of steps.
  func maximize<Likelihood: LogLikelihood>(
    _ likelihood: inout Likelihood, from start: [Double]
  ) throws(RatingError) -> (parameters: [Double], iterations: Int) {
    let scales = likelihood.slopeScales
    var parameters = start
    var slope = [Double](repeating: 0, count: start.count)
    likelihood.slope(at: parameters, into: &slope)
    var trial = parameters
    for iteration in 0..<iterationLimit {
      let steepness = zip(slope, scales).reduce(0) { max($0, abs($1.0) / $1.1) }
      if steepness <= tolerance { return (parameters, iteration) }
      let direction = try direction(likelihood, slope: slope, steepness: steepness)
      let ascent = dot(slope, direction)
      var step = min(1, 0.9 * likelihood.longestStep(from: parameters, along: direction))
      for _ in 0..<60 {
        for index in trial.indices { trial[index] = parameters[index] + step * direction[index] }
        likelihood.slope(at: trial, into: &slope)
        let ahead = dot(slope, direction)
        if ahead >= -0.1 * ascent { break }
        step *= min(0.5, max(0.1, ascent / (ascent - ahead)))
      }
      if likelihood.isShiftInvariant { centre(&trial, first: likelihood.itemCount) }
      let hasMoved = trial.indices.contains {
        abs(step * direction[$0]) > 1e-14 * (1 + abs(trial[$0]))
      }
      swap(&parameters, &trial)
      if let runaway = parameters.firstIndex(where: { !$0.isFinite }) {
        throw .unbounded(parameter: likelihood.name(of: runaway))
      }
      if !hasMoved { return (parameters, iteration + 1) }
    }
    let steepness = zip(slope, scales).reduce(0) { max($0, abs($1.0) / $1.1) }
    throw .notConverged(change: steepness, iterations: iterationLimit)
  }

  private func direction(
    _ likelihood: some LogLikelihood, slope: [Double], steepness: Double
  ) throws(RatingError) -> [Double] {
    if likelihood.parameterCount <= denseLimit {
      var factor = likelihood.curvatureMatrix()
      _ = fixZero(of: &factor, likelihood)
      if try isFactored(&factor, likelihood) {
        var direction = slope
        factor.solve(&direction)
        return direction
      }
    }
    return conjugateGradients(
      likelihood, slope: slope, tolerance: min(0.1, max(1e-9, steepness)))
  }

  /// The covariance of the estimates: the inverse of −H at the last point.
  ///
  /// It is that of the centred strengths. Where their zero is free, that is the inverse on the complement
  /// of the constant vector. Where a ridge holds it, the part of the inverse that moves all strengths
  /// alike, 1/λn, is taken out: scores have mean 0, and it says nothing about them.
  func covariance(_ likelihood: some LogLikelihood) throws(RatingError) -> SymmetricMatrix {
    var matrix = likelihood.curvatureMatrix()
    let added = fixZero(of: &matrix, likelihood)
    guard try isFactored(&matrix, likelihood) else {
      throw .notIdentified(parameter: "the strengths")
    }
    matrix.invertFromFactor()
    if added > 0 {
      let items = Double(likelihood.itemCount)
      matrix.add(-1 / (items * items * added), toFirst: likelihood.itemCount)
    } else {
      matrix.center(first: likelihood.itemCount)
    }
    return matrix
  }

  /// Makes −H positive definite by adding c·11ᵀ among the strengths, which moves no solution.
  private func fixZero(of matrix: inout SymmetricMatrix, _ likelihood: some LogLikelihood) -> Double
  {
    guard likelihood.isShiftInvariant, likelihood.itemCount > 0 else { return 0 }
    var trace = 0.0
    for item in 0..<likelihood.itemCount { trace += matrix[item, item] }
    let items = Double(likelihood.itemCount)
    let constant = trace / (items * items)
    matrix.add(constant, toFirst: likelihood.itemCount)
    return constant
  }

  /// Factors; false where rounding makes the strengths' part singular.
  private func isFactored(
    _ matrix: inout SymmetricMatrix, _ likelihood: some LogLikelihood
  ) throws(RatingError) -> Bool {
    let diagonal = (0..<matrix.dimension).map { matrix[$0, $0] }
    let failure = matrix.factor()
    for index in likelihood.itemCount..<max(matrix.dimension, likelihood.itemCount) {
      let pivot = matrix[index, index]
      if failure == index || (failure == nil && pivot * pivot < 1e-11 * diagonal[index]) {
        throw .notIdentified(parameter: likelihood.name(of: index))
      }
    }
    return failure == nil
  }

  private func conjugateGradients(
    _ likelihood: some LogLikelihood, slope: [Double], tolerance: Double
  ) -> [Double] {
    let count = slope.count
    let diagonal = likelihood.curvatureDiagonal()
    var solution = [Double](repeating: 0, count: count)
    var residual = slope
    var search = zip(residual, diagonal).map { $0 / $1 }
    var product = solution
    var size = dot(residual, search)
    let goal = tolerance * tolerance * size
    for _ in 0..<(2 * count + 50) {
      likelihood.curvature(times: search, into: &product)
      let bend = dot(search, product)
      guard bend > 0 else { break }
      let step = size / bend
      var next = 0.0
      for index in 0..<count {
        solution[index] += step * search[index]
        residual[index] -= step * product[index]
        next += residual[index] * residual[index] / diagonal[index]
      }
      if next <= goal { break }
      let keep = next / size
      size = next
      for index in 0..<count {
        search[index] = residual[index] / diagonal[index] + keep * search[index]
      }
    }
    return solution
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }

  private func centre(_ values: inout [Double], first count: Int) {
    guard count > 0 else { return }
    var mean = 0.0
    for index in 0..<count { mean += values[index] }
    mean /= Double(count)
    for index in 0..<count { values[index] -= mean }
  }
}
