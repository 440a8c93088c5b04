import Randomness
import SandboxCore

/// Very many comparisons, answered from columns of numbers: bit for bit as people answer them one by one.
///
/// Comparison i meets the luck (stream, i), so any of them can be asked again by itself, and explained.
///
///     let simulation = ComparisonSimulation(ComparisonTable(questions))
///     let answers = simulation.answers(of: &person, using: stream)
///     // answers[i].answer == person.answer(questions[i], using: Luck(stream, i))
public struct ComparisonSimulation: Sendable {
  /// What is compared.
  public let table: ComparisonTable

  /// The comparisons of a table.
  public init(_ table: ComparisonTable) { self.table = table }

  /// One person's answers to all comparisons, or to some of them in a row.
  ///
  /// - Parameters:
  ///   - person: who answers, and remembers having done so.
  ///   - rows: which comparisons, in 0..<count; all where none are named.
  ///   - stream: the person's luck.
  /// - Returns: one answer for each row.
  public func answers(
    of person: inout Person, to rows: Range<Int>? = nil, using stream: RandomStream
  ) -> [ComparisonAnswer] {
    let rows = rows ?? 0..<table.count
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= table.count,
      "rows \(rows) of \(table.count) comparisons")
    let answers = newAnswers(of: person, to: rows, using: stream)
    person.state.note(count: rows.count)
    return answers
  }

  private func newAnswers(
    of person: Person, to rows: Range<Int>, using stream: RandomStream
  ) -> [ComparisonAnswer] {
    let size = ComparisonColumns.size
    return [ComparisonAnswer](unsafeUninitializedCapacity: rows.count) { answers, count in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { codes in
        codes.initialize(repeating: 0)
        ComparisonColumns.withColumns { columns in
          let block = ComparisonBlock(
            table: table, person: person, stream: stream, columns: columns)
          for start in stride(from: 0, to: rows.count, by: size) {
            let some = start..<min(start + size, rows.count)
            block.answer(
              (rows.lowerBound + some.lowerBound)..<(rows.lowerBound + some.upperBound),
              after: start, into: codes)
            for i in some { answers.initializeElement(at: i, to: .init(codes[i - start])) }
          }
        }
      }
      count = rows.count
    }
  }

  /// The answers of many people, each to all comparisons.
  ///
  /// - Parameters:
  ///   - crowd: who answers.
  ///   - streams: the luck of each.
  /// - Returns: for each person one answer to each comparison.
  public func answers(
    of crowd: inout [Person], using streams: [RandomStream]
  ) -> [[ComparisonAnswer]] {
    precondition(crowd.count == streams.count, "\(streams.count) streams for \(crowd.count) people")
    return crowd.indices.map { answers(of: &crowd[$0], using: streams[$0]) }
  }

  /// One answer of those that a person gave, and why.
  ///
  /// - Parameters:
  ///   - row: which comparison, one of `rows`.
  ///   - person: as they were before the first of `rows`.
  ///   - rows: what they answered in a row, up to this one or further; all where none are named.
  ///   - stream: the person's luck.
  public func explainedAnswer(
    to row: Int, of person: Person, answering rows: Range<Int>? = nil, using stream: RandomStream
  ) -> (answer: Answer, explanation: Explanation) {
    let rows = rows ?? 0..<table.count
    precondition(rows.contains(row), "row \(row) is not one of \(rows)")
    var person = person
    person.state.note(count: row - rows.lowerBound)
    var notes: Explanation? = Explanation()
    let views = table.cues(for: person, row: row).map { person.view(of: $0, notes: &notes) }
    let answer = person.answer(
      Answering.Form(), seeing: views, as: person.traits, using: Luck(stream, row),
      flaws: { [] }, notes: &notes)
    return (answer, notes ?? Explanation())
  }
}
