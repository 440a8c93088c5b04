import PlainText

/// What rows may say besides their answer: who gave it, how much it counts, and when it was given.
struct RowExtras {
  private let workerColumn: Int?
  private let weightColumn: Int?
  private let timeColumn: Int?
  private var workerTable = NameTable()
  private var weightValues: ParsedColumn<Double?>
  private var workerIndices: [Int32] = []
  private var weightList: [Double] = []
  /// The times as numbers or seconds; they differ in every row, so that none is worth remembering.
  private var times: [Double] = []
  private let hasDecimalCommas: Bool
  /// How many rows have a weight of 0.
  private(set) var voidCount = 0
  /// Where the first number and the first date stand among the times.
  private var firstNumber: Int?
  private var firstDate: Int?

  init(worker: Int?, weight: Int?, time: Int?, hasDecimalCommas: Bool) {
    workerColumn = worker
    weightColumn = weight
    timeColumn = time
    self.hasDecimalCommas = hasDecimalCommas
    weightValues = ParsedColumn { text in
      DecimalNumber.value(of: text, hasDecimalComma: hasDecimalCommas).flatMap { weight in
        weight == 0 || Self.weightRange.contains(weight) ? weight : nil
      }
    }
  }

  /// What a row may count beside nothing. Beyond it sums, and with them scores, are no numbers any more.
  private static let weightRange = 1e-6...1e9

  /// The distinct workers; `nil` without a column for them.
  var workerNames: [String]? { workerColumn.map { _ in workerTable.names } }
  /// The worker of each row.
  var workers: [Int32]? { workerColumn.map { _ in workerIndices } }
  /// The weight of each row.
  var weights: [Double]? { weightColumn.map { _ in weightList } }

  /// Whether a row counts nothing, so that it is left out.
  mutating func isVoid(_ table: TableReader, in text: Span<UInt8>) -> Bool {
    guard let column = weightColumn else { return false }
    let isVoid = weightValues.read(table.fields[column], in: text).value == 0
    if isVoid { voidCount += 1 }
    return isVoid
  }

  /// What people are told about rows that count nothing.
  var notes: [String] {
    voidCount == 0
      ? []
      : [
        "\(voidCount) row\(voidCount == 1 ? "" : "s") of weight 0 \(voidCount == 1 ? "is" : "are") left "
          + "out"
      ]
  }

  /// Reads the extras of a row that is kept.
  mutating func addRow(of table: inout TableReader, in text: Span<UInt8>) {
    if let column = workerColumn {
      let field = table.fields[column]
      if field.bytes.isEmpty {
        table.log.add(
          at: field.bytes.lowerBound, "the \(table.name(of: column)) is empty",
          fix: "name who answered, or remove the row")
      }
      workerIndices.append(workerTable.index(of: field, in: text))
    }
    if let column = weightColumn {
      let field = table.fields[column]
      let (index, weight) = weightValues.read(field, in: text)
      if weight == nil {
        table.log.add(
          at: field.bytes.lowerBound,
          "the \(table.name(of: column)) is \(Self.shown(weightValues.name(index))), but must be 0 "
            + "or a number from 0.000001 to 1000000000",
          fix: "write for example 1")
      }
      weightList.append(weight ?? 0)
    }
    if let column = timeColumn { addTime(table.fields[column], column, of: &table, in: text) }
  }

  private mutating func addTime(
    _ field: CSVField, _ column: Int, of table: inout TableReader, in text: Span<UInt8>
  ) {
    let written = field.string(in: text)
    let time = TimeStamp(written, hasDecimalComma: hasDecimalCommas)
    switch time {
    case .number?: firstNumber = firstNumber ?? field.bytes.lowerBound
    case .date?: firstDate = firstDate ?? field.bytes.lowerBound
    case nil:
      table.log.add(
        at: field.bytes.lowerBound,
        "the \(table.name(of: column)) is \(Self.shown(written)), but must be a number "
          + "or a date",
        fix: "write for example 2024-03-01 or 2024-03-01T09:30:00, or write "
          + "\(ColumnMapping.option) time= to ignore the column")
    }
    times.append(time?.value ?? 0)
  }

  /// The rank of each row's time; `nil` without a column for it.
  func periods(in log: inout ProblemLog) -> [Int32]? {
    guard timeColumn != nil else { return nil }
    if let firstNumber, let firstDate {
      log.add(
        at: max(firstNumber, firstDate), "some times are numbers, and some are dates",
        fix: "write all of them in one way")
    }
    var ranks = [Int32](repeating: 0, count: times.count)
    var rank: Int32 = -1
    var last: Double?
    for row in times.indices.sorted(by: { times[$0] < times[$1] }) {
      if times[row] != last { rank += 1 }
      last = times[row]
      ranks[row] = rank
    }
    return ranks
  }

  /// A value for an error message.
  static func shown(_ value: String) -> String { value.isEmpty ? "empty" : Excerpt.of(value) }
}
