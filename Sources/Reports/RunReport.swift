import Experiments
import Statistics

/// The page that a run leaves: what was claimed, what came of it, and what to look at.
///
/// One HTML file that needs no network. The same record gives the same bytes.
public struct RunReport: Sendable {
  /// What the report is about.
  public var record: RunRecord
  /// The command that runs the scenario again, for the footer.
  public var command: String

  /// A report on a run.
  ///
  /// - Parameters:
  ///   - record: the outcome of the run.
  ///   - command: what to type to run the scenario again.
  public init(record: RunRecord, command: String) {
    self.record = record
    self.command = command
  }

  /// The whole page.
  public var html: String { page.html }
}

extension RunReport {
  /// The estimate of a metric over an arm's replications, or `nil` if none measured it.
  func estimate(_ metric: String, of arm: ArmRecord) -> Estimate? {
    arm.estimate(of: metric)
  }

  /// The unit of a metric in words; empty when unknown.
  func unit(of metric: String) -> String { MetricGlossary.metric(metric)?.unit ?? "" }

  /// What an axis of a chart says that has the metric as its heading: the unit, where there is one.
  func axisTitle(_ metric: String) -> String {
    let unit = unit(of: metric)
    return unit.isEmpty ? MetricNames.title(metric) : unit
  }

  /// A number as the page prints it.
  static func text(_ value: Double) -> String { NumberText.typeset(NumberText.short(value)) }

  /// A mean with its interval as the page prints it.
  static func text(_ estimate: Estimate) -> String { text(estimate.mean, estimate.interval) }

  /// The same of a number whose count is not known.
  static func text(_ mean: Double, _ interval: ClosedRange<Double>?) -> String {
    NumberText.typeset(NumberText.interval(mean, interval))
  }

  /// The arms of which at least one replication left something to show.
  var armsWithResults: [ArmRecord] {
    record.arms.filter { arm in arm.replications.contains { !$0.metrics.isEmpty } }
  }
}
