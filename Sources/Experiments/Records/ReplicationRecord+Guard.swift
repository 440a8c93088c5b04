import SandboxCore

// The last guard before anything is filed: whatever went wrong upstream, no file and no report holds a
// number that is none.
extension ReplicationRecord {
  /// What a number may be: so far below the ends of floating point that sums and squares over all
  /// replications stay finite.
  static let countable = -1e150...1e150

  /// The first number that is not finite, or too large to be counted with; `nil` when all is well.
  var brokenNumber: TrainingFailure? {
    for metric in metrics where !Self.countable.contains(metric.value) {
      return TrainingFailure(
        phase: "evaluation", step: 0, quantity: metric.name, value: metric.value)
    }
    for phase in phases {
      for point in phase.report.points where !Self.countable.contains(point.value) {
        return TrainingFailure(
          phase: phase.name, step: point.step, quantity: point.metric, value: point.value)
      }
    }
    for (name, value) in scores where !Self.countable.contains(value) {
      return TrainingFailure(phase: "evaluation", step: 0, quantity: name, value: value)
    }
    return nil
  }

  /// The record without the broken numbers of its phases.
  var withoutBrokenNumbers: ReplicationRecord {
    var record = self
    for index in record.phases.indices {
      record.phases[index].report.points.removeAll { !Self.countable.contains($0.value) }
    }
    return record
  }

  /// The numbers of samples and of the Elo table.
  private var scores: [(name: String, value: Double)] {
    samples.map { ("the gold reward of a sample", $0.gold) }
      + samples.compactMap { sample in
        sample.proxy.map { ("the proxy reward of a sample", $0) }
      }
      + elo.flatMap { row in
        [row.rating, row.spread, row.bradleyTerry ?? 0].map {
          ("the Elo rating of \(row.contestant)", $0)
        }
      }
  }
}
