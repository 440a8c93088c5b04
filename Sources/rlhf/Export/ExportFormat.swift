import ArgumentParser

/// In which form the answers of a run are written out.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  /// JSON lines in the data set types of Hugging Face's trl, a folder for each arm and replication.
  case trl
  /// The same tables for all arms together, with a card that says what their columns mean.
  case datasets
  /// Comma-separated values, a folder for each arm and replication.
  case csv

  /// Where a table of one arm's replication stands in the folder that is written.
  ///
  /// - Parameters:
  ///   - table: its name, such as `preference`.
  ///   - set: arm and replication, as in `base-1`.
  func path(of table: String, in set: String) -> String {
    switch self {
    case .trl: "\(set)/\(table).jsonl"
    case .datasets: "\(table)/\(set).jsonl"
    case .csv: "\(set)/\(table).csv"
    }
  }
}
