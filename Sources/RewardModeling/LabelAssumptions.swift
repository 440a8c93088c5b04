import SandboxCore

/// What a reward model assumes about the labels it learns from; see ``PreferenceLoss/logistic(gap:probability:smoothing:flipRate:margin:)``.
public struct LabelAssumptions: Sendable, Hashable {
  /// ε: how far from sure labels are taken to be, in 0..<½.
  public var smoothing: Double
  /// ϕ: the share of labels that are known to be wrong, in 0..<½; the loss is corrected for them.
  public var flipRate: Double
  /// k ≥ 0: by how much rewards of a sure preference must be apart, in reward units.
  public var margin: Double
  /// What becomes of ties.
  public var ties = Ties.half
  /// log ν of ``DavidsonLoss``, in nats, where ties are modelled: what has been learnt of it so far.
  var logTie = 0.0

  /// What becomes of answers that call two responses equal.
  public enum Ties: String, Sendable, Hashable, CaseIterable {
    /// Each is half a vote for either.
    case half
    /// They have a probability of their own (``DavidsonLoss``), with a parameter that is learnt.
    case davidson
  }

  /// Assumptions; the parameters are the properties of the same names.
  public init(smoothing: Double = 0, flipRate: Double = 0, margin: Double = 0) {
    self.smoothing = smoothing
    self.flipRate = flipRate
    self.margin = margin
  }

  /// What does not go together: to smooth and to correct undo each other, and a model of ties knows of neither.
  var conflicts: [SettingConflict] {
    var conflicts: [SettingConflict] = []
    if smoothing > 0, flipRate > 0 {
      conflicts.append(
        SettingConflict(
          keys: ["reward_model.flip_correction", "reward_model.label_smoothing"],
          what: "reward_model.label_smoothing is \(SettingValue.number(smoothing)) and "
            + "reward_model.flip_correction \(SettingValue.number(flipRate)), which undo each other",
          remedy: "write one of them"))
    }
    if ties == .davidson, smoothing > 0 || flipRate > 0 || margin > 0 {
      let other =
        smoothing > 0 ? "label_smoothing" : flipRate > 0 ? "flip_correction" : "margin"
      conflicts.append(
        SettingConflict(
          keys: ["reward_model.ties", "reward_model.\(other)"],
          what: "reward_model.ties is davidson, which has no reward_model.\(other)",
          remedy: "write one of them"))
    }
    return conflicts
  }
}

/// A value and its first two derivatives, as everything that fits rewards reads a loss.
typealias LossValue = (value: Double, derivative: Double, curvature: Double)

/// The loss of several numbers together, with its derivatives.
struct BlockLoss {
  /// L, in nats.
  var value: Double
  /// ∂L/∂x_i, n values.
  var slopes: [Double]
  /// ∂²L/∂x_i ∂x_j, row after row, n × n values; no direction has a negative one where L is convex.
  var curvatures: [Double]

  /// The loss of one number.
  init(_ loss: LossValue) {
    (value, slopes, curvatures) = (loss.value, [loss.derivative], [loss.curvature])
  }

  init(value: Double, slopes: [Double], curvatures: [Double]) {
    (self.value, self.slopes, self.curvatures) = (value, slopes, curvatures)
  }

  /// As often as a weight says.
  func times(_ weight: Double) -> BlockLoss {
    weight == 1
      ? self
      : BlockLoss(
        value: weight * value, slopes: slopes.map { weight * $0 },
        curvatures: curvatures.map { weight * $0 })
  }
}
