import SandboxCore

/// A judge's reward as every method of phase 4 pursues it: clipped, and less where a response did not end.
public struct ShapedReward: RewardSignal {
  /// The judge.
  public let reward: any RewardSignal
  /// Rewards are clipped to ± this, in reward units; `nil` is off.
  public let clip: Double?
  /// What a truncated episode loses, in reward units.
  public let missingEOSPenalty: Double

  /// The settings that shape a reward, which all methods share.
  static let settings = PPO.Settings.declared.filter {
    ["policy_optimization.reward_clip", "policy_optimization.missing_eos_penalty"]
      .contains($0.key)
  }

  /// Shapes a reward as an arm says.
  public init(_ reward: any RewardSignal, _ values: SettingValues) {
    let settings = values.group(PPO.Settings.self)
    self.reward = reward
    clip = settings.rewardClip
    missingEOSPenalty = settings.missingEOSPenalty
  }

  /// The judge's name.
  public var name: String { reward.name }

  /// The reward of each response, in the judge's units.
  public func rewards(for responses: [Response]) -> [Double] {
    zip(responses, reward.rewards(for: responses)).map {
      Self.shaped($1, of: $0, clip: clip, missingEOSPenalty: missingEOSPenalty)
    }
  }

  /// What a score of a response comes to.
  static func shaped(
    _ score: Double, of response: Response, clip: Double?, missingEOSPenalty: Double
  ) -> Double {
    let clipped = clip.map { min(max(score, -$0), $0) } ?? score
    return response.ending == .truncated ? clipped - missingEOSPenalty : clipped
  }
}
