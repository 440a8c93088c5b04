import Foundation

/// Davidson's ties: P(win) : P(loss) : P(tie) = e^(d/2) : e^(−d/2) : ν, with shape s = log ν.
enum DavidsonLink: PairLink {
  static let hasShape = true

  static func value(gap: Double, shape: Double, _ counts: PairCounts) -> Double {
    let total = counts.wins + counts.losses + counts.ties
    let highest = max(abs(gap) / 2, shape)
    let sum =
      exp(gap / 2 - highest) + exp(-gap / 2 - highest) + exp(shape - highest)
    return (counts.wins - counts.losses) * gap / 2 + counts.ties * shape
      - total * (highest + log(sum))
  }

  static func derivatives(gap: Double, shape: Double, _ counts: PairCounts) -> LinkDerivatives {
    let total = counts.wins + counts.losses + counts.ties
    let highest = max(abs(gap) / 2, shape)
    let (win, loss, tie) = (
      exp(gap / 2 - highest), exp(-gap / 2 - highest), exp(shape - highest)
    )
    let sum = win + loss + tie
    // An exponential family: −H is the covariance of the sufficient statistics.
    let (decided, lead, tied) = ((win + loss) / sum, (win - loss) / sum, tie / sum)
    return LinkDerivatives(
      gap: (counts.wins - counts.losses - total * lead) / 2,
      gapGap: total * (decided - lead * lead) / 4,
      shape: counts.ties - total * tied,
      gapShape: -total * tied * lead / 2,
      shapeShape: total * tied * decided)
  }
}
