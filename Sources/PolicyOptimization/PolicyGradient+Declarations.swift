import SandboxCore

// What can be set, in the order in which it is shown.
extension PolicyGradient.Settings {
  private static let weight = 0.0...1000.0
  /// Where something is cut off; a limit of 0 would leave nothing.
  private static let clip = 1e-6...1000.0
  private static let share = 0.0...1.0

  /// The declarations.
  public static let settings: [GroupSetting<Self>] = [
    .integer(
      "iterations", \.iterations, 0...100_000,
      "Rounds of acting and learning; 0 skips the phase.", smoke: 5),
    .integer(
      "episodes_per_iteration", \.episodesPerIteration, 1...100_000, "Episodes acted in a round.",
      smoke: 16),
    .integer(
      "epochs", \.epochs, 1...10_000, "Passes over a round's episodes.",
      source: "Huang et al. 2024, arXiv:2403.17031", smoke: 1),
    .integer(
      "minibatch_count", \.minibatchCount, 1...100_000, "Parts of a pass, one step each.",
      smoke: 2),
    .optimizer(\.optimizer),
    .number("learning_rate", \.learningRate, 0...1, "The peak step size."),
    .number(
      "clip_range", or: "off", \.clipRange, weight, "ε of the clipped ratio: guardrail.",
      source: "Schulman et al. 2017, arXiv:1707.06347"),
    .choice("kl", \.kl, "The KL penalty: guardrail."),
    .number(
      "kl_coefficient", \.klCoefficient, weight, "β of the KL penalty, in reward units a nat."),
    .choice(
      "divergence", \.divergence,
      "What the penalty of fixed size is on: the Kullback-Leibler divergence from the reference, or χ² of whole responses; then kl_coefficient is its price.",
      source: "Laidlaw et al. 2024, arXiv:2403.03185"),
    .number(
      "adaptive_kl_target", \.adaptiveKLTarget, weight,
      "Nats an episode that the adaptive penalty steers to.",
      source: "Ziegler et al. 2019, arXiv:1909.08593"),
    .choice(
      "kl_place", \.klPlace,
      "Where the KL penalty is paid: in the reward of each token, or in the loss by estimator k3.",
      source: "Shao et al. 2024, arXiv:2402.03300"),
    .number(
      "stop_kl", or: "off", \.stopKL, weight,
      "Nats an episode from the reference at which the training ends: guardrail."),
    .number("entropy_coefficient", \.entropyCoefficient, weight, "Weight of the entropy bonus."),
    .flag(
      "anneal_entropy_coefficient", \.annealsEntropyCoefficient,
      "Whether the entropy bonus falls in a straight line to 0 after the last round."),
    .integer(
      "group_size", \.groupSize, 1...1000, "Answers to each prompt of a round.",
      source: "Shao et al. 2024, arXiv:2402.03300: 64", smoke: 2),
    .choice(
      "baseline", \.baseline,
      "What the return of an answer is compared with: the value function, or other answers; then discount, gae_lambda, value_coefficient and value_clip_range have no effect. best-of-group learns from the best answer to each prompt alone.",
      source: "Ahmadian et al. 2024, arXiv:2402.14740"),
    .choice(
      "group_scale", \.groupScale,
      "By which standard deviation the advantages of the answers to one prompt are divided.",
      source: "Shao et al. 2024, arXiv:2402.03300; off: Liu et al. 2025, arXiv:2503.20783"),
    .choice(
      "ratio", \.ratio,
      "Of what the ratio to the acting policy is taken, and clipped: of each token, or of the whole response; likelihood takes none and raises log π, as imitation does.",
      source: "Ahmadian et al. 2024, arXiv:2402.14740"),
    .choice(
      "sampler", \.sampler,
      "Who acts the episodes that are learnt from: the policy as it is, or the reference.",
      source: "Sessa et al. 2024, arXiv:2407.14622"),
    .integer(
      "self_play_interval", or: "off", \.selfPlayInterval, 1...100_000,
      "On a board: rounds after which the opponent that is learnt against becomes the policy as it then is. What is measured is against the world's opponent.",
      source: "Silver et al. 2017, doi:10.1038/nature24270"),
    .choice(
      "between_rounds", \.betweenRounds,
      "With several rounds of asking: whether after each the policy goes on, or begins again from the reference, by a reward model of all answers so far.",
      source: "Bai et al. 2022, arXiv:2204.05862, section 4.5"),
    .choice(
      "reduction", \.reduction,
      "How the losses of tokens become one: their mean, the mean over responses of their means, or their sum over a constant.",
      source: "Liu et al. 2025, arXiv:2503.20783"),
    .number(
      "target_kl", or: "off", \.targetKL, weight,
      "Nats a token from the acting policy at which a round stops learning: guardrail."),
    .number(
      "max_grad_norm", or: "off", \.maxGradNorm, weight,
      "Largest norm of a gradient: guardrail."),
    .number("value_coefficient", \.valueCoefficient, weight, "Weight of the value loss."),
    .number(
      "value_clip_range", or: "off", \.valueClipRange, clip,
      "ε of the clipped value loss, in reward units.",
      source: "Huang et al. 2024, arXiv:2403.17031"),
    .number(
      "reward_clip", or: "off", \.rewardClip, clip,
      "Rewards are clipped to ± this, in reward units: guardrail."),
    .number(
      "length_penalty", \.lengthPenalty, weight,
      "Reward units that each token of a response costs: guardrail.",
      source: "Singhal et al. 2023, arXiv:2310.03716"),
    .number(
      "repetition_penalty", \.repetitionPenalty, weight,
      "Reward units that each pair of neighbouring tokens costs which the response has had before: guardrail."
    ),
    .number(
      "pretraining_coefficient", \.pretrainingCoefficient, weight,
      "Weight of the next-token loss on the world's corpus beside the policy's: guardrail.",
      source: "Ouyang et al. 2022, arXiv:2203.02155, eq. 2: 27.8"),
    .flag(
      "token_rewards", \.paysByToken,
      "Whether a reward model that reads every token pays for each token where it stands; the sum is the same. Where reward_clip is set, all is paid at the end.",
      source: "Chan et al. 2024, arXiv:2402.00782"),
    .flag(
      "whiten_rewards", \.whitensRewards,
      "Whether the rewards of a round are scaled to unit variance around their own mean."),
    .flag(
      "normalize_advantages", \.normalizesAdvantages,
      "Whether the advantages of a round are shifted to mean 0 and scaled to unit variance."),
    .flag(
      "anneal_learning_rate", \.annealsLearningRate,
      "Whether the step size falls in a straight line to 0 after the last round."),
    .number("discount", \.discount, share, "γ, the discount of a later reward."),
    .number(
      "gae_lambda", \.traceDecay, share, "λ of generalised advantage estimation.",
      source: "Schulman et al. 2016, arXiv:1506.02438"),
    .choice(
      "groups", \.groups,
      "What is pursued where the reward model has a reward for each group: pooled is its one reward of all; maximin the reward of the "
        + "group that is served worst; nash to be preferred, by as many people as may be, to what the policy itself writes.",
      source: "Chakraborty et al. 2024, arXiv:2402.08925; Munos et al. 2023, arXiv:2312.00886"),
    .number(
      "group_step", \.groupStep, weight,
      "How fast a maximin's weights go to the group that is served worst, in 1 / reward units a round.",
      source: "Freund & Schapire 1999, doi:10.1006/game.1999.0738"),
    .number(
      "opponent_mixture", \.opponentMixture, share,
      "Where nash is pursued, how far the opponent is from the policy back to the reference; 0 compares the answers of a "
        + "round with each other.",
      source: "Munos et al. 2023, arXiv:2312.00886"),
    .number(
      "missing_eos_penalty", \.missingEOSPenalty, weight,
      "Reward units taken off a response that did not end by itself."),
  ]
}
