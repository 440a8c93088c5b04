import Experiments
import Statistics

/// A table of spread in words.
package enum SpreadText {
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
