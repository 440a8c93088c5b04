/// What to do where comparisons leave some strengths without a finite estimate.
///
/// That is so when a set of items never scores against the rest, or never meets them.
public enum SeparationPolicy: Sendable, Hashable, Codable {
  /// Throw ``RatingError/neverScoring(items:)``, which names the items.
  case fail
  /// Take ½λΣθ² off the log-likelihood, λ > 0, but only where it is needed; a note says so. Every
  /// strength is then finite, and those of the separated items hang on λ.
  case ridge(Double)
}
