extension Metric {
  /// Who was asked, what it cost, what it was worth, and whom it served.
  static let people =
    [
      groupGap, worstGroupReward, labels, machineLabels, costDollars, annotatorHours,
      wallClockHours, labelAccuracy, consensusAccuracy, agreementPercent, agreementAlpha,
      labelAccuracyCeiling,
      dismissedAnnotators, unaskedQuestions, screenedAnnotators, defenceArea, attackSuccess,
    ] + verdicts

  /// What the crowd that was asked says of the final policy.
  static let verdicts = [
    judgedWinRate, judgedWinRateBothOrders, goldWinRate, positionBiasEstimate, orderConsistency,
  ]

  /// Unequal gains.
  public static let groupGap = Metric(
    key: "group_gap", unit: "standard deviations", formula: "max_g gain_g − min_g gain_g",
    meaning: "How much more the best served group gained over the fine-tuned policy than the worst "
      + "served, each in standard deviations of its own utility.",
    source: "sandbox")
  /// The worst off.
  public static let worstGroupReward = Metric(
    key: "worst_group_reward", unit: "reward units", formula: "min_g E_π[u_g]",
    meaning: "Mean utility of the final policy to the group it serves worst.",
    source: "Chakraborty et al. 2024, arXiv:2402.08925")
  /// Answers bought.
  public static let labels = Metric(
    key: "labels", unit: "answers", formula: "n", meaning: "How many answers people gave.",
    source: "sandbox")
  /// Money spent.
  public static let costDollars = Metric(
    key: "cost_dollars", unit: "dollars", formula: "Σ price", meaning: "What the answers cost.",
    source: "sandbox")
  /// Time spent.
  public static let annotatorHours = Metric(
    key: "annotator_hours", unit: "hours", formula: "Σ seconds / 3600",
    meaning: "Working time of all annotators together.", source: "sandbox")
  /// Answers by machines.
  public static let machineLabels = Metric(
    key: "machine_labels", unit: "answers", formula: "n",
    meaning: "How many of the answers machines gave.", source: "sandbox")
  /// Time on the clock.
  public static let wallClockHours = Metric(
    key: "wall_clock_hours", unit: "hours", formula: "time of the last answer",
    meaning: "Hours from the first question to the last answer, from a queue of people who work in "
      + "parallel, in shifts, and are sometimes absent.", source: "sandbox")
  /// Answers that are right.
  public static let labelAccuracy = Metric(
    key: "label_accuracy", unit: "share", formula: "P(answer = sign Δgold)",
    meaning:
      "Share of single answers that agree with the gold reward; of ratings, of pairs of ratings "
      + "by one person.", source: "sandbox")
  /// Majorities that are right.
  public static let consensusAccuracy = Metric(
    key: "consensus_accuracy", unit: "share", formula: "P(sign of consensus = sign Δgold)",
    meaning:
      "Share of the preferences handed to the reward model that agree with the gold reward; an "
      + "even vote counts half.",
    source: "Sheng, Provost & Ipeirotis 2008, doi:10.1145/1401890.1401965")
  /// Agreement as it is seen.
  public static let agreementPercent = Metric(
    key: "agreement_percent", unit: "share", formula: "P(two people answer alike)",
    meaning: "Share of pairs of answers to the same question that are equal.",
    source: "Ouyang et al. 2022, arXiv:2203.02155: 72.6 % of people")
  /// What noise among people leaves to be foretold.
  public static let labelAccuracyCeiling = Metric(
    key: "label_accuracy_ceiling", unit: "share",
    formula: "½ (1 + √(2 A − 1)), A = agreement_percent",
    meaning:
      "The greatest accuracy against fresh answers that any judge can have when people agree "
      + "so often; reached when all questions are equally hard. No more than chance at A ≤ ½.",
    source: "Jensen's inequality on p = 2a² − 2a + 1")
  /// Agreement beyond chance.
  public static let agreementAlpha = Metric(
    key: "agreement_alpha", unit: "at most 1", formula: "1 − D_observed / D_expected",
    meaning: "Krippendorff's alpha of the answers to the same questions: 0 is chance, 1 perfect. "
      + "Comparisons are nominal, ratings interval.", source: "Krippendorff 2011")
  /// People who failed their checks.
  public static let dismissedAnnotators = Metric(
    key: "dismissed_annotators", unit: "accounts", formula: "n",
    meaning: "How many accounts failed their gold checks; their answers are left out.",
    source: "sandbox")
  /// Questions that nobody could be asked.
  public static let unaskedQuestions = Metric(
    key: "unasked_questions", unit: "questions", formula: "n",
    meaning:
      "How many questions of the campaign could not be asked, because the models gave no two "
      + "different responses to any prompt that was tried.", source: "sandbox")
  /// People who looked like trolls.
  public static let screenedAnnotators = Metric(
    key: "screened_annotators", unit: "accounts", formula: "n",
    meaning: "How many accounts a defence left out because they looked like trolls.",
    source: "sandbox")
  /// How well trolls are told apart.
  public static let defenceArea = Metric(
    key: "defence_area", unit: "share", formula: "P(suspicion of a troll > of an honest annotator)",
    meaning:
      "Area under the ROC curve of a defence's suspicions against who truly is a troll: a half is "
      + "a coin, 1 perfect.",
    source: "Hanley & McNeil 1982, doi:10.1148/radiology.143.1.7063747")
  /// What trolls got.
  public static let attackSuccess = Metric(
    key: "attack_success", unit: "share", formula: "P(target(policy) > target(fine-tuned))",
    meaning:
      "How often the final policy's response has more of what targeted or trigger trolls want than "
      + "the fine-tuned model's to the same prompt, ties half; a half is no success.",
    source: "sandbox, after Rando & Tramer 2023, arXiv:2311.14455")
  /// What the crowd makes of the policy when it is always shown first.
  public static let judgedWinRate = Metric(
    key: "judged_win_rate", unit: "share", formula: "P(policy ≻ fine-tuned), policy first",
    meaning:
      "Share of held-out prompts on which the crowd that was asked prefers the final policy's "
      + "response to the fine-tuned model's, the policy's always shown first; ties half.",
    source: "Zheng et al. 2023, arXiv:2306.05685")
  /// The same without the order's help.
  public static let judgedWinRateBothOrders = Metric(
    key: "judged_win_rate_both_orders", unit: "share",
    formula: "½ P(policy ≻ fine-tuned | first) + ½ P(· | second)",
    meaning:
      "The same, averaged over both orders of presentation, which cancels a bias of position.",
    source: "Zheng et al. 2023, arXiv:2306.05685")
  /// What the truth makes of it.
  public static let goldWinRate = Metric(
    key: "gold_win_rate", unit: "share", formula: "P(gold(policy) > gold(fine-tuned))",
    meaning:
      "Share of the same prompts on which the final policy's response is truly better; equals "
      + "half.", source: "sandbox")
  /// The order's weight.
  public static let positionBiasEstimate = Metric(
    key: "position_bias_estimate", unit: "nats", formula: "½ log(n_first,first / n_second,second)",
    meaning:
      "The crowd's leaning towards whatever is shown first, from pairs judged in both orders: "
      + "always the first against always the second, half a pair added to both.",
    source: "Zheng et al. 2023, arXiv:2306.05685, table 2")
  /// Answers that survive a swap.
  public static let orderConsistency = Metric(
    key: "order_consistency", unit: "share", formula: "P(same response preferred in both orders)",
    meaning: "Share of pairs on which the crowd prefers the same response in both orders.",
    source: "Zheng et al. 2023, arXiv:2306.05685, table 2")

  /// A metric of one group of people by its key, such as `group_gain_elders`; `nil` for any other key.
  static func ofGroup(_ key: String) -> Metric? {
    if key.hasPrefix(groupGainPrefix) {
      let group = key.dropFirst(groupGainPrefix.count)
      return Metric(
        key: key, unit: "standard deviations", formula: "(E_π[u_g] − E_SFT[u_g]) / sd_SFT u_g",
        meaning: "What the final policy gains over the fine-tuned one for the group \(group), in "
          + "standard deviations of that group's utility.", source: "sandbox")
    }
    if key.hasPrefix(groupRewardPrefix) {
      let group = key.dropFirst(groupRewardPrefix.count)
      return Metric(
        key: key, unit: "reward units", formula: "E_π[u_g]",
        meaning: "Mean utility of the final policy to the group \(group).", source: "sandbox")
    }
    return nil
  }

  /// Before the name of the group.
  public static let groupGainPrefix = "group_gain_"
  /// Before the name of the group.
  public static let groupRewardPrefix = "group_reward_"
}
