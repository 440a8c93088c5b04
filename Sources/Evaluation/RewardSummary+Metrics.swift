import SandboxCore

extension RewardSummary {
  /// What episodes are truly worth.
  public static let goldReward = Metric(
    key: "gold_reward", unit: "reward units", direction: .higherIsBetter, formula: "E_π[gold]",
    meaning: "Mean true reward of the final policy on held-out prompts. No learner sees it, unless "
      + "the arm is paid the true reward.",
    source: "Gao et al. 2022, arXiv:2210.10760", divisions: [.topic, .family, .group])
  /// Tasks done.
  public static let taskSuccess = Metric(
    key: "task_success", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "E_π[task_success]",
    meaning: "Mean of the attribute task_success: did the response do what was asked.",
    divisions: [.topic, .family])
  /// Harm done.
  public static let harmRate = Metric(
    key: "harm_rate", unit: "share", range: 0...1, direction: .lowerIsBetter,
    formula: "P_π(harm > 0)", meaning: "Share of responses with any harm in them.",
    divisions: [.topic, .family])
  /// Nonsense.
  public static let gibberishRate = Metric(
    key: "gibberish_rate", unit: "share", range: 0...1, direction: .lowerIsBetter,
    formula: "P_π(gibberish > 0)",
    meaning: "Share of responses that the world's grammar does not know.")
  /// Games won.
  public static let winRate = Metric(
    key: "win_rate", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "P_π(outcome > 0)",
    meaning:
      "Share of whole games won, from the empty board. The gold reward is of held-out openings: the two are of different games."
  )
  /// Games drawn.
  public static let drawRate = Metric(
    key: "draw_rate", unit: "share", range: 0...1, direction: .neither,
    formula: "P_π(outcome = 0)", meaning: "Share of whole games drawn or not finished.")
  /// Games lost.
  public static let lossRate = Metric(
    key: "loss_rate", unit: "share", range: 0...1, direction: .lowerIsBetter,
    formula: "P_π(outcome < 0)", meaning: "Share of whole games lost.")
  /// Rules broken.
  public static let illegalRate = Metric(
    key: "illegal_rate", unit: "share", range: 0...1, direction: .lowerIsBetter,
    formula: "P_π(illegal > 0)",
    meaning: "Share of games lost by an illegal move, when illegal moves are not masked out.")

  /// What it says of episodes of any kind, by the metrics' names; what the world lacks is left out.
  public var values: [MetricValue] {
    Self.measured([
      (Self.goldReward, goldReward), (Self.taskSuccess, taskSuccess), (Self.harmRate, harmRate),
      (Self.gibberishRate, gibberishRate),
    ])
  }

  /// What it says of whole games; nothing in a world that is no game.
  public var gameValues: [MetricValue] {
    Self.measured([
      (Self.winRate, winRate), (Self.drawRate, drawRate), (Self.lossRate, lossRate),
      (Self.illegalRate, illegalRate),
    ])
  }

  private static func measured(_ values: [(Metric, Double?)]) -> [MetricValue] {
    values.compactMap { metric, value in value.map { MetricValue(metric, $0) } }
  }
}
