import Evaluation
import Feedback
import SandboxCore
import Statistics

/// How often single answers are right, and how far people agree.
struct AnswerQuality: Evaluator {
  private static let accuracy = Metric(
    key: "label_accuracy", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "P(answer = sign Δgold)",
    meaning: "Share of single answers that agree with the gold reward; of ratings, of pairs of "
      + "ratings by one person.", divisions: [.topic, .family, .group])
  private static let percent = Metric(
    key: "percent_agreement", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "P(two people answer alike)",
    meaning: "Share of pairs of answers to the same question that are equal.",
    source: "Ouyang et al. 2022, arXiv:2203.02155: 72.6 % of people")
  private static let ceiling = Metric(
    key: "label_accuracy_ceiling", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "½ (1 + √(2 A − 1)), A = percent_agreement",
    meaning:
      "The greatest accuracy against fresh answers that any judge can have when people agree "
      + "so often; reached when all questions are equally hard. No more than chance at A ≤ ½.",
    source: "Jensen's inequality on p = 2a² − 2a + 1")
  private static let alpha = Metric(
    key: "krippendorff_alpha", unit: "alpha", range: -.infinity...1, direction: .higherIsBetter,
    formula: "1 − D_observed / D_expected",
    meaning: "Krippendorff's alpha of the answers to the same questions: 0 is chance, 1 perfect. "
      + "Comparisons are nominal, ratings interval.", source: "Krippendorff 2011")

  let metrics = [accuracy, percent, ceiling, alpha]

  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? { settings.feedback.questions == 0 ? "feedback.questions is 0" : nil }

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    let outcome = context.lesson.outcome.value
    guard outcome.ledger.answers > 0 else { return [] }
    return (outcome.labelAccuracy.map { [MetricValue(Self.accuracy, $0)] } ?? [])
      + accuracyByPart(context) + agreement(outcome)
  }

  /// On each topic, in each family, and of the annotators of each group.
  private func accuracyByPart(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    let outcome = context.lesson.outcome.value
    let parts =
      [Metric.Division.topic, .family].flatMap {
        context.parts(outcome.judgements.judgements, by: $0, prompt: \.question.prompt)
      }
      + context.world.groups.map { group in
        (group.name, outcome.judgements.answers(ofGroup: group.name).judgements)
      }
    return parts.compactMap { part, judgements in
      CampaignReport.labelAccuracy(of: FeedbackDataset(judgements), scale: outcome.scale).map {
        MetricValue(Self.accuracy, of: part, $0)
      }
    }
  }

  /// How far people agree, where questions were answered more than once.
  private func agreement(_ outcome: FeedbackOutcome) -> [MetricValue] {
    guard let table = outcome.repeatedAnswers else { return [] }
    let isRating = table.levels.count > 3
    var values: [MetricValue] = []
    if let agreement = table.agreement(.percentAgreement) {
      values.append(MetricValue(Self.percent, agreement))
      if !isRating {
        values.append(
          MetricValue(Self.ceiling, (1 + max(0, 2 * agreement - 1).squareRoot()) / 2))
      }
    }
    if let alpha = table.agreement(.krippendorffAlpha(isRating ? .interval : .nominal)) {
      values.append(MetricValue(Self.alpha, alpha))
    }
    return values
  }
}
