/// Where policy optimisation gets its reward from, one number for each finished response.
public protocol RewardSignal: Sendable {
  /// What to call it in reports: `reward model`, or `true reward`.
  var name: String { get }
  /// The reward of each response, in the signal's units.
  func rewards(for responses: [Response]) -> [Double]
  /// What each of the agent's tokens adds to the reward of its response; `nil` where only whole responses
  /// are judged.
  func tokenRewards(for responses: [Response]) -> [[Double]]?
  /// The reward of each response to each group of people; `nil` where there is one reward only.
  func groupRewards(for responses: [Response]) -> GroupRewards?
}

extension RewardSignal {
  /// There is one reward.
  public func groupRewards(for responses: [Response]) -> GroupRewards? { nil }

  /// Only whole responses are judged.
  public func tokenRewards(for responses: [Response]) -> [[Double]]? { nil }
}

/// Reward learned from people: RLHF.
public struct LearnedReward: RewardSignal {
  /// The model that judges.
  public var model: any RewardModel
  /// Rewards by a reward model.
  public init(model: any RewardModel) { self.model = model }
  /// `reward model`.
  public var name: String { "reward model" }
  /// The model's reward of each response.
  public func rewards(for responses: [Response]) -> [Double] {
    model.rewards(for: responses).map(\.value)
  }
  /// What the model says of each token.
  public func tokenRewards(for responses: [Response]) -> [[Double]]? {
    model.tokenRewards(for: responses)
  }
  /// What the model says of each group.
  public func groupRewards(for responses: [Response]) -> GroupRewards? {
    model.groupRewards(for: responses)
  }
}

/// The world's own reward: conventional reinforcement learning, without people.
///
/// The one place at which a learner is given the truth, as a baseline and as a negative control.
public struct TrueReward<World: Environment>: RewardSignal {
  /// The world that judges.
  public var environment: World
  /// Rewards by the world.
  public init(environment: World) { self.environment = environment }
  /// `true reward`.
  public var name: String { "true reward" }
  /// The gold reward of each response, in reward units.
  public func rewards(for responses: [Response]) -> [Double] {
    responses.map { environment.episode($0).gold.value }
  }
}
