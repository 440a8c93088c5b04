/// A limit below which a difference is too small to see, or a pair too poor to judge.
public enum Threshold: Sendable, Hashable, Codable {
  /// In standard deviations of quality (see ``UtilityScale``).
  case deviations(Double)
  /// A share ε of the mean return: B-Pref's rule for whole episodes.
  ///
  ///     δ = ε · (H / T) · R_avg(π),   H = T
  ///
  /// Lee et al. 2021, arXiv:2111.03026, section 3 and appendix. In reward units, undiscounted; where the
  /// mean return is negative, a difference never falls below it. (The authors' program multiplies by ε
  /// a second time from the second session on; this is the paper's rule.)
  case shareOfMeanReturn(Double)
  /// Whichever of the two is greater on the scale at hand: both rules are in force.
  case greater(deviations: Double, shareOfMeanReturn: Double)

  /// The limit of a difference of two qualities, in standard deviations.
  package func gap(on scale: UtilityScale) -> Double {
    switch self {
    case .deviations(let deviations): deviations
    case .shareOfMeanReturn(let share): share * scale.goldMean / scale.goldDeviation
    case .greater(let deviations, let share):
      max(deviations, Threshold.shareOfMeanReturn(share).gap(on: scale))
    }
  }

  /// The limit of a quality, in standard deviations from the mean.
  package func level(on scale: UtilityScale) -> Double {
    switch self {
    case .deviations(let deviations): deviations
    case .shareOfMeanReturn(let share): (share - 1) * scale.goldMean / scale.goldDeviation
    case .greater(let deviations, let share):
      max(deviations, Threshold.shareOfMeanReturn(share).level(on: scale))
    }
  }
}
