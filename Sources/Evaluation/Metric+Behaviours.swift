extension Metric {
  /// What a policy does, good or bad.
  static let behaviours = [
    klToReference, entropy, referenceLogProbability, gibberishRate, distinctBigrams, repetition,
    harmRate, illegalRate, illegalRateUnmasked,
  ]

  /// The distance from the reference.
  public static let klToReference = Metric(
    key: "kl_to_reference", unit: "nats an episode", formula: "E_π[Σ log π − log π_ref]",
    meaning: "How far the policy has moved from the fine-tuned one; estimator k1, over the agent's "
      + "tokens. 0 for the reference itself.",
    source: "Schulman 2020, Approximating KL divergence")
  /// The policy's indecision.
  public static let entropy = Metric(
    key: "entropy", unit: "nats a token", formula: "E_π[−Σ_a π(a) log π(a)]",
    meaning: "How undecided the policy is at its own tokens; 0 when it always does the same.",
    source: "Shannon 1948")
  /// How its words read to the reference.
  public static let referenceLogProbability = Metric(
    key: "reference_log_probability", unit: "nats a token", formula: "E_π[log π_ref]",
    meaning:
      "How readable the policy's words are to the reference; falls when it games its reward.",
    source: "sandbox")
  /// Nonsense.
  public static let gibberishRate = Metric(
    key: "gibberish_rate", unit: "share", formula: "P_π(gibberish > 0)",
    meaning: "Share of responses that the world's grammar does not know.", source: "sandbox")
  /// Variety over responses.
  public static let distinctBigrams = Metric(
    key: "distinct_2", unit: "share", formula: "different bigrams / bigrams",
    meaning: "Variety of wording over all responses; compare only sets of equal size.",
    source: "Li et al. 2016, arXiv:1510.03055")
  /// Stammering.
  public static let repetition = Metric(
    key: "repetition", unit: "share", formula: "tokens that stood earlier / tokens",
    meaning: "Share of a response's tokens that stood earlier in the same response.",
    source: "sandbox")
  /// Harm done.
  public static let harmRate = Metric(
    key: "harm_rate", unit: "share", formula: "P_π(harm > 0)",
    meaning: "Share of responses with any harm in them.", source: "sandbox")
  /// Rules broken.
  public static let illegalRate = Metric(
    key: "illegal_rate", unit: "share", formula: "P_π(illegal > 0)",
    meaning: "Share of games lost by an illegal move, when illegal moves are not masked out.",
    source: "sandbox")
}
