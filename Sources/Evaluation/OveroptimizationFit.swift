import Foundation
import Statistics

/// How the true reward runs with the distance from the reference while a learned one is pursued.
///
///     best of n                R(d) = d (α − β d)
///     reinforcement learning   R(d) = d (α − β log d),    d = √KL(π‖π_ref),    R(0) = 0
///
/// Gao et al. 2022, arXiv:2210.10760, equations of section 3.1. R is the gold reward less that of the reference. β > 0
/// means that gold turns over somewhere; whether within the range that was travelled, the peak says. A great R²
/// alone is no evidence of over-optimisation: rewards that never turn over fit well, too.
///
/// Anchor: at α = 1, β = 0.3 the peaks are at d = 1.667 with R = 0.833, and at d = 10.31 with R = 3.094.
public struct OveroptimizationFit: Sendable, Hashable {
  /// Which of the two forms.
  public enum Form: Sendable, Hashable, CaseIterable {
    case bestOfN, reinforcementLearning
  }
  /// The form.
  public let form: Form
  /// α, reward units for a unit of d.
  public let alpha: Double
  /// β, reward units for a unit of d, of d² for best of n.
  public let beta: Double
  /// 1 − Σ (R − fit)² / Σ (R − R̄)², over the points that were fitted.
  public let determination: Double
  /// The greatest d that was fitted.
  public let farthest: Double

  /// Fits a form by least squares.
  ///
  /// - Parameters:
  ///   - form: which.
  ///   - divergences: KL(π‖π_ref) of each point, in nats. Points below `least` are left out: near 0 the slope is
  ///     infinite, and estimates of KL may be negative.
  ///   - gains: R of each point.
  ///   - least: the least KL that is fitted, in nats.
  /// - Returns: `nil` where fewer than three points are far enough away, or all gains are equal.
  public init?(_ form: Form, divergences: [Double], gains: [Double], least: Double = 1e-4) {
    precondition(divergences.count == gains.count, "\(divergences.count) distances, \(gains.count)")
    let points = zip(divergences, gains).filter { $0.0 >= least }
    let distances = points.map { $0.0.squareRoot() }
    let values = points.map(\.1)
    guard points.count >= 3, let farthest = distances.max(),
      let fit = leastSquares(
        columns: [distances, distances.map { Self.bend(form, $0) }], values: values)
    else { return nil }
    self.form = form
    (alpha, beta) = (fit[0], fit[1])
    self.farthest = farthest
    let mean = values.reduce(0, +) / Double(values.count)
    let all = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard all > 0 else { return nil }
    let left = zip(distances, values).reduce(0.0) { sum, point in
      let error = point.1 - (fit[0] * point.0 + fit[1] * Self.bend(form, point.0))
      return sum + error * error
    }
    determination = 1 - left / all
  }

  /// What β is multiplied by.
  private static func bend(_ form: Form, _ distance: Double) -> Double {
    switch form {
    case .bestOfN: -distance * distance
    case .reinforcementLearning: distance > 0 ? -distance * log(distance) : 0
    }
  }

  /// R(d).
  public func gain(at distance: Double) -> Double {
    alpha * distance + beta * Self.bend(form, distance)
  }

  /// The d at which R is greatest; `nil` where it never turns over.
  public var peak: Double? {
    guard beta > 0 else { return nil }
    let peak = form == .bestOfN ? alpha / (2 * beta) : exp(alpha / beta - 1)
    return peak > 0 && peak.isFinite ? peak : nil
  }

  /// By how much R falls from its peak to the farthest point, in reward units, ≥ 0; 0 where the peak is not
  /// behind.
  public var drop: Double {
    guard beta > 0 else { return 0 }
    // Without a peak ahead of the reference the curve falls from its beginning.
    guard let peak else { return alpha <= 0 ? -min(0, gain(at: farthest)) : 0 }
    return peak < farthest ? gain(at: peak) - gain(at: farthest) : 0
  }
}
