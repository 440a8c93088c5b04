import SandboxCore

/// Many comparisons as columns of numbers: row i holds what the i-th shows.
public struct ComparisonTable: Sendable, Hashable {
  /// The responses shown first.
  public let first: ResponseColumns
  /// The responses shown second, as many.
  public let second: ResponseColumns
  /// What each comparison is about: places in ``topicNames``.
  public let topics: [UInt8]
  /// Names of topics.
  public let topicNames: [String]
  /// Names of writers.
  public let writers: [String]

  /// How many comparisons there are.
  public var count: Int { first.gold.count }

  /// A table of columns.
  ///
  /// - Parameters:
  ///   - first: of the responses shown first.
  ///   - second: of as many responses shown second.
  ///   - topics: places in `topicNames`; empty where all are on the first topic.
  ///   - topicNames: 1...256.
  ///   - writers: names of those whom ``ResponseColumns/writers`` point to.
  public init(
    first: ResponseColumns, second: ResponseColumns, topics: [UInt8] = [],
    topicNames: [String] = ["any"], writers: [String] = []
  ) {
    let count = first.gold.count
    first.requireRows(count, "first")
    second.requireRows(count, "second")
    precondition(
      topics.isEmpty || topics.count == count, "\(topics.count) topics of \(count) comparisons")
    precondition(
      (1...256).contains(topicNames.count) && topics.allSatisfy { $0 < topicNames.count }
        && (first.writers + second.writers).allSatisfy { $0 < writers.count },
      "a topic or writer has no name")
    self.first = first
    self.second = second
    self.topics = topics
    self.topicNames = topicNames
    self.writers = writers
  }

  /// The table of questions, each a comparison.
  public init(_ questions: [Question]) {
    precondition(
      questions.allSatisfy { $0.channel == .comparison }, "a question is no comparison")
    var topics = NameList()
    var writers = NameList()
    let rows = questions.map { question in
      (
        topic: topics.place(of: question.prompt.topic),
        writers: (question.writers.isEmpty ? ["", ""] : question.writers).map {
          writers.place(of: $0)
        }
      )
    }
    self.init(
      first: ResponseColumns(questions.map(\.first), writers: rows.map { $0.writers[0] }),
      second: ResponseColumns(questions.map(\.second), writers: rows.map { $0.writers[1] }),
      topics: rows.map(\.topic), topicNames: topics.names.isEmpty ? ["any"] : topics.names,
      writers: writers.names)
  }

  /// Names in the order in which they came.
  private struct NameList {
    var names: [String] = []

    mutating func place(of name: String) -> UInt8 {
      if let place = names.firstIndex(of: name) { return UInt8(place) }
      precondition(names.count < 256, "more than 256 names of topics or writers")
      names.append(name)
      return UInt8(names.count - 1)
    }
  }
}
