import Foundation
import Randomness

/// Glicko-2: Glicko in which every item's fluctuation is estimated too.
///
///     φ* = √(φ² + σ'²),   φ' = 1/√(1/φ*² + 1/v),   μ' = μ + φ'² Σ_j g(φ_j)(s_j − E_j)
///
/// σ' is where (x = log σ²)
///
///     e^x (Δ² − φ² − v − e^x) / 2(φ² + v + e^x)² = (x − log σ²) / τ²
///
/// Glickman 2001, doi:10.1080/02664760120059219; the steps are those of "Example of the Glicko-2
/// system" (2022). Assumes Bradley-Terry's odds and strengths that wander at a rate of each item's
/// own; works well with 10 to 15 comparisons an item in a period. Needs the order, or the periods.
public struct Glicko2: PeriodicRating, Hashable, Codable {
  /// What is believed of an item before its first comparison.
  public var initial: GlickoRating
  /// τ > 0: how fast a volatility may change; 0.3 to 1.2 are reasonable.
  public var volatilityChange: Double
  /// In points: how unsure a belief can become.
  public var largestDeviation: Double
  /// Where periods are cut from the order: how many comparisons an item has in one, on average.
  public var comparisonsPerItem: Int

  /// Describes a rating system; the parameters are the properties of the same names.
  public init(
    initial: GlickoRating = GlickoRating(), volatilityChange: Double = 0.5,
    largestDeviation: Double = 350, comparisonsPerItem: Int = 15
  ) {
    precondition(volatilityChange > 0 && comparisonsPerItem >= 1, "change \(volatilityChange)")
    self.initial = initial
    self.volatilityChange = volatilityChange
    self.largestDeviation = largestDeviation
    self.comparisonsPerItem = comparisonsPerItem
  }

  /// `glicko-2`.
  public var name: String { "glicko-2" }
  /// Bradley-Terry's odds, strengths that wander each at its own rate.
  public var assumptions: String {
    "Strength decides the odds as in Bradley-Terry and wanders from period to period, at a rate of "
      + "each item's own; a tie is half a win to either."
  }
  /// The order or the periods.
  public var needs: RankingNeeds { [.order, .periods] }

  /// The beliefs after one period; those who were not compared stay as they are.
  ///
  /// - Parameters:
  ///   - matches: between items in 0..<beliefs.count.
  ///   - beliefs: those before it.
  public func beliefs(
    after matches: some Sequence<Match>, from beliefs: [GlickoRating]
  ) -> [GlickoRating] {
    let evidence = GlickoEvidence(matches, beliefs)
    let q = GlickoEvidence.q
    return beliefs.indices.map { item in
      guard evidence.isCompared[item] else { return beliefs[item] }
      var belief = beliefs[item]
      let variance = pow(q * belief.deviation, 2)
      // v = 1/information; one certain outcome may leave no information at all.
      let v = 1 / max(evidence.information[item], .leastNormalMagnitude)
      belief.volatility = volatility(
        before: belief.volatility, variance: variance, v: v, delta: v * evidence.surprise[item])
      let widened = variance + belief.volatility * belief.volatility
      let narrowed = 1 / (1 / widened + evidence.information[item])
      belief.rating += narrowed * evidence.surprise[item] / q
      belief.deviation = min(narrowed.squareRoot() / q, largestDeviation)
      return belief
    }
  }

  /// Step 5: the root of f by the Illinois algorithm, as Glickman prescribes.
  private func volatility(before: Double, variance: Double, v: Double, delta: Double) -> Double {
    let start = 2 * log(before)
    let change = volatilityChange
    func f(_ x: Double) -> Double {
      let total = variance + v + exp(x)
      return exp(x) * (delta * delta - total) / (2 * total * total)
        - (x - start) / (change * change)
    }
    var low = start
    var high: Double
    if delta * delta > variance + v {
      high = log(delta * delta - variance - v)
    } else {
      var k = 1.0
      while f(start - k * change) < 0 { k += 1 }
      high = start - k * change
    }
    var (ofLow, ofHigh) = (f(low), f(high))
    var rounds = 0
    while abs(high - low) > 1e-10, rounds < 200 {
      let middle = low + (low - high) * ofLow / (ofHigh - ofLow)
      let ofMiddle = f(middle)
      if ofMiddle * ofHigh <= 0 {
        (low, ofLow) = (high, ofHigh)
      } else {
        ofLow /= 2
      }
      (high, ofHigh) = (middle, ofMiddle)
      rounds += 1
    }
    return exp(low / 2)
  }

  /// The beliefs after all periods, each as of the item's last comparison.
  public func beliefs(after comparisons: Comparisons) throws(RatingError) -> [GlickoRating] {
    try beliefs(throughPeriodsOf: comparisons)
  }

  /// Ratings in points, ± 1.96 deviations.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    try ratings(of: comparisons)
  }

  func widened(_ belief: GlickoRating, periods: Int) -> GlickoRating {
    var belief = belief
    let q = GlickoEvidence.q
    // The period of the comparison itself widens the belief in its own update.
    let variance = pow(q * belief.deviation, 2) + Double(periods - 1) * pow(belief.volatility, 2)
    belief.deviation = min(variance.squareRoot() / q, largestDeviation)
    return belief
  }
}
