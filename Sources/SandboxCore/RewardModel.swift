import Networks
import Randomness

/// A learned substitute for human judgement: a sequence goes in, one number comes out.
public protocol RewardModel: Sendable {
  /// Learns from evidence, and reports how it went.
  mutating func fit(
    to evidence: TrainingExamples, using stream: RandomStream
  ) throws -> TrainingReport

  /// Shifts the scale so that these responses have mean 0.
  mutating func normalize(on responses: [Response])

  /// The networks behind it and what the output of each is scaled by; none where it has none to save.
  var networks: [(model: any LanguageModel, scale: Double, shift: Double)] { get }

  /// What the model believes each response is worth.
  func rewards(for responses: [Response]) -> [ProxyReward]

  /// What each of the agent's tokens adds to the reward of its response; `nil` where it judges only whole
  /// responses.
  func tokenRewards(for responses: [Response]) -> [[Double]]?

  /// What it believes each response is worth to each group of people; `nil` where it knows one reward only.
  func groupRewards(for responses: [Response]) -> GroupRewards?
}

extension RewardModel {
  /// It knows one reward.
  public func groupRewards(for responses: [Response]) -> GroupRewards? { nil }

  /// None.
  public var networks: [(model: any LanguageModel, scale: Double, shift: Double)] { [] }

  /// It judges whole responses.
  public func tokenRewards(for responses: [Response]) -> [[Double]]? { nil }

  /// Learns from preferences alone.
  public mutating func fit(
    to preferences: [Preference], using stream: RandomStream
  ) throws -> TrainingReport {
    try fit(to: TrainingExamples(preferences: preferences), using: stream)
  }
}
