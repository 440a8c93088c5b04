import Experiments
import Foundation
import Reports

/// The `report.html` of a run's folder.
enum ReportFile {
  /// Writes the report, whole or not at all, and returns its path.
  static func write(_ record: RunRecord, folder: String, command: String) throws -> String {
    let report = RunReport(
      record: record, notes: Wiring.metricNotes, command: command, interval: Wiring.interval)
    let path = folder + "/report.html"
    try Data(report.html.utf8).write(to: URL(filePath: path), options: .atomic)
    return path
  }
}
