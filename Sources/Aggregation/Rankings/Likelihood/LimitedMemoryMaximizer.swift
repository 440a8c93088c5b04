/// L-BFGS: climbs a smooth function that need not be concave, by its last few steps.
///
/// Liu & Nocedal 1989, doi:10.1007/BF01589116, with backtracking. GSL's vector BFGS keeps one step
/// only, and calls back through C.
struct LimitedMemoryMaximizer: Sendable {
  /// Stops when no slope exceeds this, > 0.
  var tolerance: Double
  /// Gives up after so many steps, at least 1.
  var iterationLimit = 2_000
  /// How many steps it remembers.
  var memory = 12

  /// Climbs from a point, to a place where no step leads up or no slope is left.
  ///
  /// - Parameters:
  ///   - curvature: −H of a function like this one, as a Cholesky factor. It shapes the steps, so
  ///     that their number does not grow with the number of parameters.
  ///   - function: its value, and its slope written into the array.
  func maximize(
    from start: [Double], curvature: SymmetricMatrix? = nil,
    _ function: ([Double], inout [Double]) -> Double
  ) throws(RatingError) -> (point: [Double], value: Double, iterations: Int) {
    var point = start
    var slope = [Double](repeating: 0, count: start.count)
    var value = function(point, &slope)
    var steps: [[Double]] = []
    var changes: [[Double]] = []
    var fresh = slope
    for iteration in 0..<iterationLimit {
      let steepness = slope.reduce(0) { max($0, abs($1)) }
      if steepness <= tolerance { return (point, value, iteration) }
      var direction = Self.direction(slope, steps: steps, changes: changes, curvature)
      if steps.isEmpty, curvature == nil { direction = direction.map { $0 / max(steepness, 1) } }
      let ascent = Self.dot(direction, slope)
      var length = 1.0
      var trial = point
      var trialValue = value
      // The last digits of a large sum are noise. Where a step changes no others, slopes decide, which
      // are exact: one that has not turned by more than 0.8 has gained (Hager & Zhang 2005,
      // doi:10.1137/030601880, eq. 4.1).
      let noise = 1e-10 * abs(value)
      repeat {
        trial = zip(point, direction).map { $0 + length * $1 }
        trialValue = function(trial, &fresh)
        if trialValue >= value + 1e-4 * length * ascent { break }
        if trialValue >= value - noise, Self.dot(fresh, direction) >= -0.8 * ascent { break }
        length /= 2
      } while length > 1e-14
      guard length > 1e-14 else {
        if steps.isEmpty { return (point, value, iteration) }
        // A memory that misleads is forgotten once; after that this is the top.
        steps = []
        changes = []
        _ = function(point, &slope)
        continue
      }
      let step = zip(trial, point).map { $0 - $1 }
      let change = zip(slope, fresh).map { $0 - $1 }
      if Self.dot(step, change) > 1e-16 * Self.dot(change, change) {
        steps.append(step)
        changes.append(change)
        if steps.count > memory {
          steps.removeFirst()
          changes.removeFirst()
        }
      }
      (point, value) = (trial, trialValue)
      swap(&slope, &fresh)
    }
    throw .notConverged(
      change: slope.reduce(0) { max($0, abs($1)) }, iterations: iterationLimit)
  }

  /// The two loops over the memory, newest to oldest and back.
  private static func direction(
    _ slope: [Double], steps: [[Double]], changes: [[Double]], _ curvature: SymmetricMatrix?
  ) -> [Double] {
    var direction = slope
    var weights: [Double] = []
    for (step, change) in zip(steps, changes).reversed() {
      let weight = dot(step, direction) / dot(step, change)
      direction = zip(direction, change).map { $0 - weight * $1 }
      weights.append(weight)
    }
    curvature?.solve(&direction)
    if let step = steps.last, let change = changes.last {
      var shaped = change
      curvature?.solve(&shaped)
      let scale = dot(step, change) / dot(change, shaped)
      direction = direction.map { $0 * scale }
    }
    for ((step, change), weight) in zip(zip(steps, changes), weights.reversed()) {
      let correction = weight - dot(change, direction) / dot(step, change)
      direction = zip(direction, step).map { $0 + correction * $1 }
    }
    return direction
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }
}
