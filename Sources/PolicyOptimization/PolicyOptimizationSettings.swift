import SandboxCore

/// What phase 4 starts from and who judges; how it learns is the method's own.
public struct PolicyOptimizationSettings: SettingsGroup {
  /// `policy_optimization`
  public static let section = "policy_optimization"
  /// How the policy is made; one of ``PolicyMethods``.
  public var method = "ppo"
  /// Who judges: the reward model (RLHF) or the world (conventional RL).
  public var reward = RewardChoice.rewardModel
  /// The policy it starts from, which is also the reference.
  public var start = StartingPoint.fineTuned
  /// Which luck the phase has: 0 is the one that the scenario's seed gives it. Arms that differ in it alone
  /// differ by luck alone.
  public var seed = 0

  /// From the fine-tuned model, by the reward model.
  public init() {}

  /// The declarations.
  public static let settings: [GroupSetting<Self>] = [
    .part(of: PolicyMethods.all, \.method, "How the policy is made"),
    .choice(
      "reward", \.reward,
      "Who judges: the reward model (RLHF) or the world itself (conventional RL)."),
    .choice("start", \.start, "The policy it starts from and is held to."),
    .seed(\.seed),
  ]
}

/// Who judges responses in phase 4.
public enum RewardChoice: String, Sendable, Hashable, CaseIterable {
  case rewardModel = "reward-model"
  case trueReward = "true-reward"
}

/// The policy that phase 4 starts from.
public enum StartingPoint: String, Sendable, Hashable, CaseIterable {
  case fineTuned = "fine-tuned"
  case pretrained = "pre-trained"
  case untrained
}
