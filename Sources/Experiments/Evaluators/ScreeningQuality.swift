import Evaluation
import SandboxCore

/// How many annotators a defence left out, and how well it tells trolls.
struct ScreeningQuality: Evaluator {
  private static let screened = Metric(
    key: "screened_annotators", unit: "accounts", direction: .neither, formula: "n",
    meaning: "How many accounts a defence left out because they looked like trolls.")
  private static let area = Metric(
    key: "defence_auroc", unit: "share", range: 0...1, direction: .higherIsBetter,
    formula: "P(suspicion of a troll > of an honest annotator)",
    meaning: "Area under the ROC curve of a defence's suspicions against who truly is a troll: a "
      + "half is a coin, 1 perfect.",
    source: "Hanley & McNeil 1982, doi:10.1148/radiology.143.1.7063747")

  let metrics = [screened, area]

  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? {
    if settings.consensus.defence == "none" { return "feedback.defence.method is none" }
    let share = settings.annotatorsAsked.population.trollShare
    guard metric == Self.area.key, share == 0 || share == 1 else { return nil }
    return share == 0 ? "it has no trolls to tell" : "all its annotators are trolls"
  }

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    guard let screening = context.lesson.screening else { return [] }
    return [MetricValue(Self.screened, Double(screening.excluded.count))]
      + (screening.area.map { [MetricValue(Self.area, $0)] } ?? [])
  }
}
