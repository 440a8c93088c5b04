import Foundation

/// How the learning rate rises and falls over a phase.
///
/// A straight warm-up from 0 to the peak, then one of three shapes. With w warm-up steps and T steps
/// in all, at step t (from 0):
///
///     η(t) = peak · (t + 1) / w                     t < w
///     η(t) = peak · shape((t − w) / (T − w))        w ≤ t < T
///
/// The cosine is that of Loshchilov & Hutter 2017, arXiv:1608.03983, eq. 5, without restarts.
public struct LearningRateSchedule: Sendable, Hashable, Codable {
  /// What happens after the warm-up; p runs from 0 to 1.
  public enum Shape: String, Sendable, Hashable, Codable, CaseIterable {
    /// shape(p) = 1.
    case constant
    /// shape(p) = 1 − p.
    case linear
    /// shape(p) = (1 + cos πp) / 2.
    case cosine
  }

  /// The highest learning rate, > 0.
  public var peak: Double
  /// w, how many steps the warm-up takes, ≥ 0.
  public var warmUpSteps: Int
  /// What happens after the warm-up.
  public var shape: Shape

  /// Describes a schedule; the parameters are the properties of the same names.
  public init(peak: Double, warmUpSteps: Int = 0, shape: Shape = .constant) {
    self.peak = peak
    self.warmUpSteps = warmUpSteps
    self.shape = shape
  }

  /// η(t), in 0...peak.
  ///
  /// - Parameters:
  ///   - step: t, from 0; steps past the end have what the end has.
  ///   - total: T, how many steps the phase has.
  public func learningRate(at step: Int, of total: Int) -> Double {
    if step < warmUpSteps { return peak * Double(step + 1) / Double(warmUpSteps) }
    let progress = min(1, Double(step - warmUpSteps) / Double(max(1, total - warmUpSteps)))
    switch shape {
    case .constant: return peak
    case .linear: return peak * (1 - progress)
    case .cosine: return peak * (1 + cos(.pi * progress)) / 2
    }
  }
}
