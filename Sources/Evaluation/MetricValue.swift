/// One measured number under its name in the glossary.
public struct MetricValue: Sendable, Hashable, Codable {
  /// A ``Metric/key`` of ``MetricGlossary``.
  public var key: String
  /// In the metric's unit.
  public var value: Double

  /// A value of a metric.
  public init(_ metric: Metric, _ value: Double) {
    key = metric.key
    self.value = value
  }
}
