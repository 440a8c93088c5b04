import Experiments

/// The page that a run leaves: what was claimed, what came of it, and what to look at.
///
/// One HTML file that needs no network. The same record gives the same bytes.
public struct RunReport: Sendable {
  /// What the report is about.
  public var record: RunRecord
  /// What is known about metrics; those without a note are shown by their name alone.
  public var notes: [MetricNote]
  /// The command that runs the scenario again, for the footer.
  public var command: String
  let interval: IntervalEstimator

  /// A report on a run.
  ///
  /// - Parameters:
  ///   - record: the outcome of the run.
  ///   - notes: the metric glossary.
  ///   - command: what to type to run the scenario again.
  ///   - interval: estimates 95 % intervals over replications.
  public init(
    record: RunRecord, notes: [MetricNote], command: String, interval: @escaping IntervalEstimator
  ) {
    self.record = record
    self.notes = notes
    self.command = command
    self.interval = interval
  }

  /// The whole page.
  public var html: String { page.html }
}

extension RunReport {
  /// The estimate of a metric over an arm's replications, or `nil` if none measured it.
  func estimate(_ metric: String, of arm: ArmRecord) -> Interval? {
    let values = arm.values(of: metric)
    return values.isEmpty ? nil : interval(values)
  }

  /// The unit of a metric in words; empty when unknown.
  func unit(of metric: String) -> String { notes.first { $0.name == metric }?.unit ?? "" }

  /// What an axis of a chart says that has the metric as its heading: the unit, where there is one.
  func axisTitle(_ metric: String) -> String {
    let unit = unit(of: metric)
    return unit.isEmpty ? MetricNames.title(metric) : unit
  }

  /// A number as the page prints it.
  static func text(_ value: Double) -> String { NumberText.typeset(NumberText.short(value)) }

  /// A mean with its interval as the page prints it.
  static func text(_ estimate: Interval) -> String {
    NumberText.typeset(NumberText.interval(estimate))
  }

  /// The arms of which at least one replication left something to show.
  var armsWithResults: [ArmRecord] {
    record.arms.filter { arm in arm.replications.contains { !$0.metrics.isEmpty } }
  }
}
