/// Every setting there is, in the order of the pipeline: the one place that scenario files, the
/// command line, the resolved scenario and the documentation read.
public enum SettingsCatalog {
  /// All settings.
  public static let all: [Setting] =
    world + model + pretraining + fineTuning + annotators + feedback + rewardModel
    + policyOptimization + evaluation

  /// The setting of a dotted key, or `nil`.
  public static func setting(_ key: String) -> Setting? { all.first { $0.key == key } }

  /// The first words of the keys, in the order of the pipeline: `world`, `model`, …
  public static let sections: [String] = all.reduce(into: []) { sections, setting in
    let section = String(setting.key.prefix { $0 != "." })
    if sections.last != section { sections.append(section) }
  }

  static let share = 0.0...1.0
  /// Passes over some material.
  private static let passes = 1...10_000
  /// Sequences, comparisons or questions of one step.
  private static let batch = 1...100_000
  /// Factors, and weights beside a reward of about 1.
  static let weight = 0.0...1000.0
  /// Where something is cut off; a limit of 0 would leave nothing.
  private static let clip = 1e-6...1000.0
  /// Rounds of phase 4.
  private static let iterations = 0...100_000
  /// What models are measured on.
  private static let measured = 1...100_000

  private static let world: [Setting] = [
    .choice("world.name", \.world.name, "The world to act in."),
    .flag("world.constraints", \.world.constraints, "Whether the reward's penalties are in force."),
    .integer("world.width", \.world.width, 3...8, "Columns of the connect-four board."),
    .integer("world.height", \.world.height, 3...8, "Rows of the connect-four board."),
    .integer("world.in_a_row", \.world.inARow, 3...6, "Pieces in a row that win connect four."),
    .choice("world.opponent", \.world.opponent, "Who plays against the agent on a board."),
    .integer(
      "world.opponent_depth", \.world.opponentDepth, 1...20,
      "Plies that the minimax opponent looks ahead."),
    .text(
      "world.opponent_model", \.world.opponentModel, "Model folder of the opponent `policy`."),
    .integer("world.token_count", \.world.tokenCount, 2...8, "Letters of text.tiny."),
    .integer(
      "world.length", \.world.length, 1...6, "Length of a response of text.tiny, in tokens."),
  ]

  private static let model: [Setting] = [
    .choice("model.kind", \.model.kind, "GPT-2-architecture decoder, or table of n-grams."),
    .integer("model.layers", \.model.layers, 1...24, "Transformer blocks of the decoder."),
    .integer("model.width", \.model.width, 8...1024, "Width of the decoder's residual stream."),
    .integer("model.heads", \.model.heads, 1...64, "Attention heads; they divide the width."),
    .integer("model.order", \.model.order, 2...16, "n of the n-gram table."),
  ]

  private typealias Path<Value> = WritableKeyPath<ArmSettings, Value> & Sendable

  private static let pretraining: [Setting] =
    [
      .integer(
        "pretraining.corpus_tokens", \.pretraining.amount, 0...100_000_000,
        "Tokens of the corpus; 0 skips the phase.")
    ]
    + supervised(
      "pretraining", epochs: \.pretraining.epochs, batchSize: \.pretraining.batchSize,
      learningRate: \.pretraining.learningRate, warmUp: \.pretraining.warmUp,
      weightDecay: \.pretraining.weightDecay, seed: \.pretraining.seed)

  private static let fineTuning: [Setting] =
    [
      .integer(
        "fine_tuning.demonstrations", \.fineTuning.amount, 0...1_000_000,
        "Experts' demonstrations; 0 skips the phase.")
    ]
    + supervised(
      "fine_tuning", epochs: \.fineTuning.epochs, batchSize: \.fineTuning.batchSize,
      learningRate: \.fineTuning.learningRate, warmUp: \.fineTuning.warmUp,
      weightDecay: \.fineTuning.weightDecay, seed: \.fineTuning.seed)

  private static func supervised(
    _ section: String, epochs: Path<Int>, batchSize: Path<Int>, learningRate: Path<Double>,
    warmUp: Path<Double>, weightDecay: Path<Double>, seed: Path<Int>
  ) -> [Setting] {
    [
      .integer("\(section).epochs", epochs, passes, "Passes over them."),
      .integer("\(section).batch_size", batchSize, batch, "Sequences a step."),
      .number("\(section).learning_rate", learningRate, 0...1, "AdamW's peak step size."),
      .number(
        "\(section).warm_up", warmUp, share,
        "Share of the steps in which the step size rises from 0."),
      .number(
        "\(section).weight_decay", weightDecay, 0...1, "Decoupled weight decay.",
        source: "Loshchilov & Hutter 2019, arXiv:1711.05101"),
      .integer(
        "\(section).seed", seed, 0...1_000_000_000,
        "Seed of the phase, apart from the scenario's: its model is made once for all scenarios."),
    ]
  }

  private static let rewardModel: [Setting] = [
    .integer(
      "reward_model.epochs", \.rewardModel.epochs, passes, "Passes over the comparisons."),
    .integer("reward_model.batch_size", \.rewardModel.batchSize, batch, "Comparisons a step."),
    .number(
      "reward_model.learning_rate", \.rewardModel.learningRate, 0...1, "AdamW's peak step size."),
    .number(
      "reward_model.weight_decay", \.rewardModel.weightDecay, 0...1, "Decoupled weight decay."),
    .number(
      "reward_model.held_out_share", \.rewardModel.heldOutShare, 0...0.9,
      "Share of the comparisons kept back to measure accuracy."),
    .choice(
      "reward_model.normalization", \.rewardModel.normalization,
      "What is settled about the reward's scale on responses of the fine-tuned model."),
  ]

  private static let policyOptimization: [Setting] = [
    .choice(
      "policy_optimization.reward", \.policyOptimization.reward,
      "Who judges: the reward model (RLHF) or the world itself (conventional RL)."),
    .choice(
      "policy_optimization.start", \.policyOptimization.start,
      "The policy it starts from and is held to."),
    .integer(
      "policy_optimization.iterations", \.policyOptimization.iterations, iterations,
      "Rounds of acting and learning; 0 skips the phase."),
    .integer(
      "policy_optimization.episodes", \.policyOptimization.episodes, 1...100_000,
      "Episodes acted in a round."),
    .integer(
      "policy_optimization.epochs", \.policyOptimization.epochs, passes,
      "Passes over a round's episodes.", source: "Huang et al. 2024, arXiv:2403.17031"),
    .integer(
      "policy_optimization.minibatches", \.policyOptimization.minibatches, 1...100_000,
      "Parts of a pass, one step each."),
    .number(
      "policy_optimization.learning_rate", \.policyOptimization.learningRate, 0...1,
      "AdamW's peak step size."),
    .number(
      "policy_optimization.clip_range", or: "off", \.policyOptimization.clipRange, weight,
      "ε of the clipped ratio: guardrail.", source: "Schulman et al. 2017, arXiv:1707.06347"),
    .choice("policy_optimization.kl", \.policyOptimization.kl, "The KL penalty: guardrail."),
    .number(
      "policy_optimization.kl_coefficient", \.policyOptimization.klCoefficient, weight,
      "β of the KL penalty, in reward units a nat."),
    .number(
      "policy_optimization.kl_target", \.policyOptimization.klTarget, weight,
      "Nats an episode that the adaptive penalty steers to.",
      source: "Ziegler et al. 2019, arXiv:1909.08593"),
    .number(
      "policy_optimization.entropy_bonus", \.policyOptimization.entropyBonus, weight,
      "Weight of the entropy bonus."),
    .number(
      "policy_optimization.early_stop_kl", or: "off", \.policyOptimization.earlyStopKL, weight,
      "Nats a token from the acting policy at which a round stops learning: guardrail."),
    .number(
      "policy_optimization.gradient_clip", or: "off", \.policyOptimization.gradientClip,
      weight, "Largest norm of a gradient: guardrail."),
    .number(
      "policy_optimization.value_coefficient", \.policyOptimization.valueCoefficient, weight,
      "Weight of the value loss."),
    .number(
      "policy_optimization.value_clip_range", or: "off", \.policyOptimization.valueClipRange,
      clip, "ε of the clipped value loss, in reward units.",
      source: "Huang et al. 2024, arXiv:2403.17031"),
    .number(
      "policy_optimization.reward_clip", or: "off", \.policyOptimization.rewardClip, clip,
      "Rewards are clipped to ± this, in reward units: guardrail."),
    .flag(
      "policy_optimization.whiten_rewards", \.policyOptimization.whitensRewards,
      "Whether the rewards of a round are scaled to unit variance around their own mean."),
    .flag(
      "policy_optimization.normalize_advantages", \.policyOptimization.normalizesAdvantages,
      "Whether the advantages of a round are shifted to mean 0 and scaled to unit variance."),
    .flag(
      "policy_optimization.anneal_learning_rate", \.policyOptimization.annealsLearningRate,
      "Whether the step size falls in a straight line to 0 after the last round."),
    .number(
      "policy_optimization.discount", \.policyOptimization.discount, share,
      "γ, the discount of a later reward."),
    .number(
      "policy_optimization.gae_lambda", \.policyOptimization.gaeLambda, share,
      "λ of generalised advantage estimation.", source: "Schulman et al. 2016, arXiv:1506.02438"),
    .number(
      "policy_optimization.missing_end_penalty", \.policyOptimization.missingEndPenalty,
      weight, "Reward units taken off a response that did not end by itself."),
  ]

  private static let evaluation: [Setting] = [
    .integer(
      "evaluation.episodes", \.evaluation.episodes, measured,
      "Episodes by which each model is measured."),
    .integer(
      "evaluation.pairs", \.evaluation.pairs, measured,
      "Held-out pairs on which the reward model is compared with the gold reward."),
    .integer(
      "evaluation.matches", \.evaluation.matches, 0...100_000,
      "Head-to-head judgements between each two models of the Elo table."),
    .integer(
      "evaluation.verdicts", \.evaluation.verdicts, 0...100_000,
      "Prompts on which the crowd compares policy and fine-tuned model in both orders."),
    .integer(
      "evaluation.best_of", \.evaluation.bestOf, 1...1024,
      "n of best-of-n, the reward model's entry in the Elo table."),
    .integer(
      "evaluation.interval", \.evaluation.interval, 1...100_000,
      "Iterations of phase 4 between two measurements of its gold reward."),
    .integer(
      "evaluation.samples", \.evaluation.samples, 0...1000,
      "Samples of each phase that the report shows."),
  ]
}
