import Foundation
import PlainText

/// A table whose header has been read: walks through its rows and notes those that are malformed.
struct TableReader {
  /// What error messages call the file.
  let path: String
  /// The names in the header, in order.
  let header: [String]
  /// Where the header begins, in bytes.
  let headerStart: Int
  /// What is wrong with the table so far.
  var log = ProblemLog()
  /// How many rows were read, malformed ones included.
  private(set) var rowCount = 0
  /// How many rows were left out because they say the header again, as files do that were joined.
  private(set) var repeatedHeaderCount = 0
  /// The fields of the header.
  private let headerFields: [CSVField]
  private var reader: CSVReader

  /// The most columns that a table may have, so that a header of separators alone takes no gigabytes.
  static let columnLimit = 1_000_000

  /// Reads the header of a text, having made sure that it is text.
  ///
  /// - Parameter example: a header as such tables have it, for who gives an empty file.
  init(
    _ text: Span<UInt8>, path: String, example: String = "task,worker,label"
  ) throws(InvalidLabelFile) {
    self.path = path
    try TextCheck.refuseOtherFormats(text, path: path)
    reader = CSVReader(findingSeparatorOf: text, fieldLimit: Self.columnLimit)
    guard reader.readRow(of: text) else {
      throw InvalidLabelFile(
        path: path,
        problems: [
          LabelFileProblem(
            what: "the file is empty", place: .file,
            remedy: "start it with a header such as \(example)")
        ])
    }
    guard reader.omittedFieldCount == 0 else {
      throw InvalidLabelFile(
        path: path,
        problems: [
          LabelFileProblem(
            what:
              "the header has \(Self.columnLimit + reader.omittedFieldCount) columns, but at most "
              + "\(Self.columnLimit) are allowed", place: .file,
            remedy: "write one row for each answer, with a header such as \(example)")
        ])
    }
    header = reader.fields.map { $0.string(in: text) }
    headerFields = reader.fields
    headerStart = reader.rowStart
    TextCheck.noteInvalidBytes(of: text, in: &log)
    _ = noteFlaw(of: text)
  }

  /// What a column is called in messages.
  func name(of column: Int) -> String { Excerpt.of(header[column]) }

  /// Line and column of the header.
  func headerPlace(in text: Span<UInt8>) -> LabelFileProblem.Place {
    var position = TextPosition(in: text)
    position.advance(to: headerStart, in: text)
    return .position(line: position.line, column: position.column)
  }

  /// Whether numbers may have a decimal comma, as they have where fields are separated by semicolons.
  var hasDecimalCommas: Bool { reader.separator == UInt8(ascii: ";") }

  /// The fields of the row that was read last, as many as the header has.
  var fields: [CSVField] { reader.fields }

  /// Where the row that was read last begins, in bytes.
  var rowStart: Int { reader.rowStart }

  /// How many rows the text may have, by the length of those read so far.
  func estimatedRowCount(of text: Span<UInt8>) -> Int {
    var probe = reader
    let start = probe.position
    var rows = 0
    while rows < 100, probe.readRow(of: text) { rows += 1 }
    return (text.count - start) / max(1, (probe.position - start) / max(1, rows)) + 1
  }

  /// Reads the next row that is well formed; `false` at the end.
  mutating func readRow(of text: Span<UInt8>) -> Bool {
    while reader.readRow(of: text) {
      if reader.fields.count != header.count || reader.flaw != nil {
        if isVoid { continue }
        rowCount += 1
        if noteFlaw(of: text) || noteFieldCount(of: text) { continue }
      } else {
        if isVoid { continue }
        if repeatsHeader(in: text) {
          repeatedHeaderCount += 1
          continue
        }
        rowCount += 1
      }
      return true
    }
    return false
  }

  /// How the rows were read, where that was not plain.
  var notes: [String] {
    repeatedHeaderCount == 0
      ? []
      : [
        "\(repeatedHeaderCount) row\(repeatedHeaderCount == 1 ? "" : "s") that "
          + "\(repeatedHeaderCount == 1 ? "says" : "say") the header again \(repeatedHeaderCount == 1 ? "is" : "are") "
          + "left out"
      ]
  }

  private func repeatsHeader(in text: Span<UInt8>) -> Bool {
    for (field, head) in zip(reader.fields, headerFields) {
      guard field.bytes.count == head.bytes.count else { return false }
      for (one, two) in zip(field.bytes, head.bytes) where text[one] != text[two] { return false }
    }
    return true
  }

  /// Whether no field has anything in it: what spreadsheets leave below a table.
  private var isVoid: Bool {
    reader.omittedFieldCount == 0 && reader.flaw == nil
      && reader.fields.allSatisfy { $0.bytes.isEmpty }
  }

  private mutating func noteFlaw(of text: Span<UInt8>) -> Bool {
    switch reader.flaw {
    case nil: return false
    case .unclosedQuote(let offset)?:
      log.add(
        at: offset, "a quotation mark opens a field here, and none closes it",
        fix: "add a mark at the end of the field; write a mark that is meant as such twice")
    case .textAfterQuote(let offset)?:
      log.add(
        at: offset, "there is text behind the quotation mark that closes the field",
        fix: "put the whole field in quotation marks, and write each mark inside twice")
    }
    return true
  }

  private mutating func noteFieldCount(of text: Span<UInt8>) -> Bool {
    let (count, wanted) = (reader.fields.count + reader.omittedFieldCount, header.count)
    // Empty fields behind the last are what spreadsheets leave.
    if count > wanted, reader.omittedFieldCount == 0,
      reader.fields[wanted...].allSatisfy({ $0.bytes.isEmpty && !$0.isQuoted })
    {
      return false
    }
    let what = "the row has \(count) field\(count == 1 ? "" : "s"), but the header has \(wanted)"
    if count < wanted {
      log.add(at: reader.rowStart, what, fix: "add what is missing, if only as an empty field")
    } else {
      log.add(
        at: reader.rowStart, what,
        fix: "put a field that holds the separator in quotation marks, or remove what is too much")
    }
    return true
  }

  /// Throws what was found, or else that there is nothing in the table.
  func finish(_ text: Span<UInt8>) throws(InvalidLabelFile) {
    try log.check(text, path: path)
    guard rowCount > 0 else {
      throw InvalidLabelFile(
        path: path,
        problems: [
          LabelFileProblem(
            what: "the file has a header, but no rows", place: .file,
            remedy: "write one row for each answer below the header")
        ])
    }
  }
}
