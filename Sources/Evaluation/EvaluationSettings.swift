import SandboxCore

/// How much is measured. Nothing of it changes what is learnt.
public struct EvaluationSettings: SettingsGroup {
  /// `evaluation`
  public static let section = "evaluation"
  /// Episodes by which each model is measured.
  public var episodes = 256
  /// Pairs on which the reward model is compared with the gold reward.
  public var pairs = 256
  /// Head-to-head games between each two models of the Elo table.
  public var matches = 64
  /// Prompts on which the crowd, whoever it is, compares policy and fine-tuned model in both orders.
  public var headToHeadPrompts = 256
  /// n of best-of-n, the reward model's own entry in the Elo table.
  public var bestOf = 4
  /// Samples for each of 64 prompts, of which the best is picked by the reward model; 0 leaves that out.
  public var bestOfSamples = 0
  /// Episodes by which the policy is measured as phase 4 goes on.
  public var curveEpisodes = 256
  /// Iterations of phase 4 between two measurements of its gold reward.
  public var interval = 5
  /// Samples of each phase that the report shows.
  public var samples = 10
  /// Which luck the phase has: 0 is the one that the scenario's seed gives it. Arms that differ in it alone
  /// differ by luck alone.
  public var seed = 0

  /// What a laptop's seconds allow.
  public init() {}

  /// What models are measured on.
  private static let measured = 1...100_000

  /// The declarations.
  public static let settings: [GroupSetting<Self>] = [
    .integer(
      "episodes", \.episodes, measured, "Episodes by which each model is measured.", smoke: 16),
    .integer(
      "pairs", \.pairs, measured,
      "Held-out pairs on which the reward model is compared with the gold reward.", smoke: 16),
    .integer(
      "matches", \.matches, 0...100_000,
      "Head-to-head judgements between each two models of the Elo table.", smoke: 8),
    .integer(
      "head_to_head_prompts", \.headToHeadPrompts, 0...100_000,
      "Prompts on which the crowd compares policy and fine-tuned model in both orders.", smoke: 16),
    .integer(
      "best_of", \.bestOf, 1...1024,
      "n of best-of-n, the reward model's entry in the Elo table.", smoke: 2),
    .integer(
      "best_of_samples", \.bestOfSamples, 0...10_000,
      "Samples of the fine-tuned model for each of 64 prompts, of which the reward model picks the best; 0 leaves that out.",
      source: "Gao et al. 2022, arXiv:2210.10760", smoke: 8),
    .integer(
      "curve_episodes", \.curveEpisodes, measured,
      "Episodes by which the policy is measured as phase 4 goes on.", smoke: 16),
    .integer(
      "interval", \.interval, 1...100_000,
      "Iterations of phase 4 between two measurements of its gold reward.", smoke: 1),
    .integer(
      "samples", \.samples, 0...1000, "Samples of each phase that the report shows.", smoke: 2),
    .seed(\.seed),
  ]
}
