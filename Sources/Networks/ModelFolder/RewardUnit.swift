/// The unit in which a reward model speaks, as its training settled it.
///
///     reward = scale · what the network says + shift
public struct RewardUnit: Sendable, Hashable {
  /// > 0.
  public var scale: Double
  /// In units of the reward.
  public var shift: Double

  /// Describes a unit; the parameters are the properties of the same names.
  public init(scale: Double, shift: Double) {
    self.scale = scale
    self.shift = shift
  }
}
