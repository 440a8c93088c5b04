/// Reads tables of labels, comparisons and rankings that people have made, and finds everything that is
/// wrong with one at once.
///
/// A table is text in UTF-8 with a header: comma-separated, or separated by tabs or semicolons, which
/// the header shows. Columns are recognised by their names; others are ignored.
///
/// | read | columns | also known as |
/// |---|---|---|
/// | ``labels(from:layout:)`` | `task` | item, unit, question; id, example |
/// | | `worker` | annotator, rater, labeler, coder, judge, user; respondent, participant, reviewer |
/// | | `label` | answer, rating, response; value, score; class, category, code, stars, likert |
/// | ``comparisons(from:)`` | `left`, `right` | model_a, model_b; first, second; item1, item2 |
/// | | `winner` | answer, result, outcome; preference, choice |
/// | ``rankings(from:)`` | `ranking`, `rank`, `item` | ballot; position, place; candidate, option |
public struct LabelReader: Sendable {
  /// Columns that are named because their header does not tell.
  public var columns: ColumnMapping
  /// What stands for a label that is missing, besides an empty field; upper or lower case.
  public var missing: [String] {
    didSet { missingWords = Set(missing.map { $0.lowercased() }) }
  }
  /// What stands between several labels in one cell, such as `#`; `nil` where a cell holds one label.
  public var labelSeparator: String?
  /// Whether labels are names, whatever their column is called.
  public var takesLabelsAsNames = false
  /// The words of ``missing`` in lower case.
  private var missingWords: Set<String>

  /// Pairs of columns with numbers of the two sides, `LEFT:RIGHT`, that may have moved comparisons.
  public var covariates: [String] = []
  /// Whether comparisons of an item with itself are counted and left out instead of refused.
  public var skipsSelfComparisons = false
  /// Whether comparisons of which both sides are bad are counted and left out instead of read as ties.
  public var leavesOutBothBad = false

  /// What missing values are usually written as, by people and by programs for tables.
  public static let usualMissing = [
    "NA", "N/A", "n.a.", "#N/A", "#NA", "<NA>", "NaN", "null", "(null)", "nil", "None", "-", "–",
    "—",
    ".", "?",
  ]

  /// A reader; the parameters are the properties of the same names.
  public init(columns: ColumnMapping = ColumnMapping(), missing: [String] = usualMissing) {
    self.columns = columns
    self.missing = missing
    missingWords = Set(missing.map { $0.lowercased() })
  }

  /// Whether a field stands for nothing.
  func isMissing(_ value: String) -> Bool {
    value.isEmpty || missingWords.contains(value.lowercased())
  }

  /// Whether a hyphen stands for nothing only because it usually does.
  var guessesThatHyphensAreMissing: Bool { missing.starts(with: Self.usualMissing) }
}
