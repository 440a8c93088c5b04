import CGSL
import Randomness
import Testing

/// A distribution of one number, and what is known about it.
struct KnownDistribution: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var mean: Double
  var variance: Double
  /// Fourth central moment / variance² − 3: decides how precisely a sample tells the variance.
  var excessKurtosis: Double
  /// P(X ≤ x), where X is continuous.
  var cumulative: (@Sendable (Double) -> Double)?
  var draw: @Sendable (inout RandomStream) -> Double
}

@Suite struct RandomStreamDistributionsTests {
  static let known: [KnownDistribution] = [
    KnownDistribution(
      testDescription: "normal(−2, 3)", mean: -2, variance: 9, excessKurtosis: 0,
      cumulative: { gsl_cdf_gaussian_P($0 + 2, 3) },
      draw: { $0.normal(mean: -2, standardDeviation: 3) }),
    KnownDistribution(
      testDescription: "exponential(2.5)", mean: 2.5, variance: 6.25, excessKurtosis: 6,
      cumulative: { gsl_cdf_exponential_P($0, 2.5) }, draw: { $0.exponential(mean: 2.5) }),
    KnownDistribution(
      testDescription: "gamma(3, 2)", mean: 6, variance: 12, excessKurtosis: 2,
      cumulative: { gsl_cdf_gamma_P($0, 3, 2) }, draw: { $0.gamma(shape: 3, scale: 2) }),
    KnownDistribution(
      testDescription: "gamma(0.4, 1)", mean: 0.4, variance: 0.4, excessKurtosis: 15,
      cumulative: { gsl_cdf_gamma_P($0, 0.4, 1) }, draw: { $0.gamma(shape: 0.4) }),
    // Excess kurtosis 6[(a−b)²(a+b+1) − ab(a+b+2)] / [ab(a+b+2)(a+b+3)].
    KnownDistribution(
      testDescription: "beta(2, 6)", mean: 0.25, variance: 1.0 / 48,
      excessKurtosis: 6.0 * (16 * 9 - 12 * 10) / (12 * 10 * 11),
      cumulative: { gsl_cdf_beta_P($0, 2, 6) }, draw: { $0.beta(a: 2, b: 6) }),
    KnownDistribution(
      testDescription: "beta(½, ½)", mean: 0.5, variance: 0.125, excessKurtosis: -1.5,
      cumulative: { gsl_cdf_beta_P($0, 0.5, 0.5) }, draw: { $0.beta(a: 0.5, b: 0.5) }),
    KnownDistribution(
      testDescription: "studentT(9)", mean: 0, variance: 9.0 / 7, excessKurtosis: 6.0 / 5,
      cumulative: { gsl_cdf_tdist_P($0, 9) }, draw: { $0.studentT(degreesOfFreedom: 9) }),
    KnownDistribution(
      testDescription: "binomial(12, 0.3)", mean: 3.6, variance: 2.52,
      excessKurtosis: (1 - 6 * 0.21) / 2.52, cumulative: nil,
      draw: { Double($0.binomial(trials: 12, probability: 0.3)) }),
    // Many trials take another branch of the sampler.
    KnownDistribution(
      testDescription: "binomial(1000, 0.7)", mean: 700, variance: 210,
      excessKurtosis: (1 - 6 * 0.21) / 210, cumulative: nil,
      draw: { Double($0.binomial(trials: 1_000, probability: 0.7)) }),
    KnownDistribution(
      testDescription: "poisson(4)", mean: 4, variance: 4, excessKurtosis: 0.25, cumulative: nil,
      draw: { Double($0.poisson(mean: 4)) }),
    KnownDistribution(
      testDescription: "poisson(300)", mean: 300, variance: 300, excessKurtosis: 1.0 / 300,
      cumulative: nil, draw: { Double($0.poisson(mean: 300)) }),
  ]

  static func sample(_ known: KnownDistribution, count: Int) -> [Double] {
    var stream = RandomStream(seed: 3).child(known.testDescription)
    return (0..<count).map { _ in known.draw(&stream) }
  }

  /// Standard errors of a sample of n: √(σ² / n) of the mean, σ² √((κ + 2) / n) of the variance,
  /// where κ is the excess kurtosis. Five of each are allowed.
  @Test(arguments: known) func momentsAreThoseOfTheDistribution(_ known: KnownDistribution) {
    let count = 40_000
    let values = Self.sample(known, count: count)
    let mean = values.reduce(0, +) / Double(count)
    let variance =
      values.map { ($0 - known.mean) * ($0 - known.mean) }.reduce(0, +) / Double(count)
    let meanError = (known.variance / Double(count)).squareRoot()
    let varianceError = known.variance * ((known.excessKurtosis + 2) / Double(count)).squareRoot()
    #expect(abs(mean - known.mean) < 5 * meanError)
    #expect(abs(variance - known.variance) < 5 * varianceError)
  }

  /// The Kolmogorov–Smirnov distance D to the distribution function. P(√n D > 2.74) ≈ 2 exp(−2 · 2.74²)
  /// = 6·10⁻⁷: that of five standard errors of a normal number.
  @Test(arguments: known.filter { $0.cumulative != nil })
  func shapeIsThatOfTheDistribution(_ known: KnownDistribution) throws {
    let cumulative = try #require(known.cumulative)
    let count = 10_000
    let values = Self.sample(known, count: count).sorted()
    let distance = values.enumerated().map { index, value in
      let probability = cumulative(value)
      return max(
        probability - Double(index) / Double(count), Double(index + 1) / Double(count) - probability
      )
    }.max()
    #expect(try #require(distance) * Double(count).squareRoot() < 2.74)
  }

  @Test func dirichletSharesSumToOneAndHaveTheirMeans() {
    var stream = RandomStream(seed: 3).child("dirichlet")
    let count = 20_000
    var sums = [0.0, 0, 0]
    for _ in 0..<count {
      let shares = stream.dirichlet([1, 2, 5])
      #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
      for index in 0..<3 { sums[index] += shares[index] }
    }
    // Var x_k = m_k (1 − m_k) / (Σα + 1) with m = α / 8: at most 0.234 / 9, so five standard errors
    // are at most 5 √(0.026 / 20,000) = 0.0057.
    for (sum, mean) in zip(sums, [0.125, 0.25, 0.625]) {
      #expect(abs(sum / Double(count) - mean) < 0.0057)
    }
    #expect(stream.dirichlet([4]) == [1])
    let tiny = stream.dirichlet([1e-4, 1e-4, 1e-4])
    #expect(abs(tiny.reduce(0, +) - 1) < 1e-12, "small concentrations do not underflow to 0 / 0")
  }

  @Test func multinomialCountsSumToTheDrawsAndFollowTheWeights() {
    var stream = RandomStream(seed: 3).child("multinomial")
    var sums = [0, 0, 0, 0]
    for _ in 0..<4_000 {
      let counts = stream.multinomial(draws: 10, weights: [1, 0, 2, 5])
      #expect(counts.reduce(0, +) == 10)
      for index in 0..<4 { sums[index] += counts[index] }
    }
    // 40,000 draws in all: standard errors √(n p (1 − p)) are 66, 87 and 97.
    #expect(sums[1] == 0)
    #expect(abs(sums[0] - 5_000) < 330)
    #expect(abs(sums[2] - 10_000) < 435)
    #expect(abs(sums[3] - 25_000) < 485)
  }

  @Test func edgesOfTheParameters() {
    var stream = RandomStream(seed: 3).child("edges")
    #expect(stream.normal(mean: 4, standardDeviation: 0) == 4)
    #expect(stream.binomial(trials: 0, probability: 0.5) == 0)
    #expect(stream.binomial(trials: 9, probability: 0) == 0)
    #expect(stream.binomial(trials: 9, probability: 1) == 9)
    #expect(stream.poisson(mean: 0) == 0)
    #expect(stream.multinomial(draws: 0, weights: [1, 1]) == [0, 0])
  }

  /// A change here changes every result ever recorded: it must be meant, and told in the change log.
  @Test func firstNumbersStayWhatTheyAre() {
    let root = RandomStream(seed: 5)
    func expect(
      _ name: String, _ golden: [Double], _ draw: (inout RandomStream) -> Double
    ) {
      var stream = root.child(name)
      let values = golden.map { _ in draw(&stream) }
      let close = zip(values, golden).allSatisfy { abs($0 - $1) <= 1e-9 * abs($1) }
      #expect(close, "\(name): \(values)")
    }
    expect("normal", [0.850402954927091, 0.8491333085867824, 0.7607221830931937]) { $0.normal() }
    expect("exponential", [0.7802951926359698, 2.033626032967725, 0.44528693387608853]) {
      $0.exponential()
    }
    expect("gamma", [1.133041628031267, 0.08648592349220231, 0.3210899531594188]) {
      $0.gamma(shape: 2)
    }
    expect("beta", [0.0062604189103383605, 0.3649359969808653, 0.5255032674178615]) {
      $0.beta(a: 2, b: 3)
    }
    expect("student t", [-1.2080131291993992, -0.5928583936876544, -0.82221081717607]) {
      $0.studentT(degreesOfFreedom: 4)
    }
    expect("binomial", [27, 31, 27]) { Double($0.binomial(trials: 100, probability: 0.3)) }
    expect("poisson", [17, 23, 17]) { Double($0.poisson(mean: 20)) }
    var stream = root.child("dirichlet")
    #expect(stream.multinomial(draws: 50, weights: stream.dirichlet([1, 1, 1])) == [5, 4, 41])
  }
}
