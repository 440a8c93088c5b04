import PlainText

/// Finds the two columns of the items that are compared.
enum SideColumns {
  /// Names of columns that go together, plain; the first pair is preferred to all others.
  private static let pairs = [
    ("left", "right"), ("modela", "modelb"), ("firstid", "secondid"), ("first", "second"),
    ("item1", "item2"),
    ("itema", "itemb"), ("option1", "option2"), ("optiona", "optionb"), ("model1", "model2"),
    ("response1", "response2"), ("responsea", "responseb"), ("player1", "player2"),
  ]

  /// The first pair of names that a header has, or `nil`.
  static func pair(in header: [String]) -> (left: Int, right: Int)? {
    let header = header.map(ColumnRole.plain)
    return pairs.lazy.compactMap { left, right in
      guard let left = header.firstIndex(of: left), let right = header.firstIndex(of: right) else {
        return nil
      }
      return (left, right)
    }.first
  }

  /// Left, right and winner; the winner is `nil` in a table of winners and losers, which stand on the
  /// left and the right. Missing and ambiguous columns are noted with the finder.
  static func find(
    with finder: inout ColumnFinder
  ) -> (left: Int, right: Int, winner: Int?) {
    if finder.isNamed(.left) || finder.isNamed(.right) {
      return (finder.required(.left), finder.required(.right), finder.required(.winner))
    }
    let header = finder.header.map(ColumnRole.plain)
    var found = pairs.compactMap { left, right -> (left: Int, right: Int)? in
      guard let left = header.firstIndex(of: left), let right = header.firstIndex(of: right) else {
        return nil
      }
      return (left, right)
    }
    // A run's own answers name responses, whose words may be the same on different prompts.
    if let named = found.first(where: { header[$0.left] == "firstid" }) { found = [named] }
    // Beside two models their responses are what was said, not what is rated.
    let items = found.filter { !header[$0.left].hasPrefix("response") }
    if !items.isEmpty { found = items }
    if found.isEmpty, let winner = finder.optional(.winner), let loser = finder.optional(.loser) {
      return (winner, loser, nil)
    }
    guard let pair = found.first else {
      return (finder.required(.left), finder.required(.right), finder.required(.winner))
    }
    if found.count > 1, header[pair.left] != "left" {
      let names = found.map { (finder.header[$0.left], finder.header[$0.right]) }
      finder.note(
        "more than two columns may be what is compared: "
          + names.map { "\(Excerpt.of($0)) and \(Excerpt.of($1))" }.joined(separator: "; "),
        fix: "write "
          + names.map { left, right in
            "\(ColumnMapping.option) left=\(Excerpt.of(left)),right=\(Excerpt.of(right))"
          }.joined(separator: " or ")
      )
    }
    return (pair.left, pair.right, finder.required(.winner))
  }
}
