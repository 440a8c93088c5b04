/// A penalty for an action deemed counterproductive, whatever it achieved.
///
///     penalty · violation(attributes),   violation in 0...1
public struct Constraint: Sendable {
  /// A name in snake case, such as `no_harm`.
  public var name: String
  /// What is forbidden, in one sentence.
  public var meaning: String
  /// Reward units taken off for a full violation; > 0.
  public var penalty: Double
  /// How far an episode violates it: 0 not at all, 1 fully.
  public var violation: @Sendable (Attributes) -> Double

  /// Describes a constraint; the parameters are the properties of the same names.
  public init(
    name: String, meaning: String, penalty: Double,
    violation: @escaping @Sendable (Attributes) -> Double
  ) {
    self.name = name
    self.meaning = meaning
    self.penalty = penalty
    self.violation = violation
  }
}

/// The measure of success of a world: a utility, supplemented by penalties.
///
///     gold = utility(attributes) − Σ_c penalty_c · violation_c(attributes)
public struct RewardFunction: Sendable {
  /// The utility in words and symbols, for a person to read.
  public var formula: String
  /// Success before penalties, in reward units.
  public var utility: @Sendable (Attributes) -> Double
  /// The penalties in force; empty when constraints are switched off.
  public var constraints: [Constraint]

  /// Describes a reward function; the parameters are the properties of the same names.
  public init(
    formula: String, constraints: [Constraint],
    utility: @escaping @Sendable (Attributes) -> Double
  ) {
    self.formula = formula
    self.constraints = constraints
    self.utility = utility
  }

  /// What an episode with these attributes is truly worth.
  public func gold(_ attributes: Attributes) -> GoldReward {
    var value = utility(attributes)
    for constraint in constraints { value -= constraint.penalty * constraint.violation(attributes) }
    return GoldReward(value)
  }
}
