extension Metric {
  /// Metrics of the final policy that are also measured of the phases before it.
  static let followed = [
    proxyReward, taskSuccess, harmRate, gibberishRate, winRate, drawRate, lossRate, illegalRate,
    illegalRateUnmasked,
  ]

  /// The followed metrics of the pre-trained and of the fine-tuned model, named by suffix.
  static let variants = followed.flatMap { metric in
    [("_pretrained", "pre-trained"), ("_fine_tuned", "fine-tuned")].map { suffix, phase in
      Metric(
        key: metric.key + suffix, unit: metric.unit, formula: metric.formula,
        meaning: "The same as \(metric.key), of the \(phase) model.", source: metric.source)
    }
  }

  /// Rules that would be broken without the mask.
  public static let illegalRateUnmasked = Metric(
    key: "illegal_rate_unmasked", unit: "share", formula: "P_π(illegal > 0), masks off",
    meaning: "Share of whole games that would be lost by an illegal move if the rules did not mask "
      + "illegal moves out: what the network itself knows of the rules.",
    source: "sandbox")
  /// The final policy's true reward on topics nobody was asked about.
  public static let goldRewardHeldOutTopics = Metric(
    key: "gold_reward_held_out_topics", unit: "reward units", formula: "E_π[gold]",
    meaning:
      "Mean true reward of the final policy on topics (boards: deeper openings) that no phase "
      + "after pre-training has seen.",
    source: "sandbox")
  /// The reward model as a judge of samples instead of a teacher.
  public static let goldRewardBestOfN = Metric(
    key: "gold_reward_best_of_n", unit: "reward units", formula: "E[gold of argmax of n rewards]",
    meaning: "Mean true reward of the fine-tuned model's best of n samples (evaluation.best_of), "
      + "picked by the reward model.",
    source: "Nakano et al. 2021, arXiv:2112.09332")
  /// How long responses are.
  public static let responseLength = Metric(
    key: "response_length", unit: "the world's", formula: "E_π[length]",
    meaning: "Mean of the attribute length: words of a response, or plies of a game.",
    source: "sandbox")
}
