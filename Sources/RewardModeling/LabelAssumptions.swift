import SandboxCore

/// What a reward model assumes about the labels it learns from; see ``PreferenceLoss/logistic(gap:probability:smoothing:flipRate:margin:)``.
public struct LabelAssumptions: Sendable, Hashable {
  /// ε: how far from sure labels are taken to be, in 0..<½.
  public var smoothing: Double
  /// ϕ: the share of labels that are known to be wrong, in 0..<½; the loss is corrected for them.
  public var flipRate: Double
  /// k ≥ 0: by how much rewards of a sure preference must be apart, in reward units.
  public var margin: Double

  /// Assumptions; the parameters are the properties of the same names.
  public init(smoothing: Double = 0, flipRate: Double = 0, margin: Double = 0) {
    self.smoothing = smoothing
    self.flipRate = flipRate
    self.margin = margin
  }

  /// What does not go together: to smooth and to correct undo each other.
  var conflicts: [SettingConflict] {
    guard smoothing > 0, flipRate > 0 else { return [] }
    return [
      SettingConflict(
        keys: ["reward_model.flip_correction", "reward_model.label_smoothing"],
        what: "reward_model.label_smoothing is \(SettingValue.number(smoothing)) and "
          + "reward_model.flip_correction \(SettingValue.number(flipRate)), which undo each other",
        remedy: "write one of them")
    ]
  }
}

/// A value and its first two derivatives, as everything that fits rewards reads a loss.
typealias LossValue = (value: Double, derivative: Double, curvature: Double)
