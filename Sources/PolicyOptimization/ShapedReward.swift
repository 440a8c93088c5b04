import SandboxCore

/// A judge's reward as every method of phase 4 pursues it: clipped, and less for what the settings charge for.
public struct ShapedReward: RewardSignal {
  /// The judge.
  public let reward: any RewardSignal
  /// What becomes of its rewards.
  let shaping: RewardShaping

  /// The settings that shape a reward, which all methods share.
  static let settings = PolicyGradient.Settings.declared.filter {
    [
      "policy_optimization.reward_clip", "policy_optimization.missing_eos_penalty",
      "policy_optimization.length_penalty", "policy_optimization.repetition_penalty",
    ].contains($0.key)
  }

  /// Shapes a reward as an arm says.
  public init(_ reward: any RewardSignal, _ values: SettingValues) {
    self.reward = reward
    shaping = RewardShaping(values.group(PolicyGradient.Settings.self))
  }

  /// The judge's name.
  public var name: String { reward.name }

  /// The reward of each response, in the judge's units.
  public func rewards(for responses: [Response]) -> [Double] {
    zip(responses, reward.rewards(for: responses)).map { shaping.shaped($1, of: $0) }
  }

  /// The same of each group's.
  public func groupRewards(for responses: [Response]) -> GroupRewards? {
    guard var groups = reward.groupRewards(for: responses) else { return nil }
    groups.rewards = groups.rewards.map { rewards in
      zip(responses, rewards).map { shaping.shaped($1, of: $0) }
    }
    return groups
  }
}

/// What becomes of a judge's score of a response.
///
///     r = clip(score, −c, c) − p_eos · [truncated] − p_len · n − p_rep · repeats
///
/// n is the number of the agent's tokens; repeats counts the pairs of neighbouring tokens of the agent's that it
/// has written before in the same response.
struct RewardShaping: Sendable, Hashable {
  /// c, in reward units; `nil` is off.
  var clip: Double?
  /// p_eos, p_len and p_rep, in reward units.
  var missingEOSPenalty = 0.0
  var lengthPenalty = 0.0
  var repetitionPenalty = 0.0

  init(_ settings: PolicyGradient.Settings) {
    clip = settings.rewardClip
    missingEOSPenalty = settings.missingEOSPenalty
    lengthPenalty = settings.lengthPenalty
    repetitionPenalty = settings.repetitionPenalty
  }

  /// What a score of a response comes to.
  func shaped(_ score: Double, of response: Response) -> Double {
    var reward = clip.map { min(max(score, -$0), $0) } ?? score
    if response.ending == .truncated { reward -= missingEOSPenalty }
    if lengthPenalty != 0 { reward -= lengthPenalty * Double(response.agentTokenCount) }
    if repetitionPenalty != 0 { reward -= repetitionPenalty * Double(response.repeatedPairCount) }
    return reward
  }
}

extension Response {
  /// How many pairs of neighbouring tokens of the agent's it has written before.
  var repeatedPairCount: Int {
    let written = zip(continuation, authors).filter { $0.1 == .agent }.map(\.0)
    var seen = Set<SIMD2<Token>>()
    return zip(written, written.dropFirst()).count { !seen.insert(SIMD2($0, $1)).inserted }
  }
}
