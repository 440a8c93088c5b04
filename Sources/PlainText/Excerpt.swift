/// Text that came from a file or a person, as a message or a terminal may show it.
package enum Excerpt {
  /// The most characters that a message quotes.
  package static let limit = 80
  /// The most code points of one character that a message quotes.
  private static let scalarLimit = 16

  /// The text with controls made visible, cut to ``limit`` characters; a cut ends in `…`.
  ///
  /// A message stays one line of known length, whatever the text holds: an escape character is shown
  /// as `\u{1B}`, a line break as `\u{A}`.
  package static func of(_ text: some StringProtocol) -> String {
    var shown = ""
    var count = 0
    for character in text {
      guard count < limit else { return String(shown.prefix(limit - 1)) + "…" }
      // One character may be a letter with any number of accents.
      let piece = visible(
        String(String.UnicodeScalarView(character.unicodeScalars.prefix(scalarLimit))))
      shown += piece
      count += piece.count
    }
    return count > limit ? String(shown.prefix(limit - 1)) + "…" : shown
  }

  /// Names in a sentence: at most so many, then how many more.
  package static func list(_ names: [String], limit: Int = 12) -> String {
    let shown = names.prefix(limit).map { $0.isEmpty ? "(no name)" : of($0) }
      .joined(separator: ", ")
    return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
  }

  /// The text with every control, and every mark that turns the direction of writing, written out as
  /// in `\u{1B}`; nothing is cut.
  ///
  /// - Parameter keeping: controls that stay as they are, such as a line break.
  package static func visible(_ text: String, keeping kept: Set<Unicode.Scalar> = []) -> String {
    guard text.unicodeScalars.contains(where: { isHidden($0) && !kept.contains($0) }) else {
      return text
    }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isHidden(scalar), !kept.contains(scalar) {
        shown.append(
          contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// Controls (C0, delete, C1), the two separators of lines, and the marks of direction.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
