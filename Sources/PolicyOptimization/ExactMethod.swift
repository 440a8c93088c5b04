import Networks
import Randomness
import Rollouts
import SandboxCore

/// `exact`
public struct ExactMethod: DirectMethod {
  /// `exact`
  public let name = "exact"
  /// What it does.
  public let summary =
    "The exact optimum of the KL-regularised reward, in worlds whose episodes can be listed."
  /// The KL penalty, which it shares with the optimisers, and what shapes the reward.
  public let settings =
    PolicyGradient.Settings.declared.filter {
      ["policy_optimization.kl", "policy_optimization.kl_coefficient"].contains($0.key)
    } + ShapedReward.settings
  /// The method.
  public init() {}

  /// The world can be listed, and β is one number.
  public func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict] {
    var conflicts = EpisodeTree.conflicts(of: name, in: world)
    if klCoefficient(values) == nil {
      conflicts.append(
        SettingConflict(
          keys: ["policy_optimization.kl", "policy_optimization.method"],
          what: "policy_optimization.method is exact, which needs a KL penalty of fixed size",
          remedy: "write policy_optimization.kl: fixed, or off for the greatest reward there is"))
    }
    return conflicts
  }

  /// The policy.
  public func policy<World: Environment>(
    from reference: any LanguageModel, by reward: any RewardSignal, in world: World,
    _ values: SettingValues, using stream: RandomStream
  ) -> any Policy {
    guard let klCoefficient = klCoefficient(values) else {
      preconditionFailure("the exact optimum of a KL penalty that changes as it goes")
    }
    return SolvedPolicy.optimum(
      reference: reference, reward: ShapedReward(reward, values), klCoefficient: klCoefficient)
  }

  private func klCoefficient(_ values: SettingValues) -> Double? {
    values.group(PolicyGradient.Settings.self).fixedKLCoefficient
  }
}
