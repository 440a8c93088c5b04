import Foundation

/// What Glicko and Glicko-2 believe of one item.
public struct GlickoRating: Sendable, Hashable, Codable {
  /// r, in points.
  public var rating: Double
  /// RD > 0: the standard deviation of what is believed of r, in points.
  public var deviation: Double
  /// σ > 0: how much the strength fluctuates in a period, in units of 173.7 points; Glicko-2 only.
  public var volatility: Double

  /// Describes a belief; the parameters are the properties of the same names.
  public init(rating: Double = 1_500, deviation: Double = 350, volatility: Double = 0.06) {
    self.rating = rating
    self.deviation = deviation
    self.volatility = volatility
  }
}

/// What the comparisons of one period tell of each item, in Glicko-2's units.
///
///     g(φ) = 1 / √(1 + 3φ²/π²),   E = σ(g(φ_j)(μ_i − μ_j))
///
/// Glicko's steps are the same with μ = q·r, φ = q·RD and q = ln 10 / 400.
struct GlickoEvidence {
  /// Σ_j g(φ_j)² E(1 − E): 1/v.
  var information: [Double]
  /// Σ_j g(φ_j)(s_j − E).
  var surprise: [Double]
  /// Who was compared at all.
  var isCompared: [Bool]

  /// q: one point in nats.
  static let q: Double = Foundation.log(10.0) / 400

  init(_ matches: some Sequence<Match>, _ beliefs: [GlickoRating]) {
    information = Array(repeating: 0, count: beliefs.count)
    surprise = information
    isCompared = Array(repeating: false, count: beliefs.count)
    let weights = beliefs.map { belief in
      let phi = Self.q * belief.deviation
      return 1 / (1 + 3 * phi * phi / (.pi * .pi)).squareRoot()
    }
    for match in matches where match.weight > 0 {
      let (i, j) = (match.first, match.second)
      let gap = Self.q * (beliefs[i].rating - beliefs[j].rating)
      for (own, other, gap, score) in [
        (i, j, gap, match.score), (j, i, -gap, 1 - match.score),
      ] {
        let g = weights[other]
        let expected = 1 / (1 + exp(-g * gap))
        information[own] += match.weight * g * g * expected * (1 - expected)
        surprise[own] += match.weight * g * (score - expected)
        isCompared[own] = true
      }
    }
  }
}
