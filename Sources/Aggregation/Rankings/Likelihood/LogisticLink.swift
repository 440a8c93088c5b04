import CKernels
import Foundation

/// Bradley-Terry: P(win) = σ(d). Ties must have been halved.
enum LogisticLink: PairLink {
  static let hasShape = false

  static func value(gap: Double, shape: Double, _ counts: PairCounts) -> Double {
    // log σ(x) = min(x, 0) − log(1 + e^−|x|); one call serves both sides.
    let common = log1p(exp(-abs(gap)))
    return counts.wins * (min(gap, 0) - common) + counts.losses * (min(-gap, 0) - common)
  }

  @inline(__always)
  static func derivatives(gap: Double, shape: Double, _ counts: PairCounts) -> LinkDerivatives {
    // e^−|d| keeps both tails exact; 1 − σ(d) would round the small one away.
    let decay = exp(-abs(gap))
    let larger = 1 / (1 + decay)
    let smaller = decay * larger
    let (win, loss) = gap >= 0 ? (larger, smaller) : (smaller, larger)
    let total = counts.wins + counts.losses
    return LinkDerivatives(
      gap: counts.wins * loss - counts.losses * win, gapGap: total * larger * smaller)
  }
  static func value(_ table: PairTable, at strengths: [Double]) -> Double {
    var value = 0.0
    table.withUnsafeRows { first, second, wins, losses in
      value = rlhf_chosen_kernels().pointee.logistic_value(
        first.baseAddress, second.baseAddress, wins.baseAddress, losses.baseAddress,
        Int64(table.count), strengths)
    }
    return value
  }

  static func addSlopes(
    _ table: PairTable, at strengths: [Double], into slope: inout [Double],
    curvatures: inout [Double], diagonal: inout [Double]
  ) {
    table.withUnsafeRows { first, second, wins, losses in
      rlhf_chosen_kernels().pointee.logistic_slope(
        &slope, &diagonal, &curvatures, first.baseAddress, second.baseAddress, wins.baseAddress,
        losses.baseAddress, Int64(table.count), strengths)
    }
  }
}
