import SandboxCore

/// What an optimiser records in each iteration.
public enum PolicyOptimizationMetrics {
  /// All series, besides those of every training (``TrainingReport/metrics``).
  public static let all = episodes + learning + machinery + preferences + guardrails + groups

  private static let episodes = [
    series(
      "reward", "units of the signal", .higherIsBetter, "E_π[r]",
      "What the optimiser is given: the reward model's belief, or in conventional reinforcement "
        + "learning the truth."),
    series(
      "kl_to_reference", "nats an episode", .neither, "E_π[Σ log π − log π_ref]",
      "How far the policy has moved from where it started; estimator k1.",
      "Schulman 2020, Approximating KL divergence"),
    series(
      "kl_to_reference_k3", "nats an episode", .neither, "E_π[Σ (ρ − 1) − log ρ], ρ = π_ref / π",
      "The same by estimator k3, which is never negative.",
      "Schulman 2020, Approximating KL divergence", isDiagnostic: true),
    series(
      "chi_squared_to_reference", "χ² of responses", .neither, "E_π[ρ] − 1, ρ = π / π_ref",
      "How far the policy has moved, where policy_optimization.divergence is chi-squared; ρ is its tangent in log ρ beyond 20.",
      "Laidlaw et al. 2024, arXiv:2403.03185", isDiagnostic: true),
    series(
      "episode_length", "tokens", .neither, "E_π[n]",
      "Tokens in a response. Steady growth often means that length is being rewarded."),
    series(
      "truncation_rate", "share", .lowerIsBetter, "P_π(truncated)",
      "Share of episodes that reach the limit of length before they end.", range: 0...1,
      isDiagnostic: true),
  ]

  private static let learning = [
    series(
      "kl_to_behaviour", "nats a token", .neither, "E[(ρ − 1) − log ρ], ρ = π / π_old",
      "How far a round moves from the policy that acted; large means unstable.",
      "Schulman 2020, Approximating KL divergence"),
    series(
      "entropy", "nats a token", .neither, "E_π[−Σ_a π(a) log π(a)]",
      "How undecided the policy is. A fall to zero means it says one thing only."),
    series(
      "clip_fraction", "share of tokens", .neither, "P(|ρ − 1| > ε), ρ = π / π_old",
      "How often the clipped ratio held the update back.",
      "Schulman et al. 2017, arXiv:1707.06347, eq. 7", range: 0...1),
    series(
      "value_loss", "squared units", .lowerIsBetter, "E[½ (V − R)²]",
      "How badly the value head predicts what an episode will earn."),
    series(
      "explained_variance", "share of the variance", .higherIsBetter, "1 − Var(R − V) / Var(R)",
      "How much of the outcome the value head foresees: 1 all, 0 nothing, less than 0 worse than "
        + "the mean outcome would.", range: -.infinity...1),
  ]

  private static let machinery = [
    series(
      "policy_loss", "units of the advantage", .lowerIsBetter, "−E[min(ρ Â, clip(ρ) Â)]",
      "The clipped surrogate that is minimised; its size says little.",
      "Schulman et al. 2017, arXiv:1707.06347, eq. 7", isDiagnostic: true),
    series(
      "kl_coefficient", "units of the signal a nat", .neither, "β",
      "The price of a nat of distance from the reference; it moves only where the penalty adapts.",
      "Ziegler et al. 2019, arXiv:1909.08593, section 2.2", isDiagnostic: true),
    series(
      "step_count", "steps", .neither, "n",
      "How many gradient steps an iteration took; fewer where it was stopped early.",
      isDiagnostic: true),
    series(
      "training_memory", "MB", .lowerIsBetter, "5 · 4 bytes · parameters + scratch",
      "Memory of learning: policy, reference, gradient, two moments a parameter, and scratch memory.",
      isDiagnostic: true),
  ]

  private static let preferences = [
    series(
      "preference_loss", "nats a pair", .lowerIsBetter, "E[ℓ(h)]",
      "The loss of dpo and its kin on a step's comparisons, before the step.",
      "Rafailov et al. 2023, arXiv:2305.18290, eq. 7"),
    series(
      "implicit_reward_margin", "reward units", .neither, "E[β h]",
      "By how much the implicit reward of preferred responses leads.",
      "Rafailov et al. 2023, arXiv:2305.18290"),
    series(
      "chosen_log_ratio", "nats a response", .neither, "E[log π(y₁) − log π_ref(y₁)]",
      "How much likelier preferred responses have become; often it falls, too.",
      "Pal et al. 2024, arXiv:2402.13228", isDiagnostic: true),
    series(
      "rejected_log_ratio", "nats a response", .neither, "E[log π(y₂) − log π_ref(y₂)]",
      "How much likelier rejected responses have become.",
      "Pal et al. 2024, arXiv:2402.13228", isDiagnostic: true),
  ]

  private static let guardrails = [
    series(
      "pretraining_loss", "nats a token", .lowerIsBetter, "−E[log π(token)]",
      "The next-token loss on the corpus that is mixed in.",
      "Ouyang et al. 2022, arXiv:2203.02155, eq. 2"),
    series(
      "constraint_cost", "the attribute's", .lowerIsBetter, "E_π[c]",
      "The mean of the attribute that is constrained."),
    series(
      "constraint_price", "reward units", .neither, "λ",
      "What a unit of the constrained attribute costs.", "Dai et al. 2023, arXiv:2310.12773"),
  ]

  private static let groups = [
    series(
      "least_group_reward", "reward-model units", .higherIsBetter, "min_g E_π[r_g]",
      "What the reward model believes the policy earns the group that it serves worst.",
      "Chakraborty et al. 2024, arXiv:2402.08925"),
    series(
      "greatest_group_weight", "share", .neither, "max_g λ_g",
      "The weight of the group that a maximin listens to most.",
      "Chakraborty et al. 2024, arXiv:2402.08925", range: 0...1),
  ]

  private static func series(
    _ key: String, _ unit: String, _ direction: Metric.Direction, _ formula: String,
    _ meaning: String, _ source: String = "sandbox", range: ClosedRange<Double>? = nil,
    isDiagnostic: Bool = false
  ) -> Metric {
    Metric(
      key: key, unit: unit, range: range, direction: direction, formula: formula,
      meaning: meaning, source: source, occasion: .perStep, isDiagnostic: isDiagnostic)
  }
}
