import PlainText

/// Takes the items and winners of comparisons one row at a time.
struct ComparisonTally {
  private(set) var items = NameTable()
  private(set) var left: [Int32] = []
  private(set) var right: [Int32] = []
  private(set) var outcomes: [ComparisonOutcome] = []
  private(set) var missingCount = 0
  private var identicalCount = 0
  private var selfCount = 0
  private var bothBadCount = 0
  /// Rows in which one side is much better; they count ``strongWeight``.
  private(set) var strongRows: [Int] = []
  private var words: ParsedColumn<OutcomeWord>
  /// Rows whose winner is a number, to be settled when all are known.
  private var numbered: [(row: Int, offset: Int, number: Double)] = []
  private let reader: LabelReader
  private let columns: (left: Int, right: Int, winner: Int?)
  /// This product's own answers may compare equal responses, and empty ones.
  private let areAnswers: Bool

  init(
    _ reader: LabelReader, header: [String], columns: (left: Int, right: Int, winner: Int?),
    capacity: Int, hasDecimalCommas: Bool
  ) {
    self.columns = columns
    self.reader = reader
    areAnswers = AnswersHeader.matches(header)
    let sides = (left: header[columns.left], right: header[columns.right])
    words = ParsedColumn {
      OutcomeWord($0, sides: sides, reader: reader, hasDecimalCommas: hasDecimalCommas)
    }
    left.reserveCapacity(capacity)
    right.reserveCapacity(capacity)
    outcomes.reserveCapacity(capacity)
  }

  /// What `A>>B` counts, where `A>B` counts 1: Arena-Hard's own choice (Li et al. 2024,
  /// arXiv:2406.11939, whose program repeats such rows three times).
  static let strongWeight = 3.0

  /// How many comparisons were kept.
  var count: Int { outcomes.count }

  /// Reads a row; `false` when it says nothing or is wrong.
  mutating func addRow(of table: inout TableReader, in text: Span<UInt8>) -> Bool {
    let (leftField, rightField) = (table.fields[columns.left], table.fields[columns.right])
    if !areAnswers, noteEmptyItems(of: &table) { return false }
    if contents(leftField, rightField, areEqualIn: text) {
      if areAnswers {
        identicalCount += 1
      } else if reader.skipsSelfComparisons {
        selfCount += 1
      } else {
        table.log.add(
          at: rightField.bytes.lowerBound,
          "\(Excerpt.of(rightField.string(in: text))) is compared with itself",
          fix: "name two different items, or remove the row; --skip-self leaves such rows out")
      }
      return false
    }
    guard let outcome = outcome(of: &table, leftField, rightField, in: text) else { return false }
    left.append(items.index(of: leftField, in: text))
    right.append(items.index(of: rightField, in: text))
    outcomes.append(outcome)
    return true
  }

  private func noteEmptyItems(of table: inout TableReader) -> Bool {
    let empty = [columns.left, columns.right].filter { table.fields[$0].bytes.isEmpty }
    for column in empty {
      table.log.add(
        at: table.fields[column].bytes.lowerBound, "the \(table.name(of: column)) is empty",
        fix: "name what was compared, or remove the row")
    }
    return !empty.isEmpty
  }

  /// Who won, `nil` when that is missing or wrong. Numbers count as ties until they are settled.
  private mutating func outcome(
    of table: inout TableReader, _ leftField: CSVField, _ rightField: CSVField, in text: Span<UInt8>
  ) -> ComparisonOutcome? {
    guard let column = columns.winner else { return .left }
    let field = table.fields[column]
    let (index, word) = words.read(field, in: text)
    let named: ComparisonOutcome? =
      contents(field, leftField, areEqualIn: text)
      ? .left : contents(field, rightField, areEqualIn: text) ? .right : nil
    if let outcome = word.meaning, let named, outcome != named {
      table.log.add(
        at: field.bytes.lowerBound,
        "the \(table.name(of: column)) \(Excerpt.of(words.name(index))) may be the item of that name "
          + "or a word for " + (outcome == .tie ? "a tie" : "the other side"),
        fix: "give the item another name")
      return nil
    }
    if let named { return named }
    switch word {
    case .outcome(let outcome): return outcome
    case .strong(let outcome):
      strongRows.append(outcomes.count)
      return outcome
    case .bothBad:
      bothBadCount += 1
      return reader.leavesOutBothBad ? nil : .tie
    case .missing:
      missingCount += 1
      return nil
    case .number(let number):
      numbered.append((outcomes.count, field.bytes.lowerBound, number))
      return .tie
    case .other:
      noteUnknown(words.name(index), of: &table, leftField, rightField, in: text)
      return nil
    }
  }

  private func noteUnknown(
    _ winner: String, of table: inout TableReader, _ leftField: CSVField, _ rightField: CSVField,
    in text: Span<UInt8>
  ) {
    let names = [leftField.string(in: text), rightField.string(in: text)]
    let near = Spelling.close(to: winner, in: names + ["tie"])
    let (left, right) = (Excerpt.of(names[0]), Excerpt.of(names[1]))
    table.log.add(
      at: table.fields[columns.winner ?? 0].bytes.lowerBound,
      "the \(table.name(of: columns.winner ?? 0)) is \(Excerpt.of(winner)), but \(left) is compared "
        + "with \(right)",
      fix: "write \(near.map { Excerpt.of($0) } ?? "\(left), \(right) or tie")")
  }

  /// Gives the numbers among the winners their meaning; `nil` when there are none, or no meaning fits.
  mutating func settleNumbers(in log: inout ProblemLog) -> OutcomeNumbers? {
    guard let first = numbered.first else { return nil }
    guard let numbers = OutcomeNumbers(numbered.map(\.number)) else {
      let odd = numbered.first { !OutcomeNumbers.mayMean($0.number) } ?? first
      log.add(
        at: odd.offset, "the winners are numbers that mean nothing together",
        fix:
          "write the name of the winner, or tie; or 1, 0 and -1 (left, tie, right); or 1, 0.5 and 0 "
          + "(left, tie, right); or 1, 2 and 0 (left, right, tie)")
      return nil
    }
    for entry in numbered { outcomes[entry.row] = numbers.outcome(of: entry.number) }
    return numbers
  }

  /// The rows that say how much the left is preferred, and how much.
  func shares(_ numbers: OutcomeNumbers?) -> [(row: Int, share: Double)] {
    numbers == .shares ? numbered.map { ($0.row, $0.number) } : []
  }

  /// What people are told about how the table was read.
  func notes(numbers: OutcomeNumbers?) -> [String] {
    var notes: [String] = []
    if let numbers { notes.append("winners are read as numbers: \(numbers.explanation)") }
    if identicalCount > 0 {
      notes.append(
        "\(identicalCount) row\(identicalCount == 1 ? " compares" : "s compare") a response with its "
          + "like and \(identicalCount == 1 ? "is" : "are") left out")
    }
    if selfCount > 0 {
      notes.append(
        "\(selfCount) row\(selfCount == 1 ? "" : "s") of an item with itself "
          + "\(selfCount == 1 ? "is" : "are") left out")
    }
    if bothBadCount > 0 {
      notes.append(
        "\(bothBadCount) row\(bothBadCount == 1 ? " calls" : "s call") both bad: "
          + (reader.leavesOutBothBad
            ? "left out" : "read as a tie; --both-bad leave-out leaves them out"))
    }
    if !strongRows.isEmpty {
      notes.append(
        "\(strongRows.count) row\(strongRows.count == 1 ? " says" : "s say") that one side is much "
          + "better, as in A>>B, and \(strongRows.count == 1 ? "counts" : "count") three times")
    }
    if missingCount > 0 {
      notes.append(
        "\(missingCount) row\(missingCount == 1 ? "" : "s") without a winner "
          + "\(missingCount == 1 ? "is" : "are") left out")
    }
    return notes
  }

  /// Whether two fields say the same.
  private func contents(
    _ first: CSVField, _ second: CSVField, areEqualIn text: Span<UInt8>
  ) -> Bool {
    if !first.hasDoubledQuotes, !second.hasDoubledQuotes {
      if first.bytes.count == second.bytes.count,
        zip(first.bytes, second.bytes).allSatisfy({ text[$0] == text[$1] })
      {
        return true
      }
      // Other bytes are the same letters only where there are accents that stand alone.
      guard
        first.bytes.contains(where: { text[$0] >= 0xCC })
          || second.bytes.contains(where: { text[$0] >= 0xCC })
      else { return false }
    }
    return first.string(in: text) == second.string(in: text)
  }
}
