/// What a word or number in the column of winners says, whatever the items are called.
enum OutcomeWord: Hashable, Sendable {
  /// A side or a tie.
  case outcome(ComparisonOutcome)
  /// A number, whose meaning depends on the other numbers of the column.
  case number(Double)
  /// Nobody answered.
  case missing
  /// The name of an item, or a mistake.
  case other

  private static let ties = [
    "tie", "tied", "draw", "drawn", "equal", "same", "both", "neither", "bothgood", "bothbad",
    "tiebothbad", "tiebothgood",
  ]
  private static let declined = ["declined", "skip", "skipped", "abstain", "abstained"]

  /// What a word says in a table whose sides have these names in the header.
  ///
  /// The sides are known by the names of their columns, and as left and right, first and second, model_a
  /// and model_b; as a and b only where the names of the columns end so.
  init(
    _ text: String, sides: (left: String, right: String), reader: LabelReader,
    hasDecimalCommas: Bool = false
  ) {
    let word = ColumnRole.plain(text)
    let (left, right) = (ColumnRole.plain(sides.left), ColumnRole.plain(sides.right))
    let letters = left.hasSuffix("a") && right.hasSuffix("b")
    if reader.isMissing(text) || Self.declined.contains(word) {
      self = .missing
    } else if word.isEmpty {
      self = .other
    } else if [left, "left", "first", "modela"].contains(word) || (letters && word == "a") {
      self = .outcome(.left)
    } else if [right, "right", "second", "modelb"].contains(word) || (letters && word == "b") {
      self = .outcome(.right)
    } else if Self.ties.contains(word) {
      self = .outcome(.tie)
    } else if let number = DecimalNumber.value(of: text, hasDecimalComma: hasDecimalCommas) {
      self = .number(number)
    } else {
      self = .other
    }
  }
}
