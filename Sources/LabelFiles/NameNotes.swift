import Foundation
import PlainText

/// What people are told about names that may not mean what they seem to.
enum NameNotes {
  /// Of more names than this nobody is told: looking at them would take longer than reading the file.
  static let limit = 20_000

  /// Notes on one kind of name.
  ///
  /// - Parameters:
  ///   - names: all different.
  ///   - kind: what they are, such as `labels`.
  ///   - variantCount: how many of them were written in a second way, with other bytes.
  static func notes(on names: [String], kind: String, variantCount: Int) -> [String] {
    (variantCount > 0 ? [variantNote(variantCount, kind)] : []) + lookalikes(names, kind)
  }

  private static func variantNote(_ count: Int, _ kind: String) -> String {
    "\(kind): \(count) \(count == 1 ? "is" : "are") written with accents in pieces, and read as the "
      + "same letters in one piece"
  }

  private static func lookalikes(_ names: [String], _ kind: String) -> [String] {
    guard names.count <= limit else { return [] }
    var first: [String: Int] = [:]
    var pairs: [String] = []
    for (place, name) in names.enumerated() {
      let plain = folded(name)
      if let other = first[plain] {
        pairs.append("\(Excerpt.of(names[other])) and \(Excerpt.of(name))")
      } else {
        first[plain] = place
      }
    }
    guard !pairs.isEmpty else { return [] }
    let shown = pairs.prefix(3).joined(separator: "; ")
    return [
      "\(kind) that differ only by case, width, blanks or unseen characters are taken as different: \(shown)"
        + (pairs.count > 3 ? "; and \(pairs.count - 3) more" : "")
    ]
  }

  /// Notes on names of items that look like several in one: `b, c` where `b` and `c` are items too.
  static func notesOnItems(_ names: [String], variantCount: Int) -> [String] {
    var notes = notes(on: names, kind: "items", variantCount: variantCount)
    guard names.count <= limit else { return notes }
    let known = Set(names)
    let several = names.filter { name in
      (LabelSets.separators + ["=", ">"]).contains { separator in
        let parts = name.contains(separator) ? LabelSets.labels(in: name, separator: separator) : []
        return parts.count > 1 && parts.allSatisfy(known.contains)
      }
    }
    if !several.isEmpty {
      notes.append(
        "items that look like several in one cell are taken as items of their own: "
          + several.prefix(3).map { Excerpt.of($0) }.joined(separator: "; ")
          + (several.count > 3 ? "; and \(several.count - 3) more" : "")
          + "; write a row for each item, with the same rank for ties")
    }
    return notes
  }

  /// A name without case, width, blanks and characters that nobody sees, such as zero-width spaces.
  private static func folded(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { $0 < 0x80 }
    let narrow = isPlain ? name : name.precomposedStringWithCompatibilityMapping
    return String(
      narrow.lowercased().filter { letter in
        !letter.isWhitespace
          && !letter.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format }
      })
  }
}
