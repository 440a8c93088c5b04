/// Every metric that a run can report: the one place from which records, command line and documents
/// take names and meanings.
public enum MetricGlossary {
  /// All metrics, by subject.
  public static let all: [Metric] =
    Metric.rewards + Metric.behaviours + Metric.rewardModels + Metric.people + Metric.rankings
    + Metric.variants

  /// The metric of this name, if there is one.
  public static func metric(_ key: String) -> Metric? { all.first { $0.key == key } }
}
