import Experiments
import Foundation
import Reports
import ResultStore

/// The `report.html` of a run's folder.
enum ReportFile {
  /// Writes the report, whole or not at all, and returns its path.
  static func write(_ record: RunRecord, folder: String, command: String) throws -> String {
    let report = RunReport(record: record, command: command)
    try RunDirectory.write(
      report: report.html, in: URL(filePath: folder, directoryHint: .isDirectory))
    return (folder + "/report.html").replacing("//", with: "/")
  }
}
