import Foundation

/// How consistently a person acts on their own opinion.
public enum Rationality: Sendable, Hashable {
  /// Always takes the better one, however small the difference.
  case perfect
  /// Takes the better one the more surely, the larger the difference.
  ///
  ///     P(first ≻ second) = σ(β · (q(first) − q(second)))
  ///
  /// Bradley & Terry 1952, doi:10.2307/2334029; of human feedback, Christiano et al. 2017,
  /// arXiv:1706.03741, section 2.2.3. `rationality` is β ≥ 0, per standard deviation of quality (see
  /// ``UtilityScale``): 0 tosses a coin.
  case boltzmann(rationality: Double)

  /// The leaning of a perfect person, in nats: σ of it is exactly 1 in double precision.
  ///
  /// Finite, so that an explanation can be written as JSON, which knows no infinity.
  static let certainty: Double = 1_000

  /// The log-odds of preferring the first response, in nats.
  ///
  /// - Parameters:
  ///   - gap: the person's quality of the first minus that of the second, in standard deviations.
  ///   - practice: what practice leaves of the person's rationality, in 0...1.
  @inlinable
  func leaning(gap: Double, practice: Double = 1) -> Double {
    switch self {
    case .perfect: gap == 0 ? 0 : (gap > 0 ? 1_000 : -1_000)
    case .boltzmann(let rationality): rationality * practice * gap
    }
  }

  /// What one judgement of one response is blurred by: the standard deviation of the Gumbel noise whose
  /// difference makes the logistic choice above, in standard deviations of quality.
  ///
  ///     s = π / (√6 · β);   0 for the perfect, ∞ at β = 0
  func blur(practice: Double = 1) -> Double {
    switch self {
    case .perfect: 0
    case .boltzmann(let rationality): Double.pi / (6.0.squareRoot() * rationality * practice)
    }
  }
}
