import PlainText

/// Cells that hold several labels, such as `a#b`, read as sets of labels.
package enum LabelSets {
  /// What may stand between labels of one cell.
  static let separators = ["#", "|", ";", ",", "/", "+"]

  /// The labels in a cell, each once, in the order of the alphabet: `b#a` and `a#b` are the same.
  ///
  /// A list in brackets, such as `["a", "b"]`, is read without brackets and quotation marks.
  package static func labels(in cell: String, separator: String) -> [String] {
    var content = cell[...]
    let isList = content.hasPrefix("[") && content.hasSuffix("]") && content.count > 1
    if isList { content = content.dropFirst().dropLast() }
    let pieces = content.split(separator: separator).map { piece -> String in
      var piece = trimmed(piece)
      if isList, piece.count > 1, let mark = piece.first, "\"'".contains(mark), piece.last == mark {
        piece = piece.dropFirst().dropLast()
      }
      return String(piece)
    }
    return Set(pieces.filter { !$0.isEmpty }).sorted()
  }

  /// How a set is written, in one way only.
  static func name(of cell: String, separator: String) -> String {
    let labels = labels(in: cell, separator: separator)
    return labels.isEmpty ? "[]" : labels.joined(separator: separator)
  }

  /// What people are told where labels look like several in a cell; `nil` where they do not.
  ///
  /// They do where two cells hold the same labels in another order.
  static func note(on names: [String]) -> String? {
    guard names.count <= NameNotes.limit else { return nil }
    for separator in separators {
      var known: [String: String] = [:]
      for name in names where name.contains(separator) {
        let set = self.name(of: name, separator: separator)
        if let other = known[set] {
          return
            "labels such as \(Excerpt.of(other)) and \(Excerpt.of(name)) look like several in one "
            + "cell, and are taken as different; --label-separator \"\(separator)\" reads them as sets"
        }
        known[set] = name
      }
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
