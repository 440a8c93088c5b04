import Evaluation
import SandboxCore

/// How many answers there are, and what they cost.
struct AnswerCosts: Evaluator {
  private static let labels = Metric(
    key: "label_count", unit: "answers", direction: .neither, formula: "n",
    meaning: "How many answers people gave.")
  private static let dollars = Metric(
    key: "cost_dollars", unit: "dollars", direction: .lowerIsBetter, formula: "Σ price",
    meaning: "What the answers cost.")
  private static let hours = Metric(
    key: "annotator_hours", unit: "hours", direction: .lowerIsBetter, formula: "Σ seconds / 3600",
    meaning: "Working time of all annotators together.")
  private static let wallClockHours = Metric(
    key: "wall_clock_hours", unit: "hours", direction: .lowerIsBetter,
    formula: "time of the last answer",
    meaning: "Hours from the first question to the last answer, from a queue of people who work in "
      + "parallel, in shifts, and are sometimes absent.")
  private static let aiJudgeLabels = Metric(
    key: "ai_judge_labels", unit: "answers", direction: .neither, formula: "n",
    meaning: "How many of the answers AI judges gave.")
  private static let dismissed = Metric(
    key: "dismissed_annotators", unit: "accounts", direction: .neither, formula: "n",
    meaning: "How many accounts failed their gold questions; their answers are left out.")
  private static let unasked = Metric(
    key: "unasked_questions", unit: "questions", direction: .lowerIsBetter, formula: "n",
    meaning:
      "How many questions of the campaign could not be asked, because the models gave no two "
      + "different responses to any prompt that was tried.")

  let metrics = [labels, dollars, hours, wallClockHours, aiJudgeLabels, dismissed, unasked]

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    let outcome = context.lesson.outcome.value
    let ledger = outcome.ledger
    var values = [
      MetricValue(Self.labels, Double(ledger.answers)), MetricValue(Self.dollars, ledger.dollars),
      MetricValue(Self.hours, ledger.hours),
    ]
    guard ledger.answers > 0 else { return values }
    values += [
      MetricValue(Self.wallClockHours, ledger.wallClockHours),
      MetricValue(Self.aiJudgeLabels, Double(ledger.aiJudgeAnswers)),
      MetricValue(Self.dismissed, Double(outcome.dismissedCount)),
    ]
    if outcome.unaskedCount > 0 {
      values.append(MetricValue(Self.unasked, Double(outcome.unaskedCount)))
    }
    return values
  }
}
