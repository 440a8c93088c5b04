/// What a word or number in the column of winners says, whatever the items are called.
enum OutcomeWord: Hashable, Sendable {
  /// A side or a tie.
  case outcome(ComparisonOutcome)
  /// A side that is much better, as in `A>>B`.
  case strong(ComparisonOutcome)
  /// Neither is any good: a tie of another kind.
  case bothBad
  /// A number, whose meaning depends on the other numbers of the column.
  case number(Double)
  /// Nobody answered.
  case missing
  /// The name of an item, or a mistake.
  case other

  private static let ties = [
    "tie", "tied", "draw", "drawn", "equal", "same", "both", "bothgood", "tiebothgood",
  ]
  private static let bad = ["bothbad", "tiebothbad", "neither", "botharebad"]
  /// What judge models are told to end with: MT-bench's letters, of which C is a tie, and Arena-Hard's signs.
  private static let verdicts: [String: OutcomeWord] = [
    "[[A]]": .outcome(.left), "[[B]]": .outcome(.right), "[[C]]": .outcome(.tie),
    "A>>B": .strong(.left), "A>B": .outcome(.left), "A=B": .outcome(.tie), "B=A": .outcome(.tie),
    "B>A": .outcome(.right), "B>>A": .strong(.right), "A<B": .outcome(.right),
    "A<<B": .strong(.right), "A~=B": .outcome(.tie),
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
    let signs = String(text.uppercased().filter { $0 != " " })
    let bare =
      signs.hasPrefix("[[") && signs.hasSuffix("]]")
      ? String(signs.dropFirst(2).dropLast(2)) : signs
    if let verdict = Self.verdicts[signs] ?? Self.verdicts[bare] {
      self = verdict
    } else if reader.isMissing(text) || Self.declined.contains(word) {
      self = .missing
    } else if word.isEmpty {
      self = .other
    } else if [left, "left", "first", "modela"].contains(word) || (letters && word == "a") {
      self = .outcome(.left)
    } else if [right, "right", "second", "modelb"].contains(word) || (letters && word == "b") {
      self = .outcome(.right)
    } else if Self.ties.contains(word) {
      self = .outcome(.tie)
    } else if Self.bad.contains(word) {
      self = .bothBad
    } else if let number = DecimalNumber.value(of: text, hasDecimalComma: hasDecimalCommas) {
      self = .number(number)
    } else {
      self = .other
    }
  }
}

extension OutcomeWord {
  /// The outcome that a word stands for; `nil` for numbers and what says nothing.
  var meaning: ComparisonOutcome? {
    switch self {
    case .outcome(let outcome), .strong(let outcome): outcome
    case .bothBad: .tie
    case .number, .missing, .other: nil
    }
  }
}
