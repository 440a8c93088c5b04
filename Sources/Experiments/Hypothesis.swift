import Statistics

/// A claim about metrics of an experiment's arms, with the control that must not show it.
public struct Hypothesis: Sendable, Hashable {
  /// A number that each replication yields.
  public enum Effect: Sendable, Hashable {
    /// A metric of an arm, minus another one when given (paired by replication).
    case difference(Quantity, minus: Quantity?)
    /// The least-squares slope of a metric over a numeric setting, across arms of one replication.
    case slope(metric: String, over: String, arms: [String])
    /// A weighted sum of a metric over arms, whose weights add up to 0.
    case contrast(metric: String, weights: [ArmWeight])
    /// How much the slope over one numeric setting changes for one unit of another, across arms of one
    /// replication: the coefficient of x₁x₂ in ``InteractionFit``.
    case interaction(metric: String, over: [String], arms: [String])
  }
  /// An arm's weight in a contrast.
  public struct ArmWeight: Sendable, Hashable {
    /// The arm's name.
    public var arm: String
    /// Its weight.
    public var weight: Double
    /// Weighs an arm.
    public init(arm: String, weight: Double) {
      self.arm = arm
      self.weight = weight
    }
  }
  /// A metric of one arm, written `arm.metric` in a scenario.
  public struct Quantity: Sendable, Hashable {
    /// The arm's name.
    public var arm: String
    /// The metric's name, as in the metric glossary.
    public var metric: String
    /// Names a metric of an arm.
    public init(arm: String, metric: String) {
      self.arm = arm
      self.metric = metric
    }
  }
  /// On which side of the threshold the effect is claimed to lie.
  public enum Direction: String, Sendable, Hashable, CaseIterable {
    case above, below
  }
  /// A second effect which must stay within a margin, or else the simulation is rigged or broken.
  public struct Control: Sendable, Hashable {
    /// What is measured.
    public var effect: Effect
    /// The effect is said to be absent when its interval lies within this of 0; > 0.
    public var margin: Double
    /// The sides of 0 on which the margin is a limit.
    public var bound: ControlBound
    /// Describes a control; the parameters are the properties of the same names.
    public init(effect: Effect, margin: Double, bound: ControlBound = .within) {
      self.effect = effect
      self.margin = margin
      self.bound = bound
    }
  }
  /// An effect that must be seen, or else the instrument is blind.
  public struct Positive: Sendable, Hashable {
    /// What is measured.
    public var effect: Effect
    /// The side of `threshold` on which it must lie.
    public var direction: Direction
    /// In units of the effect.
    public var threshold: Double
    /// Describes a positive control; the parameters are the properties of the same names.
    public init(effect: Effect, direction: Direction = .above, threshold: Double = 0) {
      self.effect = effect
      self.direction = direction
      self.threshold = threshold
    }
  }

  /// A short name, such as `P20`.
  public var id: String
  /// The claim in one sentence.
  public var claim: String
  /// What is measured.
  public var effect: Effect
  /// The side of `threshold` that the claim is about.
  public var direction: Direction
  /// The value the effect is compared with; 0 unless the claim is about a size.
  public var threshold: Double
  /// The negative control, if the claim has one.
  public var control: Control?
  /// The positive control, if the claim has one.
  public var positive: Positive?
  /// The smallest effect that would matter, in units of the effect; > 0. `nil` where nobody has said.
  public var smallest: Double?
  /// Whether the study rests on the claim. A claim without a control is secondary: it is measured and
  /// shown, and proves nothing by itself.
  public var isPrimary: Bool

  /// Describes a hypothesis; the parameters are the properties of the same names.
  ///
  /// - Parameter isPrimary: `nil` takes a claim with a control as primary.
  public init(
    id: String, claim: String, effect: Effect, direction: Direction, threshold: Double = 0,
    control: Control? = nil, positive: Positive? = nil, smallest: Double? = nil,
    isPrimary: Bool? = nil
  ) {
    self.id = id
    self.claim = claim
    self.effect = effect
    self.direction = direction
    self.threshold = threshold
    self.control = control
    self.positive = positive
    self.smallest = smallest
    self.isPrimary = isPrimary ?? (control != nil)
  }

  /// The metrics that the claim itself is about, without its control's.
  public var metricNames: [String] {
    switch effect {
    case .difference(let quantity, let minus): [quantity.metric] + (minus.map { [$0.metric] } ?? [])
    case .slope(let metric, _, _), .contrast(let metric, _), .interaction(let metric, _, _):
      [metric]
    }
  }
}

extension Hypothesis.Direction {
  /// The claim that an effect lies on this side of a threshold.
  func claim(_ threshold: Double) -> Claim {
    self == .above ? .above(threshold) : .below(threshold)
  }
}
