import Experiments
import SandboxCore
import Statistics

/// How a series of a phase went, over the replications of an arm: at each step its mean and
/// interval.
struct SeriesSummary: Sendable {
  /// One step.
  struct Point: Sendable {
    /// The step or iteration.
    var step: Int
    /// Over the replications that recorded this step.
    var estimate: Estimate
    /// Its mean.
    var mean: Double { estimate.mean }
  }

  /// Ascending by step.
  var points: [Point]

  /// Summarises a series; empty when no replication recorded it.
  ///
  /// - Parameter phase: the phase's name, as records spell it.
  init(_ metric: String, phase: String, of arm: ArmRecord) {
    let recorded = arm.replications.flatMap(\.phases).filter { $0.name == phase }
      .flatMap(\.report.points).filter { $0.metric == metric && $0.value.isFinite }
    let byStep = Dictionary(grouping: recorded, by: \.step)
    points = SeriesSteps.shown(of: byStep.keys.sorted()).map { step in
      Point(step: step, estimate: Estimate(of: (byStep[step] ?? []).map(\.value)))
    }
  }

  /// The series as a sentence for those who cannot see its chart.
  var spoken: String {
    guard let first = points.first, let last = points.last else { return "nothing was recorded" }
    let peak = points.max { $0.mean < $1.mean } ?? first
    return "from \(RunReport.text(first.mean)) at \(first.step) to "
      + "\(RunReport.text(last.mean)) at \(last.step), highest "
      + "\(RunReport.text(peak.mean)) at \(peak.step)"
  }
}

extension ArmRecord {
  /// The names of the series that a phase recorded, in order of first recording.
  func seriesNames(phase: String) -> [String] {
    var names: [String] = []
    for record in replications.flatMap(\.phases) where record.name == phase {
      for point in record.report.points where !names.contains(point.metric) {
        names.append(point.metric)
      }
    }
    return names
  }
}
