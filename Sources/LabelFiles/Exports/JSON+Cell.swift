import PlainText

extension JSON {
  /// What a cell of a table would say: `nil` for nothing and for what has a structure of its own.
  ///
  /// A list of one is its element; a longer one is written as JSON, `["a","b"]`, which tables of labels
  /// read as several labels of one cell.
  var cell: String? {
    switch self {
    case .null, .object: return nil
    case .flag(let value): return "\(value)"
    case .number(let digits): return Self.plain(digits)
    case .text(let value): return value
    case .array(let elements):
      let cells = elements.compactMap(\.cell)
      guard cells.count == elements.count, let first = cells.first else { return nil }
      return cells.count > 1 ? JSON.array(cells.map(JSON.text)).text(.dense) : first
    }
  }

  /// The value written in one way only: members in the order of their names, numbers as in cells.
  var canonical: JSON {
    switch self {
    case .null, .flag, .text: self
    case .number(let digits): .number(Self.plain(digits))
    case .array(let elements): .array(elements.map(\.canonical))
    case .object: .object(sortedMembers.map { Member($0.key, $0.value.canonical) })
    }
  }

  /// The members in the order of their names.
  var sortedMembers: [Member] { members.sorted { $0.key < $1.key } }

  /// A number as tables have it: a whole one without a fraction, with every digit of an identifier.
  private static func plain(_ digits: String) -> String {
    guard digits.utf8.contains(where: { ".eE".utf8.contains($0) }), let value = Double(digits)
    else { return digits }
    guard value == value.rounded() else { return "\(value)" }
    // Above 2⁵³ the `Double` may be another number.
    return abs(value) <= 9_007_199_254_740_992 ? "\(Int(value))" : digits
  }
}
