/// Every metric that a run can report: the one place from which records, command line and documents
/// take names and meanings.
public enum MetricGlossary {
  /// All metrics, by subject.
  public static let all: [Metric] =
    Metric.rewards + Metric.behaviours + Metric.rewardModels + Metric.people + Metric.rankings
    + Metric.variants

  /// The metric of this name, if there is one. Metrics of single groups of people, `group_gain_GROUP` and
  /// `group_reward_GROUP`, go by the groups of a world and are not in ``all``.
  public static func metric(_ key: String) -> Metric? {
    all.first { $0.key == key } ?? Metric.ofGroup(key)
  }
}
