/// Why items cannot be rated from their matches.
public enum RatingError: Error, Sendable, Hashable {
  /// No match counts, so there is nothing to rate.
  case noMatches
  /// These items (indices, ascending, neither none nor all) never got a point against any of the
  /// rest, so the difference in strength has no finite estimate. It needs a comparison that one of
  /// them wins or draws.
  case neverScoring(items: [Int])
  /// The largest change of a log-strength was still this after so many iterations.
  case notConverged(change: Double, iterations: Int)
  /// In none of so many draws of the bootstrap did every item score: there are too few matches.
  case noUsableResample(of: Int)
}
