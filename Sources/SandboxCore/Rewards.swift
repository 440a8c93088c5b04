/// The true quality of an episode, in reward units of its world. Only a simulation knows it.
///
/// A type of its own, so that a compiler, not a comment, keeps it apart from ``ProxyReward``.
public struct GoldReward: Sendable, Hashable, Comparable, Codable {
  /// Reward units; finite.
  public var value: Double
  /// Wraps a number of reward units.
  public init(_ value: Double) { self.value = value }
  /// Whether the left one is worse.
  public static func < (left: GoldReward, right: GoldReward) -> Bool { left.value < right.value }
}

/// What a reward model believes an episode is worth, in the model's units (mean 0 on fine-tuned
/// responses).
public struct ProxyReward: Sendable, Hashable, Comparable, Codable {
  /// Reward-model units; finite.
  public var value: Double
  /// Wraps a number of reward-model units.
  public init(_ value: Double) { self.value = value }
  /// Whether the left one is believed worse.
  public static func < (left: ProxyReward, right: ProxyReward) -> Bool {
    left.value < right.value
  }
}
