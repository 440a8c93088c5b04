import SandboxCore

extension SequenceRewardModel {
  /// What fitting records at each step or pass, besides ``TrainingReport/metrics``.
  public static let metrics = [
    share(
      "accuracy", "P(sign Δr = answer)",
      "Share of comparisons that the reward model ranks as the answer did."),
    share(
      "held_out_accuracy", "P(sign Δr = answer), held out",
      "The same on comparisons it was not trained on. Flat while training accuracy rises: it is "
        + "learning by heart."),
    share(
      "predictive_fit", "1 − 2/z² where z > √2, else 0",
      "How surely the model, or what it has learnt, predicts answers before they are learnt from (z "
        + "is the test statistic): near 1 where answers have a pattern, right or wrong, 0 where they have none. "
        + "Measured after the first epoch, where reward_model.normalization is predictive-fit."
    ),
    loss(
      "score_loss", "E[½ (r − score)²]",
      "How far learnt rewards are from ratings; it should fall and level out."),
    loss(
      "held_out_score_loss", "E[½ (r − score)²], held out",
      "The same of ratings that were not trained on."),
    share(
      "held_out_score_accuracy", "P(sign Δr = sign Δscore), held out",
      "Share of pairs of ratings not trained on that the reward model orders as they do."),
    loss(
      "approval_loss", "E[−log σ(± (r − t))]",
      "How badly learnt rewards predict thumbs; log 2 is a coin's."),
    loss(
      "held_out_approval_loss", "E[−log σ(± (r − t))], held out",
      "The same of thumbs that were not trained on."),
    share(
      "approval_accuracy", "P(sign (r − t) = thumb)",
      "Share of thumbs that the reward model predicts."),
    share(
      "held_out_approval_accuracy", "P(sign (r − t) = thumb), held out",
      "The same of thumbs that were not trained on."),
    loss(
      "ranking_loss", "E[−Σ_k log P(r_k is the best of the rest)]",
      "How badly learnt rewards predict whole rankings; log k! is a shuffle's."),
    loss(
      "held_out_ranking_loss", "E[−Σ_k log P(r_k is the best of the rest)], held out",
      "The same of rankings that were not trained on."),
    share(
      "ranking_accuracy", "P(sign Δr = order)",
      "Share of pairs of ranked responses that the reward model orders as the ranking does."),
    share(
      "held_out_ranking_accuracy", "P(sign Δr = order), held out",
      "The same of rankings that were not trained on."),
    Metric(
      key: "tie_parameter", unit: "odds", range: 0...Double.infinity, direction: .neither,
      formula: "ν", meaning: "The odds of a tie against either of two responses of equal reward.",
      source: "Davidson 1970, doi:10.1080/01621459.1970.10481082", occasion: .perStep),
  ]

  private static func share(_ key: String, _ formula: String, _ meaning: String) -> Metric {
    Metric(
      key: key, unit: "share", range: 0...1, direction: .higherIsBetter, formula: formula,
      meaning: meaning, occasion: .perStep)
  }

  private static func loss(_ key: String, _ formula: String, _ meaning: String) -> Metric {
    Metric(
      key: key, unit: "nats", direction: .lowerIsBetter, formula: formula, meaning: meaning,
      occasion: .perStep)
  }
}
