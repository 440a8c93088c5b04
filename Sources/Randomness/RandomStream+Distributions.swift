import CGSL

// The samplers are those of the GNU Scientific Library, fed by the stream; tests pin their first
// numbers. How many uniform numbers a draw takes is the sampler's affair and may vary.

extension RandomStream {
  /// A number from the normal distribution.
  ///
  ///     p(x) = exp(−(x − μ)² / 2σ²) / (σ √2π)
  ///
  /// By the ratio method (Leva 1992, doi:10.1145/138351.138364), which has the full resolution of a
  /// `Double`; GSL's faster ziggurat has 24 bits in each of its strips.
  ///
  /// - Parameters:
  ///   - mean: μ, finite.
  ///   - standardDeviation: σ ≥ 0, finite; 0 gives μ itself.
  public mutating func normal(mean: Double = 0, standardDeviation: Double = 1) -> Double {
    precondition(
      mean.isFinite && standardDeviation >= 0 && standardDeviation.isFinite,
      "normal: mean \(mean), standard deviation \(standardDeviation)")
    return mean + withGenerator { gsl_ran_gaussian_ratio_method($0, standardDeviation) }
  }

  /// A number from the exponential distribution.
  ///
  ///     p(x) = exp(−x / μ) / μ,   x ≥ 0
  ///
  /// - Parameter mean: μ > 0, finite: the reciprocal of the rate.
  public mutating func exponential(mean: Double = 1) -> Double {
    precondition(mean > 0 && mean.isFinite, "exponential: mean \(mean)")
    return withGenerator { gsl_ran_exponential($0, mean) }
  }

  /// A number from the gamma distribution.
  ///
  ///     p(x) = xᵏ⁻¹ exp(−x / θ) / (Γ(k) θᵏ),   x > 0;   mean kθ, variance kθ²
  ///
  /// - Parameters:
  ///   - shape: k > 0, finite.
  ///   - scale: θ > 0, finite.
  public mutating func gamma(shape: Double, scale: Double = 1) -> Double {
    precondition(
      shape > 0 && scale > 0 && shape.isFinite && scale.isFinite,
      "gamma: shape \(shape), scale \(scale)")
    return withGenerator { gsl_ran_gamma($0, shape, scale) }
  }

  /// A number from the beta distribution: a random probability.
  ///
  ///     p(x) = xᵃ⁻¹ (1 − x)ᵇ⁻¹ Γ(a + b) / (Γ(a) Γ(b)),   x in 0...1;   mean a / (a + b)
  ///
  /// - Parameters:
  ///   - a: a > 0, finite: one more than the successes seen, beginning from a uniform belief.
  ///   - b: b > 0, finite: one more than the failures seen.
  public mutating func beta(a: Double, b: Double) -> Double {
    precondition(a > 0 && b > 0 && a.isFinite && b.isFinite, "beta: a \(a), b \(b)")
    return withGenerator { gsl_ran_beta($0, a, b) }
  }

  /// A number from Student's t distribution: like the normal, with heavier tails.
  ///
  ///     p(x) ∝ (1 + x² / ν)^(−(ν + 1) / 2);   variance ν / (ν − 2) when ν > 2
  ///
  /// - Parameter degreesOfFreedom: ν > 0, finite; 1 is the Cauchy distribution.
  public mutating func studentT(degreesOfFreedom: Double) -> Double {
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom.isFinite,
      "studentT: degrees of freedom \(degreesOfFreedom)")
    return withGenerator { gsl_ran_tdist($0, degreesOfFreedom) }
  }

  /// The number of successes in independent trials: the binomial distribution.
  ///
  ///     P(k) = n! / (k! (n − k)!) · pᵏ (1 − p)ⁿ⁻ᵏ,   k in 0...n
  ///
  /// - Parameters:
  ///   - trials: n in 0..<2³².
  ///   - probability: p in 0...1.
  public mutating func binomial(trials: Int, probability: Double) -> Int {
    guard let count = UInt32(exactly: trials), (0...1).contains(probability) else {
      preconditionFailure("binomial: \(trials) trials, probability \(probability)")
    }
    return withGenerator { Int(gsl_ran_binomial($0, probability, count)) }
  }

  /// A count of rare events: the Poisson distribution.
  ///
  ///     P(k) = μᵏ exp(−μ) / k!,   k ≥ 0;   mean μ, variance μ
  ///
  /// - Parameter mean: μ in 0...10⁹.
  public mutating func poisson(mean: Double) -> Int {
    precondition((0...1e9).contains(mean), "poisson: mean \(mean)")
    return withGenerator { Int(gsl_ran_poisson($0, mean)) }
  }

  /// Random shares that sum to 1: the Dirichlet distribution.
  ///
  ///     p(x₁…x_K) ∝ Π_k x_k^(α_k − 1);   mean of x_k: α_k / Σ α
  ///
  /// - Parameter concentrations: α, each > 0 and finite, at least 1 of them; small ones give uneven
  ///   shares.
  /// - Returns: K numbers in 0...1 that sum to 1.
  public mutating func dirichlet(_ concentrations: [Double]) -> [Double] {
    precondition(
      !concentrations.isEmpty && concentrations.allSatisfy { $0 > 0 && $0.isFinite },
      "dirichlet: concentrations \(concentrations)")
    var shares = [Double](repeating: 0, count: concentrations.count)
    withGenerator { gsl_ran_dirichlet($0, concentrations.count, concentrations, &shares) }
    return shares
  }

  /// How many of several draws fall on each outcome: the multinomial distribution.
  ///
  ///     P(n₁…n_K) = N! Π_k p_k^n_k / n_k!,   p_k = weight_k / Σ weights
  ///
  /// - Parameters:
  ///   - draws: N in 0..<2³².
  ///   - weights: each ≥ 0 and finite, with a positive sum; they need not sum to 1.
  /// - Returns: K counts that sum to N.
  public mutating func multinomial(draws: Int, weights: [Double]) -> [Int] {
    let total = weights.reduce(0, +)
    guard let count = UInt32(exactly: draws), weights.allSatisfy({ $0 >= 0 }), total > 0,
      total.isFinite
    else { preconditionFailure("multinomial: \(draws) draws, weights \(weights)") }
    var counts = [UInt32](repeating: 0, count: weights.count)
    withGenerator { gsl_ran_multinomial($0, weights.count, count, weights, &counts) }
    return counts.map(Int.init)
  }
}
