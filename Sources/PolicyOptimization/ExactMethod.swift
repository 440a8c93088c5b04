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
      [
        "policy_optimization.kl", "policy_optimization.kl_coefficient",
        "policy_optimization.groups",
      ].contains($0.key)
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
    return conflicts + groupConflicts(values, in: world)
  }

  /// Without a penalty there is no β.
  public func idle(_ values: SettingValues) -> [IdleSetting] {
    values.group(PolicyGradient.Settings.self).idleOfDistance
  }

  /// The most states of a tree, and the most prompts, for which groups are weighed against each other.
  static let groupLimit = (states: 2_000, prompts: 64)
  /// The least τ for which the descent to an equilibrium comes to its end in time.
  static let leastNashCoefficient = 0.005

  /// What groups pursue together is found by solving all trees many times over, or by comparing all leaves.
  private func groupConflicts(
    _ values: SettingValues, in world: any Environment
  ) -> [SettingConflict] {
    let settings = values.group(PolicyGradient.Settings.self)
    let prompts = world.prompts(in: .training)
    guard settings.groups != .pooled, EpisodeTree.problem(in: world) == nil,
      let shortest = prompts.min(by: { $0.tokens.count < $1.tokens.count })
    else { return [] }
    func refuse(_ key: String, _ what: String, _ remedy: String) -> [SettingConflict] {
      [
        SettingConflict(
          keys: ["policy_optimization.groups", key],
          what: "policy_optimization.groups is \(settings.groups.rawValue), " + what,
          remedy: remedy)
      ]
    }
    if klCoefficient(values) == 0 {
      return refuse(
        "policy_optimization.kl_coefficient",
        "which has no one answer where nothing holds the policy to its reference",
        "write policy_optimization.kl: fixed and a kl_coefficient above 0")
    }
    if settings.groups == .nash, (klCoefficient(values) ?? 0) < Self.leastNashCoefficient {
      return refuse(
        "policy_optimization.kl_coefficient",
        "whose equilibrium exact finds where kl_coefficient is \(Self.leastNashCoefficient) or more",
        "write policy_optimization.kl_coefficient: \(Self.leastNashCoefficient) or more")
    }
    let (states, most) = Self.groupLimit
    guard prompts.count <= most,
      let tree = try? EpisodeTree(of: shortest, in: world, limit: states)
    else {
      return refuse(
        "policy_optimization.method",
        "which exact finds for at most \(most) prompts of \(states) states each",
        "make the world smaller, write policy_optimization.method: ppo, or groups: pooled")
    }
    return settings.groups == .nash && !tree.isDeterministic
      ? refuse(
        "policy_optimization.method",
        "but \(world.name) replies by chance, and exact compares whole episodes",
        "write policy_optimization.method: nash") : []
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
      reference: reference, reward: ShapedReward(reward, values), klCoefficient: klCoefficient,
      aim: values.group(PolicyGradient.Settings.self).groups,
      on: world.prompts(in: .training), in: world)
  }

  private func klCoefficient(_ values: SettingValues) -> Double? {
    values.group(PolicyGradient.Settings.self).fixedKLCoefficient
  }
}
