/// Where the width of an interval comes from.
public enum IntervalMethod: Sendable, Hashable, Codable {
  /// The curvature of the log-likelihood: right when the model is.
  case information
  /// The sandwich H⁻¹ (Σ g gᵀ) H⁻¹ of Huber 1967 and White 1982, doi:10.2307/1912526: right also
  /// when the model is wrong, as long as comparisons are independent. A weight counts as so many of
  /// them.
  case sandwich
}
