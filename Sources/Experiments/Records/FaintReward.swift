/// An arm some of whose reward models predicted their annotators so badly that their rewards were scaled down.
///
/// The policy then hardly heard what was said, whatever the metrics of the reward model say: see
/// `reward_model.normalization`.
public struct FaintReward: Sendable, Hashable {
  /// The arm's name.
  public var arm: String
  /// Replications whose reward had less than half of its full size.
  public var count: Int
  /// Replications that have a scale of this kind.
  public var total: Int
  /// The mean size over all of them, 1 the full one.
  public var mean: Double

  /// Describes an arm; the parameters are the properties of the same names.
  public init(arm: String, count: Int, total: Int, mean: Double) {
    self.arm = arm
    self.count = count
    self.total = total
    self.mean = mean
  }

  /// Size below which a reward is faint.
  public static let limit = 0.5
}

extension RunRecord {
  /// The arms with faint rewards, in the order of the run.
  public var faintRewards: [FaintReward] {
    arms.compactMap { arm in
      let sizes = arm.replications.flatMap(\.phases).compactMap { $0.report.last("predictive_fit") }
      let count = sizes.count { $0 < FaintReward.limit }
      guard count > 0 else { return nil }
      return FaintReward(
        arm: arm.arm.name, count: count, total: sizes.count,
        mean: sizes.reduce(0, +) / Double(sizes.count))
    }
  }
}
