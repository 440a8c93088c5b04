import SandboxCore

/// A policy that learns from what people say directly: `dpo` and its kin, which differ in their loss.
public struct DirectPreferenceMethod: PreferenceMethod {
  /// The name scenarios use.
  public let name: String
  /// What it does.
  public let summary: String
  /// Its own settings that others of its kind do not read.
  private let special: [String]
  /// What it learns from.
  public let evidence: PreferenceEvidence
  private let loss: @Sendable (DirectPreferenceOptimizer.Settings) -> DirectPreferenceLoss

  private init(
    _ name: String, _ summary: String, reads special: [String] = [],
    from evidence: PreferenceEvidence = .comparisons,
    loss: @escaping @Sendable (DirectPreferenceOptimizer.Settings) -> DirectPreferenceLoss
  ) {
    self.name = name
    self.summary = summary
    self.evidence = evidence
    self.special = special.map { PolicyGradient.Settings.section + "." + $0 }
    self.loss = loss
  }

  /// Every one that ships; where their losses come from says ``DirectPreferenceLoss``.
  public static let all = [
    Self("dpo", "Direct preference optimisation: no reward model, no sampling.") { _ in
      .logistic(smoothing: 0, flipRate: 0)
    },
    Self("cdpo", "DPO with labels smoothed by flip_rate.", reads: ["flip_rate"]) {
      .logistic(smoothing: $0.flipRate, flipRate: 0)
    },
    Self(
      "rdpo",
      "DPO with a loss that is right on average where a share flip_rate of labels is wrong.",
      reads: ["flip_rate"]
    ) {
      .logistic(smoothing: 0, flipRate: $0.flipRate)
    },
    Self(
      "ipo", "Identity preference optimisation: a squared loss, which leads no pair to infinity."
    ) { _ in
      .squared
    },
    Self(
      "simpo", "Simple preference optimisation: mean log-probabilities, no reference.",
      reads: ["simpo_margin"]
    ) {
      .simple(margin: $0.margin)
    },
    Self(
      "kto", "Kahneman-Tversky optimisation: from thumbs up and down of single responses.",
      reads: ["undesirable_weight"], from: .approvals
    ) {
      .prospect(undesirableWeight: $0.undesirableWeight)
    },
  ]

  /// What of the policy gradient's settings it reads.
  private static let sharedKeys = [
    "iterations", "optimizer", "anneal_learning_rate", "max_grad_norm", "kl_coefficient", "stop_kl",
  ].map { PolicyGradient.Settings.section + "." + $0 }

  private static let specialKeys = ["flip_rate", "simpo_margin", "undesirable_weight"].map {
    PolicyGradient.Settings.section + "." + $0
  }

  /// Its own settings, and those that it shares.
  public var settings: [Setting] {
    PolicyGradient.Settings.declared.filter { Self.sharedKeys.contains($0.key) }
      + DirectPreferenceOptimizer.Settings.declared.filter {
        !Self.specialKeys.contains($0.key) || special.contains($0.key)
      }
  }

  /// β is not so small that 1 / β is no number to train with: the implicit reward is in its units.
  public func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict] {
    let beta = values.group(PolicyGradient.Settings.self).klCoefficient
    guard beta < 1e-6 else { return [] }
    return [
      SettingConflict(
        keys: ["policy_optimization.kl_coefficient", "policy_optimization.method"],
        what:
          "policy_optimization.method is \(name), but policy_optimization.kl_coefficient, its β, is \(SettingValue.number(beta))",
        remedy: "write policy_optimization.kl_coefficient: 0.1")
    ]
  }

  /// The optimiser.
  public func optimizer(_ values: SettingValues) -> DirectPreferenceOptimizer {
    let settings: DirectPreferenceOptimizer.Settings = values.group()
    return DirectPreferenceOptimizer(loss(settings), settings: settings, shared: values.group())
  }
}
