import Foundation
import Networks
import Randomness
import Rollouts
import SandboxCore

/// The best of n samples by a reward, as a policy: nothing is learnt, everything is chosen.
///
///     KL(π‖π_ref) ≤ log n − (n − 1) / n
///
/// Nakano et al. 2021, arXiv:2112.09332; the bound Beirami et al. 2024, arXiv:2401.01879. Where all responses
/// can be listed and nothing is left to chance, the exact law is known: ``EpisodeLaw/best(of:by:)``.
public struct BestOfNPolicy: ListablePolicy {
  /// What is sampled from.
  public let base: any LanguageModel
  /// What chooses.
  public let reward: any RewardSignal
  /// n ≥ 1, the samples for each prompt.
  public let n: Int

  /// The best of n samples of a model by a reward; the first of equals.
  public init(of base: any LanguageModel, by reward: any RewardSignal, n: Int) {
    precondition(n >= 1, "the best of \(n)")
    self.base = base
    self.reward = reward
    self.n = n
  }

  /// None: no parameters were changed.
  public var languageModel: (any LanguageModel)? { nil }
  /// What is known where nothing can be listed, in nats: log n − (n − 1)/n.
  public var klBound: Double { log(Double(n)) - Double(n - 1) / Double(n) }

  /// The exact distance where there is one, or else the bound.
  public func klToReference<World: Environment>(
    on prompts: [Prompt], in world: World
  ) -> KnownDivergence? {
    exactDivergence(from: base, on: prompts, in: world).map(KnownDivergence.exactly)
      ?? .atMost(klBound)
  }

  /// The law of the best of n; `nil` where the world replies by chance, so that samples of one policy differ
  /// by more than the policy.
  public func law(in tree: EpisodeTree) -> EpisodeLaw? {
    guard tree.isDeterministic else { return nil }
    return EpisodeLaw(tree.policy(of: base), in: tree).best(of: n, by: tree.rewards(by: reward))
  }

  /// The chosen samples. Their log-probabilities are those of ``base``.
  public func rollouts<World: Environment>(
    on prompts: [Prompt], in engine: RolloutEngine<World>, using stream: RandomStream
  ) -> [Rollout] {
    // In blocks, so that memory stays bounded.
    let size = max(1, 8192 / n)
    return stride(from: 0, to: prompts.count, by: size).flatMap { first in
      let block = prompts[first..<min(first + size, prompts.count)]
      let many = engine.run(
        base, on: block.flatMap { Array(repeating: $0, count: n) },
        using: first == 0 ? stream : stream.child("block").child(first))
      let rewards = reward.rewards(for: many.map(\.response))
      return block.indices.map { index in
        let own = (index - first) * n..<(index - first + 1) * n
        return many[own.dropFirst().reduce(own.lowerBound) { rewards[$1] > rewards[$0] ? $1 : $0 }]
      }
    }
  }
}

/// `best-of-n`
public struct BestOfNMethod: DirectMethod {
  /// What can be set.
  public struct Settings: SettingsGroup {
    /// `policy_optimization`
    public static let section = "policy_optimization"
    /// Samples for each prompt.
    public var n = 16
    /// Sixteen samples.
    public init() {}
    /// The declarations.
    public static let settings: [GroupSetting<Self>] = [
      .integer(
        "best_of", \.n, 1...1024, "Samples of which `best-of-n` takes the best.",
        source: "Nakano et al. 2021, arXiv:2112.09332", smoke: 4)
    ]
  }

  /// `best-of-n`
  public let name = "best-of-n"
  /// What it does.
  public let summary = "Takes the best of n samples by the reward; no parameter changes."
  /// n, and what shapes the reward.
  public let settings = Settings.declared + ShapedReward.settings
  /// The method.
  public init() {}
  /// None.
  public func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict] {
    []
  }
  /// The policy.
  public func policy<World: Environment>(
    from reference: any LanguageModel, by reward: any RewardSignal, in world: World,
    _ values: SettingValues, using stream: RandomStream
  ) -> any Policy {
    let settings = values.group(Settings.self)
    return BestOfNPolicy(of: reference, by: ShapedReward(reward, values), n: settings.n)
  }
}
