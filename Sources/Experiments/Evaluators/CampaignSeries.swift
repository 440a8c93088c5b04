import SandboxCore

/// What a campaign records of each round of asking.
enum CampaignSeries {
  static let answered = Metric(
    key: "questions_answered", unit: "questions", direction: .neither, formula: "n",
    meaning: "Questions that a round of asking got answered; fewer where the budget ended, or "
      + "where the policy says the same too often.", occasion: .perStep)
  static let dollars = Metric(
    key: "dollars", unit: "dollars", direction: .lowerIsBetter, formula: "Σ price",
    meaning: "What all answers cost up to the end of a round.", occasion: .perStep)
  static let isByStrategy = Metric(
    key: "chosen_by_strategy", unit: "0 or 1", range: 0...1, direction: .neither, formula: "0 or 1",
    meaning: "Whether questions were chosen as the scenario says; before there is a reward model "
      + "to choose by, they are drawn.", occasion: .perStep)
  static let labelAccuracy = Metric(
    key: "label_accuracy", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "P(answer = sign Δgold)",
    meaning: "Share of a round's answers that agree with the gold reward.", occasion: .perStep)

  static let metrics = [answered, dollars, isByStrategy, labelAccuracy]
}
