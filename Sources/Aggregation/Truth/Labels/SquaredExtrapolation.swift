/// Speeds up a map θ → F(θ) that climbs a likelihood, such as a step of expectation-maximisation.
///
///     r = F(θ) − θ,   v = F(F(θ)) − F(θ) − r,   a = −‖r‖ / ‖v‖,   θ' = θ − 2a r + a² v
///
/// Varadhan & Roland 2008, doi:10.1111/j.1467-9469.2007.00585.x, scheme S3, with their growing bound
/// on the step. θ' is taken only if it is at least as likely as F(θ), and otherwise F(F(θ)) is, so the
/// likelihood never falls and the limit is a fixed point of F as without it. From the same start it
/// reached the same maximum as plain steps on every data set of the tests.
struct SquaredExtrapolation {
  /// Stops when a plain step gains less, in nats, and the one before it as well.
  var tolerance: Double
  /// Gives up after so many evaluations of F.
  var stepLimit: Int
  /// Takes plain steps alone: what the tests compare with.
  var isPlain = false

  struct Result {
    var parameters: [Double]
    var logLikelihood: Double
    var stepCount: Int
    var hasConverged: Bool
  }

  /// Climbs from a start.
  ///
  /// - Parameters:
  ///   - step: replaces the second by F of the first, and returns the log-likelihood of the first.
  ///   - confine: brings an extrapolated θ' back to where parameters may be, given F(F(θ)).
  func climb(
    from start: [Double], step: ([Double], inout [Double]) -> Double,
    confine: (inout [Double], [Double]) -> Void
  ) -> Result {
    var zero = start
    var one = start
    var two = start
    var far = start
    var steps = 0
    var longest = isPlain ? 1.0 : 4.0
    var last = -Double.infinity
    while steps < stepLimit {
      let before = step(zero, &one)
      let after = step(one, &two)
      steps += 2
      // A NaN compares as false and ends the loop; the caller sees it in the likelihood.
      guard abs(after - before) >= tolerance || abs(before - last) >= tolerance else {
        return Result(
          parameters: one, logLikelihood: after, stepCount: steps, hasConverged: after.isFinite)
      }
      last = after
      let length = Self.stepLength(zero, one, two, longest: longest)
      guard length > 1 else {
        swap(&zero, &two)
        continue
      }
      for index in far.indices {
        let r = one[index] - zero[index]
        let v = two[index] - one[index] - r
        far[index] = zero[index] + 2 * length * r + length * length * v
      }
      confine(&far, two)
      let reached = step(far, &zero)
      steps += 1
      if reached >= after {
        if length == longest { longest *= 4 }
      } else {
        swap(&zero, &two)
        longest = max(2, longest / 2)
      }
    }
    let reached = step(zero, &one)
    return Result(
      parameters: zero, logLikelihood: reached, stepCount: steps + 1, hasConverged: false)
  }

  /// −a, in 1...longest.
  private static func stepLength(
    _ zero: [Double], _ one: [Double], _ two: [Double], longest: Double
  ) -> Double {
    var first = 0.0
    var second = 0.0
    for index in zero.indices {
      let r = one[index] - zero[index]
      let v = two[index] - one[index] - r
      first += r * r
      second += v * v
    }
    guard second > 0 else { return 1 }
    return min(longest, max(1, (first / second).squareRoot()))
  }
}
