/// What the labels of a column are: names, places in an order, or numbers.
public enum LabelScale: String, Sendable, Hashable, CaseIterable {
  /// Names, or numbers that stand for names.
  case nominal
  /// Places in an order, such as one to five stars.
  case ordinal
  /// Numbers with equal steps.
  case interval
  /// Numbers with a zero that means nothing.
  case ratio

  /// Names of columns that say what their labels are, plain as ``ColumnRole/plain(_:)`` makes them.
  private static let names: [(scale: LabelScale, names: [String])] = [
    (.nominal, ["class", "category", "code"]), (.ordinal, ["rating", "star", "likert"]),
    (.interval, ["score"]),
  ]

  /// What the name of a column says: `star_rating` are ratings, `class_id` are classes; `nil` where it
  /// says nothing, as `label` does.
  package init?(columnNamed name: String) {
    let plain = ColumnRole.plain(name)
    let found = Self.names.first { entry in
      entry.names.contains { name in
        ColumnRole.spellings(of: name).contains { plain.hasSuffix($0) }
      }
    }
    guard let found else { return nil }
    self = found.scale
  }
}
