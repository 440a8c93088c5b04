extension CSVReader {
  /// A reader at the header of a table, having found out what stands between fields.
  ///
  /// A byte-order mark is passed over. The separator is the one of tab, semicolon and comma that the
  /// header holds most often outside quotation marks, a comma if none; or what a first line such as
  /// `sep=;` says, which some spreadsheets write and which is passed over.
  package init(findingSeparatorOf text: Span<UInt8>, fieldLimit: Int = .max) {
    var start = 0
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if text.count >= 3, (0..<3).allSatisfy({ text[$0] == mark[$0] }) { start = 3 }
    if let separator = Self.announcedSeparator(of: text, at: start) {
      self.init(separator: separator, position: start + 5, fieldLimit: fieldLimit)
    } else {
      self.init(
        separator: Self.separator(of: text, from: start), position: start, fieldLimit: fieldLimit)
    }
  }

  /// What a first line of `sep=` and one separator says.
  private static func announcedSeparator(of text: Span<UInt8>, at start: Int) -> UInt8? {
    let word = Array("sep=".utf8)
    guard text.count > start + 5, word.indices.allSatisfy({ text[start + $0] | 0x20 == word[$0] }),
      [UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(text[start + 5])
    else { return nil }
    let separator = text[start + 4]
    return separators.contains(separator) ? separator : nil
  }

  /// In the order in which equals are preferred.
  private static let separators = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"),
  ]

  /// The separator that the first line with anything in it holds most often.
  private static func separator(of text: Span<UInt8>, from start: Int) -> UInt8 {
    var counts = [0, 0, 0]
    var isInQuotes = false
    var hasContent = false
    for position in start..<max(start, text.count) {
      let byte = text[position]
      if byte == UInt8(ascii: "\"") { isInQuotes.toggle() }
      if isInQuotes { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        if hasContent { break }
        continue
      }
      if byte != UInt8(ascii: " ") { hasContent = true }
      if let index = separators.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return separators[counts.firstIndex(of: most) ?? 0]
  }
}
