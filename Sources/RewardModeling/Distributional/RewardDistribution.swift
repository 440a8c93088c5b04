import CGSL
import Foundation

/// What people who are not alike think a response is worth: not one number, but a law.
///
/// Siththaranjan et al. 2023, arXiv:2312.08358: who answered, and in which mood, is hidden from the reward model, and so
/// one response has many rewards.
public enum RewardDistribution: Sendable, Hashable {
  /// N(mean, e^logVariance).
  case normal(mean: Double, logVariance: Double)
  /// mean + a_k with a chance p_k for each atom a_k: `chances` are p, the atoms equally spaced.
  case atoms(mean: Double, offsets: [Double], chances: [Double])

  /// E[u], in reward units.
  public var mean: Double {
    switch self {
    case .normal(let mean, _): mean
    case .atoms(let mean, let offsets, let chances):
      mean + zip(offsets, chances).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  /// Var[u] ≥ 0, in squared reward units.
  public var variance: Double {
    switch self {
    case .normal(_, let logVariance): return exp(logVariance)
    case .atoms(_, let offsets, let chances):
      let mean = zip(offsets, chances).reduce(0) { $0 + $1.0 * $1.1 }
      return zip(offsets, chances).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
    }
  }

  /// What a share q of people think it is worth no more than.
  ///
  /// Atoms are spread evenly over the width between them, so that responses of different chances have different
  /// quantiles.
  ///
  /// - Parameter q: in 0<..<1.
  public func quantile(_ q: Double) -> Double {
    switch self {
    case .normal(let mean, let logVariance):
      return mean + exp(logVariance / 2) * gsl_cdf_ugaussian_Pinv(q)
    case .atoms(let mean, let offsets, let chances):
      let width = offsets.count > 1 ? offsets[1] - offsets[0] : 0
      var below = 0.0
      for (offset, chance) in zip(offsets, chances) {
        if below + chance >= q, chance > 0 {
          return mean + offset + width * ((q - below) / chance - 0.5)
        }
        below += chance
      }
      return mean + (offsets.last ?? 0) + width / 2
    }
  }
}
