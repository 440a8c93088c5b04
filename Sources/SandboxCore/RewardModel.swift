import Networks
import Randomness

/// What a reward model learns from: two responses to one prompt, and the better one by consensus.
///
/// It carries no gold reward: whoever learns from people must not see the truth.
public struct Preference: Sendable, Hashable {
  /// The response that people preferred.
  public var chosen: Response
  /// The response that they did not.
  public var rejected: Response
  /// μ, the consensus that `chosen` is better, in 0.5...1; 0.5 is a tie.
  public var probability: Double

  /// Joins two responses to one prompt.
  public init(chosen: Response, rejected: Response, probability: Double = 1) {
    self.chosen = chosen
    self.rejected = rejected
    self.probability = probability
  }
}

/// A learned substitute for human judgement: a sequence goes in, one number comes out.
public protocol RewardModel: Sendable {
  /// Learns from preferences, and reports how it went.
  mutating func fit(
    to preferences: [Preference], using stream: RandomStream
  ) throws -> TrainingReport

  /// Shifts the scale so that these responses have mean 0.
  mutating func normalize(on responses: [Response])

  /// What the model believes each response is worth.
  func rewards(for responses: [Response]) -> [ProxyReward]
}
