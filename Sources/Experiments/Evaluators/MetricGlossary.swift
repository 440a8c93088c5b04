import Evaluation
import PolicyOptimization
import RewardModeling
import SandboxCore
import SupervisedTraining

/// Every metric that a run can report, as whoever measures it declares it: where records, command line and
/// reports take meanings from.
public enum MetricGlossary {
  /// All metrics: those of whole replications in the order of records, then those of steps.
  public static let all = perRun + perStep

  /// The metrics that a replication has once.
  public static let perRun = Evaluators.all.flatMap(\.metrics)

  /// The series that phases record step by step.
  public static let perStep =
    TrainingReport.metrics + SupervisedTrainer.metrics + CampaignSeries.metrics
    + SequenceRewardModel.metrics + GroupMethod.metrics + PolicyOptimizationMetrics.all
    + HeldOutSeries.metrics

  /// The metric that a replication has once under this name, such as `gold_reward` or
  /// `gold_reward@politics`; `nil` if there is none. Whether a part exists is up to the world.
  public static func metric(_ key: String) -> Metric? {
    if let known = byKey[key] { return known.isOfPartsOnly ? nil : known }
    let (name, part) = Metric.parts(ofKey: key)
    guard let part, let metric = byKey[name], !metric.divisions.isEmpty else { return nil }
    return metric.of(part: part)
  }

  /// The series of this name, if there is one.
  public static func series(_ key: String) -> Metric? { perStep.first { $0.key == key } }

  /// What a metric that had this name in earlier versions is called now; `nil` for all other names.
  public static func currentName(of key: String) -> String? {
    // What has the name today is not looked for among those of the past.
    if byKey[Metric.parts(ofKey: key).metric] != nil { return nil }
    return renamed[key]
      ?? ["group_gain_", "group_reward_"].first(where: key.hasPrefix).map { prefix in
        "\(prefix.dropLast())\(Metric.partMark)\(key.dropFirst(prefix.count))"
      }
  }

  private static let renamed = [
    "agreement_alpha": "krippendorff_alpha", "agreement_percent": "percent_agreement",
    "judged_win_rate": "annotator_win_rate",
    "judged_win_rate_both_orders": "annotator_win_rate_both_orders",
    "defence_area": "defence_auroc", "labels": "label_count", "machine_labels": "ai_judge_labels",
  ]

  /// Why an arm can never measure a metric, as its evaluator says; `nil` where it may.
  ///
  /// - Parameter world: the arm's.
  package static func obstacle(
    to key: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? {
    let name = Metric.parts(ofKey: key).metric
    return Evaluators.all.lazy.filter { $0.metrics.contains { $0.key == name } }
      .compactMap { $0.obstacle(to: name, in: settings, world) }.first
  }

  private static let byKey = Dictionary(perRun.map { ($0.key, $0) }) { first, _ in first }
}
