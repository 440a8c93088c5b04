import PlainText

/// Takes the numbers of pairs of columns, such as `words_a:words_b`, one row at a time.
struct CovariateTally {
  /// The most that a number may be, either way.
  static let limit = 1e12
  private static let option = "--covariate"
  private let columns: [(left: Int, right: Int)]
  private(set) var covariates: [Covariate] = []
  private let hasDecimalCommas: Bool

  /// Finds the columns.
  ///
  /// - Parameter pairs: names of columns, `LEFT:RIGHT`.
  init(
    _ pairs: [String], header: [String], hasDecimalCommas: Bool
  ) throws(InvalidLabelFile) {
    self.hasDecimalCommas = hasDecimalCommas
    var columns: [(left: Int, right: Int)] = []
    for pair in pairs {
      let names = pair.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard names.count == 2, !names[0].isEmpty, !names[1].isEmpty else {
        throw Self.failure(
          "\(Excerpt.of(pair)) is no pair of columns", "write LEFT:RIGHT, such as words_a:words_b")
      }
      let found = names.map { name in header.firstIndex(of: name) }
      for (name, place) in zip(names, found) where place == nil {
        throw Self.failure(
          "the header has no column \(Excerpt.of(name)); it has \(Excerpt.list(header))",
          "write the names of two columns, LEFT:RIGHT")
      }
      let places = found.compactMap(\.self)
      columns.append((places[0], places[1]))
      covariates.append(Covariate(name: names.joined(separator: " - "), left: [], right: []))
    }
    self.columns = columns
  }

  /// Reads a row that is kept.
  mutating func addRow(of table: inout TableReader, in text: Span<UInt8>) {
    for (index, pair) in columns.enumerated() {
      covariates[index].left.append(number(pair.left, of: &table, in: text))
      covariates[index].right.append(number(pair.right, of: &table, in: text))
    }
  }

  private func number(
    _ column: Int, of table: inout TableReader, in text: Span<UInt8>
  ) -> Double {
    let field = table.fields[column]
    let written = field.string(in: text)
    let number = DecimalNumber.value(of: written, hasDecimalComma: hasDecimalCommas)
    guard let number, abs(number) <= Self.limit else {
      table.log.add(
        at: field.bytes.lowerBound,
        "the \(table.name(of: column)) is \(written.isEmpty ? "empty" : Excerpt.of(written)), but must be "
          + "a number from -1e12 to 1e12",
        fix: "write a number, or leave the covariate out")
      return 0
    }
    return number
  }

  private static func failure(_ what: String, _ remedy: String) -> InvalidLabelFile {
    InvalidLabelFile(
      path: option,
      problems: [LabelFileProblem(what: what, place: .option(option), remedy: remedy)])
  }
}
