import CGSL

/// The smallest true mean that a two-sided t test would have told from the null in most repetitions.
///
///     δ = λ s / √n,   where  P(|T′(n − 1, λ)| > t(n − 1)) = power
///
/// T′ has the noncentral t distribution. Cohen 1988, "Statistical power analysis", section 2.2. With 5 %
/// error and 80 % power δ is 3.2640 s at n = 3, 1.6820 s at 5, 0.9960 s at 10 and 0.6604 s at 20.
///
/// - Parameters:
///   - deviation: s, the standard deviation of what is averaged; > 0.
///   - count: n ≥ 2, how many are averaged.
///   - confidence: in 0..<1, not 0; the test errs in 1 − confidence.
///   - power: in 1 − confidence ..< 1.
/// - Returns: δ > 0, in the unit of s.
public func detectableDifference(
  deviation: Double, count: Int, confidence: Double = 0.95, power: Double = 0.8
) -> Double {
  precondition(
    deviation > 0 && count >= 2,
    "a detectable difference of deviation \(deviation), \(count) values")
  requireConfidence(confidence)
  precondition(power > 1 - confidence && power < 1, "a power of \(power)")
  let freedom = Double(count - 1)
  let critical = gsl_cdf_tdist_Qinv((1 - confidence) / 2, freedom)
  func isPowerful(_ noncentrality: Double) -> Bool {
    testPower(noncentrality: noncentrality, freedom: freedom, critical: critical) >= power
  }
  var ends = (low: 0.0, high: 4.0)
  while !isPowerful(ends.high) { ends = (ends.high, 2 * ends.high) }
  for _ in 0..<40 {
    let middle = (ends.low + ends.high) / 2
    if isPowerful(middle) { ends.high = middle } else { ends.low = middle }
  }
  return ends.high * deviation / Double(count).squareRoot()
}

/// The smallest true mean that a two-sided t test of some values would have told from its null.
///
/// - Parameter values: all finite.
/// - Returns: `nil` for fewer than two values, and where all are equal: they do not say how far they may
///   vary.
public func detectableDifference(of values: [Double]) -> Double? {
  guard values.count >= 2 else { return nil }
  let deviation = standardDeviation(of: values)
  return deviation > 0 ? detectableDifference(deviation: deviation, count: values.count) : nil
}

/// P(|T′| > t). T′² is noncentral F, a Poisson mixture of beta distributions:
///
///     1 − Σⱼ Poisson(j; λ²/2) · I_x(j + ½, ν/2),   x = t² / (t² + ν)
///
/// Johnson, Kotz & Balakrishnan 1995, "Continuous univariate distributions", volume 2, equation 30.10.
private func testPower(noncentrality: Double, freedom: Double, critical: Double) -> Double {
  let mean = noncentrality * noncentrality / 2
  let x = critical * critical / (critical * critical + freedom)
  // What lies beyond has a probability of less than 1e-12.
  let reach = 8 * mean.squareRoot() + 20
  let terms = UInt32(max(0, mean - reach))...UInt32(mean + reach)
  let missed = terms.reduce(0.0) { sum, index in
    sum + gsl_ran_poisson_pdf(index, mean) * gsl_cdf_beta_P(x, Double(index) + 0.5, freedom / 2)
  }
  return 1 - missed
}
