import PlainText

/// A table of answers that a run left, `answers/ARM-REPLICATION.csv`.
struct AnswersFile {
  /// Where it is.
  let path: String
  private let bytes: [UInt8]

  /// One answer.
  struct Row {
    /// Its place in the table, from 1.
    var number: Int
    fileprivate var fields: [String: String]

    /// What stands in a column; nothing where an older version wrote no such column.
    subscript(column: String) -> String { fields[column] ?? "" }
  }

  /// Reads a file.
  ///
  /// - Throws: ``BadInput`` when it cannot be read.
  init(_ path: String) throws {
    self.path = path
    do throws(RegularFile.Trouble) {
      bytes = try RegularFile(path, followingLinks: true).bytes(limit: 1 << 31)
    } catch {
      throw BadInput(
        "\(Excerpt.of(path)): error: \(error.description)\n  fix: give the command of the run once more with "
          + "--resume: what is missing is done again")
    }
  }

  /// Gives every answer in order.
  ///
  /// - Throws: ``BadInput`` for a table that is not one of answers, and what `body` throws.
  func forEach(_ body: (Row) throws -> Void) throws {
    let text = bytes.span
    var reader = CSVReader(separator: UInt8(ascii: ","))
    guard reader.readRow(of: text) else { throw problem("the table is empty") }
    let header = reader.fields.map { $0.string(in: text) }
    for needed in ["question", "channel", "prompt", "first", "second", "annotator", "answer"]
    where !header.contains(needed) {
      throw problem("the table has no column \(needed)")
    }
    var number = 0
    while reader.readRow(of: text) {
      number += 1
      guard reader.fields.count == header.count, reader.flaw == nil else {
        throw problem("row \(number) has \(reader.fields.count) fields of \(header.count)")
      }
      let fields = zip(header, reader.fields.map { $0.string(in: text) })
      try body(Row(number: number, fields: Dictionary(fields) { first, _ in first }))
    }
  }

  /// What is wrong with the table.
  func problem(_ what: String) -> BadInput {
    BadInput(
      "\(Excerpt.of(path)): error: \(what)\n  fix: give the command of the run once more with --resume: what is "
        + "damaged is done again")
  }
}
