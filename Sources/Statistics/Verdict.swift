/// What the data say about a ``Claim``.
public enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
  /// The whole interval agrees with the claim.
  case supported
  /// The whole interval contradicts the claim.
  case refuted
  /// The interval allows both: more replications are needed, or the effect is at the threshold.
  case inconclusive
}
