/// Walks through the rows of a table of comma-separated values, without copying its bytes.
///
/// The format is RFC 4180's, with what people's programs make of it: rows end with a line feed, a
/// carriage return or both; the last needs no end; blank lines are passed over; blanks around fields
/// do not count unless they stand in quotation marks; a mark inside an unquoted field is an ordinary
/// character. Quoted fields hold separators, line ends and doubled marks.
///
///     var reader = CSVReader(separator: UInt8(ascii: ","))
///     while reader.readRow(of: bytes) { use(reader.fields) }
///
/// The text is given anew for every row, so that the reader itself is a plain value.
package struct CSVReader: Sendable {
  /// The byte between fields: a comma, a semicolon or a tab.
  package let separator: UInt8
  /// Where the next row begins, in bytes.
  package private(set) var position: Int
  /// Where the row that was read last begins, in bytes.
  package private(set) var rowStart = 0
  /// Where the row that was read last ends, without its line end.
  package private(set) var rowEnd = 0
  /// The fields of the row that was read last, at least one.
  package private(set) var fields: [CSVField] = []
  /// How many fields of the row that was read last are not in ``fields``, being beyond the limit.
  package private(set) var omittedFieldCount = 0
  /// The first thing that is wrong with the row's quotation marks.
  package private(set) var flaw: CSVFlaw?
  /// The most fields that are kept of a row; a row of a million separators would take 24 MB.
  private let fieldLimit: Int

  /// A reader that begins at a byte of the text.
  package init(separator: UInt8, position: Int = 0, fieldLimit: Int = .max) {
    self.separator = separator
    self.position = position
    self.fieldLimit = fieldLimit
  }

  /// Reads the next row that is not blank; `false` when there is none.
  package mutating func readRow(of text: Span<UInt8>) -> Bool {
    fields.removeAll(keepingCapacity: true)
    omittedFieldCount = 0
    flaw = nil
    skipBlankLines(of: text)
    guard position < text.count else { return false }
    rowStart = position
    repeat {
      readField(of: text)
      if fields.count > fieldLimit {
        fields.removeLast()
        omittedFieldCount += 1
      }
    } while isSeparator(at: position, of: text)
    rowEnd = position
    skipLineEnd(of: text)
    return true
  }

  /// Reads one field and stops at the separator, line end or end of text after it.
  ///
  /// At a separator, `position` is already behind it when the next field is to be read.
  private mutating func readField(of text: Span<UInt8>) {
    if !fields.isEmpty { position += 1 }
    skipBlanks(of: text)
    if position < text.count, text[position] == Byte.quote {
      readQuotedField(of: text)
    } else {
      let start = position
      var end = start
      while end < text.count {
        let byte = text[end]
        if byte == separator || byte == Byte.lineFeed || byte == Byte.carriageReturn { break }
        end += 1
      }
      position = end
      while end > start, isBlank(text[end - 1]) { end -= 1 }
      fields.append(CSVField(bytes: start..<end))
    }
  }

  private mutating func readQuotedField(of text: Span<UInt8>) {
    let opening = position
    var end = opening + 1
    var hasDoubledQuotes = false
    while true {
      while end < text.count, text[end] != Byte.quote { end += 1 }
      guard end + 1 < text.count, text[end + 1] == Byte.quote else { break }
      hasDoubledQuotes = true
      end += 2
    }
    fields.append(
      CSVField(
        bytes: opening + 1..<min(end, text.count), isQuoted: true,
        hasDoubledQuotes: hasDoubledQuotes))
    guard end < text.count else {
      flaw = flaw ?? .unclosedQuote(at: opening)
      position = text.count
      return
    }
    position = end + 1
    skipBlanks(of: text)
    if position < text.count, !isSeparator(at: position, of: text), !isLineEnd(text[position]) {
      flaw = flaw ?? .textAfterQuote(at: position)
      while position < text.count, text[position] != separator, !isLineEnd(text[position]) {
        position += 1
      }
    }
  }

  private mutating func skipBlankLines(of text: Span<UInt8>) {
    while position < text.count {
      var end = position
      while end < text.count, isBlank(text[end]) { end += 1 }
      guard end == text.count || isLineEnd(text[end]) else { return }
      position = end
      skipLineEnd(of: text)
    }
  }

  private mutating func skipLineEnd(of text: Span<UInt8>) {
    guard position < text.count else { return }
    let isPair =
      text[position] == Byte.carriageReturn && position + 1 < text.count
      && text[position + 1] == Byte.lineFeed
    position += isPair ? 2 : 1
  }

  private mutating func skipBlanks(of text: Span<UInt8>) {
    while position < text.count, isBlank(text[position]) { position += 1 }
  }

  private func isSeparator(at position: Int, of text: Span<UInt8>) -> Bool {
    position < text.count && text[position] == separator
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == Byte.lineFeed || byte == Byte.carriageReturn
  }

  /// A blank or a tab, unless that is what stands between fields.
  private func isBlank(_ byte: UInt8) -> Bool {
    (byte == Byte.blank || byte == Byte.tab) && byte != separator
  }

  /// The bytes that mean something to the format.
  private enum Byte {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let blank = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
  }
}
