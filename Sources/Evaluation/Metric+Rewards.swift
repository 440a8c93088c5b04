extension Metric {
  /// What episodes are worth.
  static let rewards = [
    goldReward, goldRewardFineTuned, goldRewardPretrained, goldRewardHeldOutTopics,
    goldRewardBestOfN, proxyReward,
    regret, responseLength, taskSuccess,
    winRate, drawRate, lossRate,
  ]

  /// The final policy's true reward.
  public static let goldReward = Metric(
    key: "gold_reward", unit: "reward units", formula: "E_π[gold]",
    meaning: "Mean true reward of the final policy on held-out prompts. No learner ever sees it.",
    source: "Gao et al. 2022, arXiv:2210.10760")
  /// The fine-tuned policy's true reward.
  public static let goldRewardFineTuned = Metric(
    key: "gold_reward_fine_tuned", unit: "reward units", formula: "E_π_SFT[gold]",
    meaning: "Mean true reward after supervised fine-tuning, before anybody was asked.",
    source: "sandbox")
  /// The pre-trained policy's true reward.
  public static let goldRewardPretrained = Metric(
    key: "gold_reward_pretrained", unit: "reward units", formula: "E_π_0[gold]",
    meaning: "Mean true reward of the pre-trained policy, which continues rather than answers.",
    source: "sandbox")
  /// The final policy's learned reward.
  public static let proxyReward = Metric(
    key: "proxy_reward", unit: "reward-model units", formula: "E_π[r]",
    meaning: "Mean reward of the final policy by the reward model; 0 is the fine-tuned policy. "
      + "Where it rises and the gold reward falls, the reward model is being gamed.",
    source: "Gao et al. 2022, arXiv:2210.10760")
  /// The distance to the best possible.
  public static let regret = Metric(
    key: "regret", unit: "reward units", formula: "max_π' E_π'[gold] − E_π[gold]",
    meaning: "What the final policy leaves on the table, where the optimum is known exactly; ≥ 0.",
    source: "Sutton & Barto 2018, chapter 2")
  /// Tasks done.
  public static let taskSuccess = Metric(
    key: "task_success", unit: "share", formula: "E_π[task_success]",
    meaning: "Mean of the attribute task_success: did the response do what was asked.",
    source: "sandbox")
  /// Games won.
  public static let winRate = Metric(
    key: "win_rate", unit: "share", formula: "P_π(outcome > 0)", meaning: "Share of games won.",
    source: "sandbox")
  /// Games drawn.
  public static let drawRate = Metric(
    key: "draw_rate", unit: "share", formula: "P_π(outcome = 0)",
    meaning: "Share of games drawn or not finished.", source: "sandbox")
  /// Games lost.
  public static let lossRate = Metric(
    key: "loss_rate", unit: "share", formula: "P_π(outcome < 0)", meaning: "Share of games lost.",
    source: "sandbox")
}
