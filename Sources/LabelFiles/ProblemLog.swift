import PlainText

/// Collects problems by the byte at which they show, and finds their lines at the end.
///
/// Nothing has to count lines while a good file is read; a bad one is walked through once more.
struct ProblemLog {
  /// How many problems are told; the rest are counted.
  static let limit = 20

  private struct Entry {
    var offset: Int
    var what: String
    var remedy: String
  }

  /// The earliest, in order.
  private var entries: [Entry] = []
  private(set) var count = 0

  /// Notes a problem. Problems may come in any order; of two at one byte the first stays first.
  mutating func add(at offset: Int, _ what: String, fix remedy: String) {
    count += 1
    let place = entries.firstIndex { $0.offset > offset } ?? entries.count
    guard place < Self.limit else { return }
    entries.insert(Entry(offset: offset, what: what, remedy: remedy), at: place)
    if entries.count > Self.limit { entries.removeLast() }
  }

  /// Throws what was found, if anything was.
  func check(_ text: Span<UInt8>, path: String) throws(InvalidLabelFile) {
    guard count > 0 else { return }
    var problems: [LabelFileProblem] = []
    var position = TextPosition(in: text)
    for entry in entries {
      position.advance(to: entry.offset, in: text)
      problems.append(
        LabelFileProblem(
          what: entry.what, place: .position(line: position.line, column: position.column),
          remedy: entry.remedy))
    }
    throw InvalidLabelFile(path: path, problems: problems, problemCount: count)
  }
}
