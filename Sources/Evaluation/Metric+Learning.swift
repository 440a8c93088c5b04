extension Metric {
  /// How good the reward model is.
  static let rewardModels = [
    rewardModelAccuracy, rewardModelLabelAccuracy, rewardModelTrainingAccuracy,
    rewardModelTopicAccuracy, rewardModelCalibrationError, rewardModelKendallTau,
    rewardModelLengthCorrelation,
  ]
  /// Rankings of items by head-to-head comparisons.
  static let rankings = [eloRating, eloOrderSpread]

  /// Pairs ordered as the truth has them.
  public static let rewardModelAccuracy = Metric(
    key: "reward_model_accuracy", unit: "share", formula: "P(sign Δr = sign Δgold)",
    meaning: "Share of held-out pairs that the reward model orders as the gold reward does.",
    source: "Stiennon et al. 2020, arXiv:2009.01325")
  /// Pairs ordered as people have them.
  public static let rewardModelLabelAccuracy = Metric(
    key: "reward_model_label_accuracy", unit: "share", formula: "P(sign Δr = majority)",
    meaning:
      "Share of held-out pairs that the reward model orders as people's majority does; noise "
      + "among people caps it.",
    source: "Ouyang et al. 2022, arXiv:2203.02155")
  /// Pairs it was trained on, ordered as people have them.
  public static let rewardModelTrainingAccuracy = Metric(
    key: "reward_model_training_accuracy", unit: "share",
    formula: "P(sign Δr = majority), trained on",
    meaning: "Share of the pairs it learns from that the reward model orders as people do, before "
      + "each is learnt from in the last pass; above reward_model_label_accuracy it learns by heart.",
    source: "Bai et al. 2022, arXiv:2204.05862")
  /// Pairs on topics nobody was asked about.
  public static let rewardModelTopicAccuracy = Metric(
    key: "reward_model_accuracy_held_out_topics", unit: "share", formula: "P(sign Δr = sign Δgold)",
    meaning: "reward_model_accuracy on topics that nobody was asked about.",
    source: "Ouyang et al. 2022, arXiv:2203.02155")
  /// Whether it mistakes length for quality.
  public static let rewardModelLengthCorrelation = Metric(
    key: "reward_model_length_correlation", unit: "-1...1", formula: "corr(r, length)",
    meaning: "Pearson's correlation of learned reward and count of tokens over held-out responses.",
    source: "Singhal et al. 2023, arXiv:2310.03716")
  /// Honesty of the reward model's confidence.
  public static let rewardModelCalibrationError = Metric(
    key: "reward_model_calibration_error", unit: "share",
    formula: "Σ_bins n_b / n · |hits_b − confidence_b|",
    meaning: "How far σ(Δr) is from the share of held-out pairs it gets right against the gold "
      + "reward; ten bins of confidence in 0.5...1.",
    source: "Guo et al. 2017, arXiv:1706.04599, eq. 3")
  /// Rank correlation with the truth.
  public static let rewardModelKendallTau = Metric(
    key: "reward_model_kendall_tau", unit: "-1...1", formula: "τ_b(r, gold)",
    meaning: "Rank correlation of learned and true reward over held-out responses.",
    source: "Kendall 1945, doi:10.2307/2332303")
  /// Elo's rating.
  public static let eloRating = Metric(
    key: "elo_rating", unit: "points", formula: "R ← R + K · (S − E), averaged over orders",
    meaning:
      "The final policy's rating from head-to-head comparisons with the models of the other phases "
      + "by people without trolls; 400 points are odds of 10 to 1, 1000 is the average.",
    source: "Elo 1978; Boubdir et al. 2023, arXiv:2311.17295")
  /// What the order of matches does to it.
  public static let eloOrderSpread = Metric(
    key: "elo_order_spread", unit: "points", formula: "sd over orders of R",
    meaning: "How far the rating depends on the order in which the comparisons came.",
    source: "Boubdir et al. 2023, arXiv:2311.17295")
}
