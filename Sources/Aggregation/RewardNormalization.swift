/// Turns the scores of a ranking into a reward signal on a scale of its own.
public enum RewardNormalization: String, Sendable, Hashable, Codable, CaseIterable {
  /// Mean 0; the unit stays.
  case zeroMean = "zero-mean"
  /// Mean 0 and variance 1: what Ziegler et al. 2019, arXiv:1909.08593, do to a reward
  /// model.
  case standardized

  /// The scores on the new scale, in the same order.
  ///
  ///     r_i = s_i − s̄,   or   r_i = (s_i − s̄) / sd(s)   with the divisor n in the variance
  ///
  /// Scores that are all alike become 0 either way: they tell nothing apart. Neither form changes
  /// the order of the items.
  public func rewards(_ scores: [Double]) -> [Double] {
    // Compared, not subtracted: the mean of equal numbers may be off by a rounding error.
    guard let first = scores.first, scores.contains(where: { $0 != first }) else {
      return scores.map { _ in 0 }
    }
    let mean = scores.reduce(0, +) / Double(scores.count)
    let deviations = scores.map { $0 - mean }
    guard self == .standardized else { return deviations }
    let variance = deviations.reduce(0) { $0 + $1 * $1 } / Double(scores.count)
    return deviations.map { $0 / variance.squareRoot() }
  }
}
