import CGSL
import Foundation

/// How a standard normal lead changes when it is seen to exceed a margin, or to stay within it.
///
///     win:   v = φ(t − ε) / Φ(t − ε),   w = v(v + t − ε)
///     draw:  v = (φ(−ε − t) − φ(ε − t)) / (Φ(ε − t) − Φ(−ε − t)),
///            w = v² + ((ε − t)φ(ε − t) + (ε + t)φ(ε + t)) / (Φ(ε − t) − Φ(−ε − t))
///
/// Herbrich et al. 2006, section 3 and figure 2.
struct TruncatedNormal {
  /// v: how far the mean moves.
  var shift: Double
  /// w in 0...1: the share of the variance that goes.
  var shrinkage: Double

  init(lead t: Double, margin: Double, isDraw: Bool) {
    guard isDraw else {
      shift = normalHazard(margin - t)
      shrinkage = shift * (shift + t - margin)
      return
    }
    let (upper, lower) = (margin - t, -margin - t)
    let mass = gsl_cdf_ugaussian_P(upper) - gsl_cdf_ugaussian_P(lower)
    // Between far or equal ends nothing is left but a point at the nearer one.
    guard mass > 1e-12 else {
      shift = t > 0 ? upper : lower
      if margin == 0 { shift = -t }
      shrinkage = 1
      return
    }
    let (atUpper, atLower) = (gsl_ran_ugaussian_pdf(upper), gsl_ran_ugaussian_pdf(lower))
    shift = (atLower - atUpper) / mass
    shrinkage = shift * shift + (upper * atUpper - lower * atLower) / mass
  }

  /// Φ⁻¹(p).
  static func quantile(_ p: Double) -> Double { gsl_cdf_ugaussian_Pinv(p) }
}
