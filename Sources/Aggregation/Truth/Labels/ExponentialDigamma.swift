import Foundation

/// exp ψ(x), for x > 0, to about ten digits: what the logarithm of a variable expects,
/// exponentiated.
///
///     exp ψ(y + ½) = y + 1/24y − 37/5760y³ + 10313/2903040y⁵ − …,   ψ(x) = ψ(x + n) − Σ_{i<n} 1/(x + i)
///
/// Abramowitz & Stegun 1964, 6.3.5 and, exponentiated, 6.3.18. exp ψ(1) = .5614595, the exponential
/// of minus Euler's constant.
@inline(__always)
func exponentialDigamma(_ x: Double) -> Double {
  guard x < 10 else { return farExponentialDigamma(x) }
  var sum = 0.0
  var y = x
  while y < 10 {
    sum += 1 / y
    y += 1
  }
  return farExponentialDigamma(y) * exp(-sum)
}

@inline(__always)
private func farExponentialDigamma(_ x: Double) -> Double {
  let y = x - 0.5
  let inverse = 1 / (y * y)
  return y
    + (1.0 / 24 - inverse
      * (37.0 / 5_760 - inverse
        * (10_313.0 / 2_903_040
          - inverse * (5_509_121.0 / 1_393_459_200))))
    / y
}
