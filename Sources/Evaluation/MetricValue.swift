import SandboxCore

/// One measured number under the name of its metric.
public struct MetricValue: Sendable, Hashable, Codable {
  /// The ``SandboxCore/Metric/key`` of a declared metric, or of one of its parts.
  public var key: String
  /// In the metric's unit.
  public var value: Double

  /// A value of a metric.
  public init(_ metric: Metric, _ value: Double) {
    key = metric.key
    self.value = value
  }

  /// A value of a metric in one part, such as a topic.
  public init(_ metric: Metric, of part: String, _ value: Double) {
    key = metric.key(of: part)
    self.value = value
  }
}
