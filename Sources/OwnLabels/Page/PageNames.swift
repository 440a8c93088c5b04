import PlainText

/// Names out of a file as a page shows them: short, so that a page stays small whatever a file holds, and
/// still different where they were.
struct PageNames {
  private let shown: [String]

  /// Cuts names to what `Excerpt` quotes; those that become alike get a number: `…`, `… (2)`.
  init(_ names: [String]) {
    var counts: [String: Int] = [:]
    shown = names.map { name in
      let short = Excerpt.of(name)
      let count = counts[short, default: 0] + 1
      counts[short] = count
      return count == 1 ? short : "\(short) (\(count))"
    }
  }

  /// The name at a place in the list.
  subscript(index: Int) -> String { shown[index] }

  /// All of them, in the order given.
  var all: [String] { shown }
}
