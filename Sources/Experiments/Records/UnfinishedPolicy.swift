/// An arm whose optimiser found less than half of what it could gain by what it was asked to maximise.
///
/// It says nothing of the reward: differences between such an arm and others may be due to how long they learnt.
public struct UnfinishedPolicy: Sendable, Hashable {
  /// The arm's name.
  public var arm: String
  /// The mean of `objective_gap_closed`, 1 for the exact optimum.
  public var found: Double

  /// Describes an arm; the parameters are the properties of the same names.
  public init(arm: String, found: Double) {
    self.arm = arm
    self.found = found
  }

  /// Share below which a policy is unfinished.
  public static let limit = 0.5
}

extension RunRecord {
  /// The arms with unfinished policies, in the order of the run; none of a smoke run, nor where phase 4 is left out.
  public var unfinishedPolicies: [UnfinishedPolicy] {
    guard !experiment.isSmoke else { return [] }
    return arms.compactMap { arm in
      guard arm.arm.settings.policyGradient.iterations > 0,
        let found = arm.estimate(of: ExactMeasures.found.key)?.mean, found < UnfinishedPolicy.limit
      else { return nil }
      return UnfinishedPolicy(arm: arm.arm.name, found: found)
    }
  }
}
