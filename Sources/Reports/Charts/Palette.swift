import PlainText

/// The page's colours by what they stand for; the style sheet gives each a light and a dark value.
package enum Palette {
  /// The true reward, everywhere.
  package static let gold: JSON = "var(--gold)"
  /// What the reward model believes, everywhere.
  package static let proxy: JSON = "var(--proxy)"
  /// A single series with no meaning of its own.
  package static let plain: JSON = "var(--series-1)"
  /// What should be seen but not stand out.
  package static let soft: JSON = "var(--text-soft)"

  /// How many arms can be told apart by colour; further ones begin anew.
  static let seriesCount = 8

  /// The colour of the n-th arm, from 0.
  package static func series(_ index: Int) -> String { "var(--series-\(index % seriesCount + 1))" }
}
