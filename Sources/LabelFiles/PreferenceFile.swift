/// What people prefer to what: pair by pair, or in whole rankings.
public enum PreferenceFile: Sendable, Hashable {
  /// One row a comparison.
  case comparisons(ComparisonFile)
  /// One row an item of a ranking.
  case rankings(RankingFile)
}
