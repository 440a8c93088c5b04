import Experiments
import Foundation
import GRDB

extension ResultsDatabase {
  /// The steps of each series that reports show, over all replications of an arm.
  ///
  /// A run's courses are most of what it leaves; a report draws a few hundred steps of each.
  struct ShownSteps {
    /// A series of an arm.
    struct Series: Hashable {
      var arm: String
      var phase: String
      var metric: String
    }

    fileprivate(set) var steps: [Series: Set<Int>] = [:]

    /// A record without the steps that no report shows.
    func thinned(_ record: ReplicationRecord) -> ReplicationRecord {
      var record = record
      for index in record.phases.indices {
        let phase = record.phases[index]
        // Filtered into new memory: what is left out is really given back.
        record.phases[index].report.points = phase.report.points.filter { point in
          steps[Series(arm: record.arm, phase: phase.name, metric: point.metric)]?
            .contains(point.step) ?? false
        }
      }
      return record
    }
  }

  /// Reads which steps there are, and chooses as ``Experiments/SeriesSteps`` does.
  func shownSteps() throws(RunDirectoryProblem) -> ShownSteps {
    try read { db in
      var found: [ShownSteps.Series: [Int]] = [:]
      let rows = try Row.fetchCursor(
        db, sql: "SELECT DISTINCT arm, phase, metric, step FROM series")
      while let row = try rows.next() {
        let series = ShownSteps.Series(
          arm: try row.decode(atIndex: 0), phase: try row.decode(atIndex: 1),
          metric: try row.decode(atIndex: 2))
        found[series, default: []].append(try row.decode(atIndex: 3))
      }
      return ShownSteps(steps: found.mapValues { Set(SeriesSteps.shown(of: $0.sorted())) })
    }
  }
}
