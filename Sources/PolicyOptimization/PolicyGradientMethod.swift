import SandboxCore

/// A policy gradient: what tells `ppo`, `reinforce`, `rloo`, `grpo`, `a2c` and the two that imitate the best answers
/// apart is a few settings, which each name stands for.
public struct PolicyGradientMethod: IterativeMethod {
  /// The name scenarios use.
  public let name: String
  /// What it does.
  public let summary: String
  /// What the name stands for.
  public let recommended: [String: SettingValue]
  /// The baselines with which the name is true; all where it says nothing of them.
  private let baselines: [PolicyGradient.Settings.Baseline]
  /// Those of ``PolicyGradient/Settings``, and a constraint's.
  public let settings = PolicyGradient.Settings.declared + ConstraintSettings.declared

  private init(
    _ name: String, _ summary: String, baselines: [PolicyGradient.Settings.Baseline] = [],
    _ recommended: [String: SettingValue] = [:]
  ) {
    self.name = name
    self.summary = summary
    self.baselines = baselines
    self.recommended = Dictionary(
      uniqueKeysWithValues: recommended.map { (PolicyGradient.Settings.section + "." + $0, $1) })
  }

  /// Every policy gradient that ships.
  public static let all: [Self] = [
    ppo, reinforce, rloo, grpo, a2c, nash, expertIteration, bestOfNDistillation,
  ]

  /// Schulman et al. 2017, arXiv:1707.06347.
  public static let ppo = Self(
    "ppo", "Proximal policy optimisation: small steps by a clipped ratio.")

  /// Williams 1992, doi:10.1007/BF00992696.
  public static let reinforce = Self(
    "reinforce", "The plain policy gradient, with the mean return of the round as its baseline.",
    baselines: [.batchMean, .none],
    ["baseline": "batch-mean", "clip_range": "off", "epochs": 1])

  /// Ahmadian et al. 2024, arXiv:2402.14740.
  public static let rloo = Self(
    "rloo",
    "REINFORCE leave-one-out: a response is one action, compared with the other answers to its prompt.",
    baselines: [.leaveOneOut],
    [
      "baseline": "leave-one-out", "ratio": "response", "clip_range": "off", "epochs": 1,
      "normalize_advantages": false, "group_size": 4,
    ])

  /// Shao et al. 2024, arXiv:2402.03300.
  public static let grpo = Self(
    "grpo",
    "Group-relative policy optimisation: answers to one prompt are compared in units of their standard deviation, with the KL penalty in the loss.",
    baselines: [.groupMean],
    [
      "baseline": "group-mean", "group_scale": "population", "reduction": "response-mean",
      "kl_place": "loss", "normalize_advantages": false, "epochs": 1, "group_size": 4,
    ])

  /// Mnih et al. 2016, arXiv:1602.01783.
  public static let a2c = Self(
    "a2c", "Advantage actor-critic: a value function, one step a round, nothing clipped.",
    baselines: [.valueFunction],
    [
      "baseline": "value-function", "clip_range": "off", "epochs": 1, "minibatch_count": 1,
      "group_size": 1,
    ])

  /// Anthony et al. 2017, arXiv:1705.08439; for language models RAFT, Dong et al. 2023, arXiv:2304.06767.
  public static let expertIteration = Self(
    "expert-iteration",
    "Expert iteration: the policy imitates the best of its own answers to each prompt, round by round.",
    baselines: [.bestOfGroup],
    imitation.merging(["group_size": 8]) { $1 })

  /// Gui et al. 2024, arXiv:2406.00832; Sessa et al. 2024, arXiv:2407.14622.
  public static let bestOfNDistillation = Self(
    "best-of-n-distillation",
    "The policy imitates the best of group_size answers of the reference, until it writes them at once.",
    baselines: [.bestOfGroup],
    imitation.merging(["group_size": 8, "sampler": "reference"]) { $1 })

  /// What imitates the best answers: no ratio, so nothing to clip, and no price of distance.
  private static let imitation: [String: SettingValue] = [
    "baseline": "best-of-group", "ratio": "likelihood", "clip_range": "off", "kl": "off",
    "normalize_advantages": false, "epochs": 1,
  ]

  /// Munos et al. 2023, arXiv:2312.00886.
  public static let nash = Self(
    "nash",
    "Nash optimisation: a response earns how often people prefer it to what the policy writes.",
    baselines: [.leaveOneOut, .groupMean, .batchMean, .valueFunction],
    [
      "groups": "nash", "baseline": "leave-one-out", "group_size": 4, "clip_range": "off",
      "epochs": 1,
    ])

  /// Those of ``PolicyGradient/Settings``, of the constraint, and a baseline that the name does not stand for.
  public func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict] {
    let settings = values.group(PolicyGradient.Settings.self)
    var conflicts =
      settings.conflicts + values.group(ConstraintSettings.self).conflicts(in: world)
    if settings.selfPlayInterval != nil, world.wholeGamePrompts.isEmpty {
      conflicts.append(
        SettingConflict(
          keys: ["policy_optimization.self_play_interval", "world.name"],
          what:
            "policy_optimization.self_play_interval is set, but nobody plays against the agent in \(world.name)",
          remedy: "write policy_optimization.self_play_interval: off, or a board for world.name"))
    }
    if name == "nash", settings.groups != .nash {
      conflicts.append(
        SettingConflict(
          keys: ["policy_optimization.groups", "policy_optimization.method"],
          what: "policy_optimization.method is nash, but groups is \(settings.groups.rawValue)",
          remedy: "write policy_optimization.groups: nash, or method: ppo"))
    }
    if settings.groups == .nash, settings.opponentMixture == 0, settings.groupSize == 1 {
      conflicts.append(
        SettingConflict(
          keys: ["policy_optimization.group_size", "policy_optimization.opponent_mixture"],
          what:
            "policy_optimization.opponent_mixture is 0, and group_size 1: an answer has none to be compared with",
          remedy: "write policy_optimization.group_size: 2 or more"))
    }
    if !baselines.isEmpty, !baselines.contains(settings.baseline) {
      conflicts.append(
        SettingConflict(
          keys: ["policy_optimization.baseline", "policy_optimization.method"],
          what:
            "policy_optimization.method is \(name), but baseline is \(settings.baseline.rawValue)",
          remedy: "write policy_optimization.baseline: "
            + baselines.map(\.rawValue).joined(separator: " or ") + ", or method: ppo"))
    }
    return conflicts
  }

  /// Those of ``PolicyGradient/Settings``, and a limit that nothing keeps.
  public func idle(_ values: SettingValues) -> [IdleSetting] {
    let constraint = values.group(ConstraintSettings.self)
    return values.group(PolicyGradient.Settings.self).idle
      + (constraint.attribute.isEmpty || constraint.rate == 0
        ? [
          IdleSetting(
            "policy_optimization.constraint_limit",
            because: constraint.attribute.isEmpty
              ? "there is no policy_optimization.constraint"
              : "policy_optimization.constraint_rate is 0, so that the price does not move")
        ] : [])
  }

  /// The optimiser.
  public func optimizer(_ values: SettingValues) -> any PolicyOptimizer {
    PolicyGradient(settings: values.group(), constraint: values.group())
  }
}
