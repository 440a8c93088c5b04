import Experiments
import Statistics

/// A table of spread in words.
package enum SpreadText {
  /// What is taken apart; the arm is named where there are several.
  package static func title(of table: SpreadTable, in record: RunRecord) -> String {
    let isOnly = record.spreads.allSatisfy { $0.arm == table.arm }
    return MetricNames.title(table.metric) + (isOnly ? "" : ", \(table.arm)")
  }

  /// What luck decides, the standard deviation that this brings, and its share of the variance.
  package static func rows(
    of table: SpreadTable
  ) -> [(source: String, deviation: String, share: String)] {
    zip(table.sources, zip(table.components.components, table.components.shares)).map {
      source, found in
      (
        source, NumberText.short(found.0.standardDeviation),
        NumberText.fixed(100 * found.1, decimals: 0) + " %"
      )
    }
  }
}
