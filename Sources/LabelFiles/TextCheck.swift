import PlainText

/// Tells text from what is often mistaken for it.
enum TextCheck {
  /// Formats that begin with certain bytes.
  private static let formats: [(start: [UInt8], what: String, remedy: String)] = [
    ([0x1F, 0x8B], "the file is compressed with gzip", "unpack it with gunzip"),
    (
      [0x50, 0x4B, 0x03, 0x04], "the file is a spreadsheet (.xlsx) or a zip archive",
      "save the sheet as CSV, or unpack the archive"
    ),
    ([0xD0, 0xCF, 0x11, 0xE0], "the file is a spreadsheet (.xls)", "save the sheet as CSV"),
    (Array("PAR1".utf8), "the file is a Parquet table", "write the table as CSV"),
    ([0xFF, 0xFE], "the file is UTF-16 text", "save it as UTF-8"),
    ([0xFE, 0xFF], "the file is UTF-16 text", "save it as UTF-8"),
  ]

  /// Refuses what is no table in text.
  static func refuseOtherFormats(
    _ text: Span<UInt8>, path: String
  ) throws(InvalidLabelFile) {
    for format in formats where begins(text, with: format.start) {
      throw InvalidLabelFile(
        path: path,
        problems: [LabelFileProblem(what: format.what, place: .file, remedy: format.remedy)])
    }
    var log = ProblemLog()
    if let offset = firstNUL(in: text) {
      log.add(
        at: offset, "the file is not text: there is a NUL byte here",
        fix: "save the table as CSV in UTF-8")
    }
    try log.check(text, path: path)
  }

  /// Notes every sequence of bytes that is not UTF-8.
  static func noteInvalidBytes(of text: Span<UInt8>, in log: inout ProblemLog) {
    var start = 0
    while start < text.count {
      do throws(UTF8.ValidationError) {
        _ = try UTF8Span(validating: text.extracting(start..<text.count))
        return
      } catch {
        let bytes = start + error.byteOffsets.lowerBound..<start + error.byteOffsets.upperBound
        let digits = bytes.map { position in
          let digits = String(text[position], radix: 16, uppercase: true)
          return digits.count == 1 ? "0" + digits : digits
        }
        log.add(
          at: bytes.lowerBound, "this is not UTF-8 text (\(digits.joined(separator: " ")))",
          fix: "save the file as UTF-8; it may be in an older encoding, such as Latin-1")
        start = max(bytes.upperBound, start + 1)
      }
    }
  }

  private static func begins(_ text: Span<UInt8>, with start: [UInt8]) -> Bool {
    text.count >= start.count && start.indices.allSatisfy { text[$0] == start[$0] }
  }

  private static func firstNUL(in text: Span<UInt8>) -> Int? {
    for position in text.indices where text[position] == 0 { return position }
    return nil
  }
}
