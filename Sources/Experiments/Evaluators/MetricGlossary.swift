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
    + SequenceRewardModel.metrics + PolicyOptimizationMetrics.all + HeldOutSeries.metrics

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
    ["group_gain_", "group_reward_"].first(where: key.hasPrefix).map { prefix in
      "\(prefix.dropLast())\(Metric.partMark)\(key.dropFirst(prefix.count))"
    }
  }

  /// Why an arm can never measure a metric; `nil` where it may. What only the answers decide is not asked.
  ///
  /// - Parameter world: the arm's.
  package static func obstacle(
    to key: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? {
    let name = Metric.parts(ofKey: key).metric
    func isOne(of metrics: [Metric]) -> Bool {
      ModelPhase.allCases.contains { phase in metrics.contains { $0.of(phase).key == name } }
    }
    for (attribute, metrics) in RewardSummary.attributesMeasured
    where isOne(of: metrics) && world.attributeIndex(attribute) == nil {
      return "\(world.name) has no \(attribute)"
    }
    let phase = settings.policyOptimization
    if PolicyMethods.all.named(phase.method) is any DirectMethod,
      ["entropy", "reference_log_probability"].contains(name)
    {
      return "policy_optimization.method is \(phase.method), which leaves no language model"
    }
    if !settings.rewardModelMethod.needsEvidence,
      ["reward_model_training_accuracy", "reward_model_label_accuracy"].contains(name)
    {
      return "its reward model learns from no answers"
    }
    if settings.feedback.questions == 0, name.hasPrefix("label_accuracy") {
      return "feedback.questions is 0"
    }
    if settings.consensus.defence == "none",
      ["screened_annotators", "defence_area"].contains(name)
    {
      return "feedback.defence.method is none"
    }
    return nil
  }

  private static let byKey = Dictionary(perRun.map { ($0.key, $0) }) { first, _ in first }
}
