/// Writes comma-separated values as RFC 4180 has them.
///
/// Fields with a comma, a quotation mark or a line end stand in quotation marks, and marks inside are
/// doubled; so do fields with blanks around them, which readers may take away otherwise. Reading what
/// was written gives the same fields.
package enum CSVWriter {
  /// One field, quoted if it must be.
  package static func field(_ value: String) -> String {
    guard needsQuotes(value) else { return value }
    // By bytes: a mark and an accent after it are one character, a carriage return and a line feed too.
    let quote = UInt8(ascii: "\"")
    var bytes = [quote]
    for byte in value.utf8 { bytes += byte == quote ? [quote, quote] : [byte] }
    return String(decoding: bytes + [quote], as: UTF8.self)
  }

  /// One row without its line end, of at least one field.
  package static func row(_ fields: some Sequence<String>) -> String {
    let row = fields.map(field).joined(separator: ",")
    // A row of one empty field would be a blank line, which is no row.
    return row.isEmpty ? "\"\"" : row
  }

  /// A table, every line ended by a line feed.
  package static func table(_ rows: some Sequence<[String]>) -> String {
    var text = ""
    for fields in rows {
      text += row(fields)
      text += "\n"
    }
    return text
  }

  private static func needsQuotes(_ value: String) -> Bool {
    let blanks = [UInt8(ascii: " "), UInt8(ascii: "\t")]
    if let first = value.utf8.first, let last = value.utf8.last,
      blanks.contains(first) || blanks.contains(last)
    {
      return true
    }
    return value.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
  }
}
