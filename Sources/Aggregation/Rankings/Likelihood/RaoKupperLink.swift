import Foundation

/// Rao and Kupper's ties: P(win) = σ(d − s), P(loss) = σ(−d − s), the rest ties; s = log κ > 0.
enum RaoKupperLink: PairLink {
  static let hasShape = true

  static func value(gap: Double, shape: Double, _ counts: PairCounts) -> Double {
    // P(tie) = (κ² − 1) · P(win) · P(loss).
    let tie = counts.ties > 0 ? counts.ties * log(expm1(2 * shape)) : 0
    return tie + (counts.wins + counts.ties) * logSigma(gap - shape)
      + (counts.losses + counts.ties) * logSigma(-gap - shape)
  }

  static func derivatives(gap: Double, shape: Double, _ counts: PairCounts) -> LinkDerivatives {
    let (ahead, behind) = (counts.wins + counts.ties, counts.losses + counts.ties)
    let u = 1 / (1 + exp(gap - shape))
    let v = 1 / (1 + exp(-gap - shape))
    let (ofAhead, ofBehind) = (ahead * u * (1 - u), behind * v * (1 - v))
    let rest = -expm1(-2 * shape)  // 1 − κ⁻².
    return LinkDerivatives(
      gap: ahead * u - behind * v,
      gapGap: ofAhead + ofBehind,
      shape: -ahead * u - behind * v + 2 * counts.ties / rest,
      gapShape: ofBehind - ofAhead,
      shapeShape: ofAhead + ofBehind + 4 * counts.ties * exp(-2 * shape) / (rest * rest))
  }

  private static func logSigma(_ x: Double) -> Double { min(x, 0) - log1p(exp(-abs(x))) }
}
