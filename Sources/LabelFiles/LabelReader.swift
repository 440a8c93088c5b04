/// Reads tables of labels, comparisons and rankings that people have made, and finds everything that is
/// wrong with one at once.
///
/// A table is text in UTF-8 with a header: comma-separated, or separated by tabs or semicolons, which
/// the header shows. Columns are recognised by their names; others are ignored.
///
/// | read | columns | also known as |
/// |---|---|---|
/// | ``labels(from:layout:)`` | `task` | item, unit, question; id, example |
/// | | `worker` | annotator, rater, labeler, coder, judge, user |
/// | | `label` | answer, rating, response; value, score |
/// | ``comparisons(from:)`` | `left`, `right` | model_a, model_b; first, second; item1, item2 |
/// | | `winner` | answer, result, outcome; preference, choice |
/// | ``rankings(from:)`` | `ranking`, `rank`, `item` | ballot; position, place; candidate, option |
public struct LabelReader: Sendable {
  /// Columns that are named because their header does not tell.
  public var columns: ColumnMapping
  /// What stands for a label that is missing, besides an empty field; upper or lower case.
  public var missing: [String]

  /// Pairs of columns with numbers of the two sides, `LEFT:RIGHT`, that may have moved comparisons.
  public var covariates: [String] = []
  /// Whether comparisons of an item with itself are counted and left out instead of refused.
  public var skipsSelfComparisons = false
  /// Whether comparisons of which both sides are bad are counted and left out instead of read as ties.
  public var leavesOutBothBad = false

  /// What missing values are usually written as.
  public static let usualMissing = ["NA", "N/A", "NaN", "null", ".", "?"]

  /// A reader; the parameters are the properties of the same names.
  public init(columns: ColumnMapping = ColumnMapping(), missing: [String] = usualMissing) {
    self.columns = columns
    self.missing = missing
  }

  /// Whether a field stands for nothing.
  func isMissing(_ value: String) -> Bool {
    value.isEmpty || missing.contains { $0.lowercased() == value.lowercased() }
  }
}
