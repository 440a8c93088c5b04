import CGSL
import Foundation

/// Thurstone's case V: P(win) = Φ(d). Ties must have been halved.
enum ProbitLink: PairLink {
  static let hasShape = false

  static func value(gap: Double, shape: Double, _ counts: PairCounts) -> Double {
    counts.wins * logNormal(gap) + counts.losses * logNormal(-gap)
  }

  static func derivatives(gap: Double, shape: Double, _ counts: PairCounts) -> LinkDerivatives {
    // φ(d)/Φ(d) is the hazard of the normal distribution at −d.
    let win = normalHazard(-gap)
    let loss = normalHazard(gap)
    return LinkDerivatives(
      gap: counts.wins * win - counts.losses * loss,
      gapGap: counts.wins * win * (win + gap) + counts.losses * loss * (loss - gap))
  }

  /// log Φ(x).
  private static func logNormal(_ x: Double) -> Double {
    gsl_sf_log_erfc(-x / 2.squareRoot()) - log(2)
  }
}
