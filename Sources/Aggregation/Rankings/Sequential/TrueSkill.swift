import Foundation
import Randomness

/// TrueSkill: normal beliefs of skill, updated game by game by expectation propagation.
///
///     performance_i ~ N(skill_i, β²),   first beats second when performance_1 − performance_2 > ε
///
/// Herbrich, Minka & Graepel 2006, "TrueSkill: a Bayesian skill rating system". Between two it is
/// exact moment matching; of several who play at once, each for itself, messages run along the
/// order until they rest. Assumes normal performances and skills that wander by τ a game. Needs the
/// order of games: another gives other beliefs. After one win between beginners the beliefs are
/// 29.396 ± 7.171 and 20.604 ± 7.171.
public struct TrueSkill: RankingMethod, Hashable, Codable {
  /// What is believed of an item before its first game.
  public var initial: SkillBelief
  /// β > 0: the standard deviation of one performance.
  public var performanceDeviation: Double
  /// τ ≥ 0: how far a skill wanders in a game.
  public var drift: Double
  /// How often equals draw, in 0..<1; it sets the margin ε.
  public var probabilityOfDraw: Double

  /// Describes a rating system; the parameters are the properties of the same names.
  public init(
    initial: SkillBelief = SkillBelief(), performanceDeviation: Double = 25.0 / 6,
    drift: Double = 25.0 / 300, probabilityOfDraw: Double = 0.1
  ) {
    precondition((0..<1).contains(probabilityOfDraw), "a draw probability of \(probabilityOfDraw)")
    self.initial = initial
    self.performanceDeviation = performanceDeviation
    self.drift = drift
    self.probabilityOfDraw = probabilityOfDraw
  }

  /// `trueskill`.
  public var name: String { "trueskill" }
  /// Normal performances, skills that wander.
  public var assumptions: String {
    "Performances are normal around skills that wander a little with every game; a lead below a "
      + "fixed margin is a draw; late games count most."
  }
  /// The order, and whole rankings where there are any.
  public var needs: RankingNeeds { [.order, .rankings] }

  /// ε = Φ⁻¹((p + 1) / 2) · √2 · β.
  var drawMargin: Double {
    TruncatedNormal.quantile((probabilityOfDraw + 1) / 2) * 2.squareRoot() * performanceDeviation
  }

  /// The beliefs of two after a game.
  ///
  /// - Parameter outcome: left is the first.
  public func beliefs(
    after outcome: ComparisonOutcome, _ first: SkillBelief, _ second: SkillBelief
  ) -> (first: SkillBelief, second: SkillBelief) {
    if outcome == .right {
      let turned = beliefs(after: .left, second, first)
      return (turned.second, turned.first)
    }
    let variances = [first, second].map { $0.deviation * $0.deviation + drift * drift }
    let spread =
      (variances[0] + variances[1] + 2 * performanceDeviation * performanceDeviation).squareRoot()
    let lead = (first.mean - second.mean) / spread
    let truncated = TruncatedNormal(
      lead: lead, margin: drawMargin / spread, isDraw: outcome == .tie)
    func updated(_ belief: SkillBelief, _ variance: Double, _ sign: Double) -> SkillBelief {
      SkillBelief(
        mean: belief.mean + sign * variance / spread * truncated.shift,
        deviation: (variance * (1 - variance / (spread * spread) * truncated.shrinkage))
          .squareRoot())
    }
    return (updated(first, variances[0], 1), updated(second, variances[1], -1))
  }

  /// How even a game between two would be: 1 when a draw is as likely as it can be.
  ///
  ///     √(2β² / c²) · exp(−(μ₁ − μ₂)² / 2c²),   c² = 2β² + σ₁² + σ₂²
  ///
  /// Herbrich et al. 2006, section 5; 0.447214 between beginners.
  public func quality(_ first: SkillBelief, _ second: SkillBelief) -> Double {
    let noise = 2 * performanceDeviation * performanceDeviation
    let total = noise + pow(first.deviation, 2) + pow(second.deviation, 2)
    return (noise / total).squareRoot() * exp(-pow(first.mean - second.mean, 2) / (2 * total))
  }

  /// The beliefs after comparisons, one after the other.
  public func beliefs(after comparisons: Comparisons) throws(RatingError) -> [SkillBelief] {
    try comparisons.requireRows()
    var beliefs = [SkillBelief](repeating: initial, count: comparisons.itemCount)
    for row in 0..<comparisons.count where (comparisons.weights?[row] ?? 1) > 0 {
      let (i, j) = (Int(comparisons.left[row]), Int(comparisons.right[row]))
      (beliefs[i], beliefs[j]) = self.beliefs(
        after: comparisons.outcomes[row], beliefs[i], beliefs[j])
    }
    return beliefs
  }

  /// μ in points of skill, ± 1.96 σ.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    let isWeighted = comparisons.weights?.contains { $0 != 0 && $0 != 1 } ?? false
    return ratings(
      try beliefs(after: comparisons),
      notes: isWeighted ? ["weights do not count: every comparison is one game"] : [])
  }

  func ratings(_ beliefs: [SkillBelief], notes: [String]) -> ItemRatings {
    ItemRatings(
      scores: beliefs.map(\.mean), unit: "points of skill",
      intervals: beliefs.map { normalInterval(mean: $0.mean, deviation: $0.deviation) },
      notes: notes)
  }
}
