/// A form in which people are asked for their opinion.
///
/// All are ways of voicing the same opinion of the same responses, so that they can be compared at
/// equal cost.
public enum Channel: String, Sendable, Hashable, Codable, CaseIterable {
  /// Which of two is better; ties where they are offered.
  case comparison
  /// Which of two is better, and by how much: slightly, clearly, much.
  case gradedComparison = "graded-comparison"
  /// Several in order, the best first.
  case ranking
  /// One, on a scale from 1 to 10.
  case rating
  /// One, up or down.
  case thumbs
  /// One, on a scale from 1 to 10, and which flaws it has.
  case rubric
  /// One, which the person may replace by what they would rather have read.
  case correction
  /// None: the person writes what they would like to read.
  case demonstration

  /// How many responses a question shows, or `nil` for a ranking, which shows as many as it is told.
  public var itemCount: Int? {
    switch self {
    case .demonstration: 0
    case .rating, .thumbs, .rubric, .correction: 1
    case .comparison, .gradedComparison: 2
    case .ranking: nil
    }
  }
}
