/// How firmly a person acts on their own utility.
public enum Rationality: Sendable, Hashable, Codable {
  /// Always takes the better one, however small the difference.
  case perfect
  /// Takes the better one the more surely, the larger the difference.
  ///
  ///     P(first ≻ second) = σ(β · (u(first) − u(second)))
  ///
  /// Bradley & Terry 1952, doi:10.2307/2334029; of human feedback, Christiano et al. 2017,
  /// arXiv:1706.03741, section 2.2.3. `rationality` is β ≥ 0, in 1 / reward units: 0 tosses a coin.
  case boltzmann(rationality: Double)

  /// The leaning of a perfect person, in nats: σ of it is exactly 1 in double precision.
  ///
  /// Finite, so that an explanation can be written as JSON, which knows no infinity.
  static let certainty: Double = 1_000

  /// The log-odds of preferring the first response, in nats.
  ///
  /// - Parameter utilityGap: the person's utility of the first minus that of the second.
  func leaning(utilityGap: Double) -> Double {
    switch self {
    case .perfect:
      utilityGap == 0 ? 0 : (utilityGap > 0 ? Self.certainty : -Self.certainty)
    case .boltzmann(let rationality):
      rationality * utilityGap
    }
  }
}
