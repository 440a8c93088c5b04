/// How far apart two values are, δ², for Krippendorff's alpha.
///
/// Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section E.
public enum DistanceMetric: String, Sendable, Hashable, Codable, CaseIterable {
  /// 0 if equal, otherwise 1.
  case nominal
  /// The squared number of readings between two ranks, half of those at either end included.
  case ordinal
  /// (c − k)².
  case interval
  /// ((c − k) / (c + k))²; values must be ≥ 0.
  case ratio
}
