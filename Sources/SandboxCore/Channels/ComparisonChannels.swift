/// `comparison`: which of two is better; ties where they are offered.
///
/// 6.8 s of deciding make the 36.8 s of AlpacaEval's table of annotators, people comparing responses of chat
/// models, with 15 s of reading for each response. How it divides into reading and deciding, and the times
/// of all other channels, are our assumption.
public enum ComparisonChannel: FeedbackChannel {
  /// `comparison`
  public static let name = "comparison"
  /// What is asked.
  public static let summary = "Which of two is better."
  /// Votes.
  public static let form = Answer.Form.comparison
  /// Two.
  public static let itemCount: Int? = 2
  /// 6.8.
  public static func secondsOfDeciding(itemCount: Int) -> Double { 6.8 }
  /// One or the other.
  public static func answer(by person: inout some Respondent) -> Answer {
    person.prefersFirst() ? .first : .second
  }
}

/// `graded-comparison`: which of two is better, and by how much: slightly, clearly, much.
public enum GradedComparisonChannel: FeedbackChannel {
  /// `graded-comparison`
  public static let name = "graded-comparison"
  /// What is asked.
  public static let summary = "Which of two is better, and how much: slightly, clearly, much."
  /// Votes with a strength.
  public static let form = Answer.Form.graded
  /// Two.
  public static let itemCount: Int? = 2
  /// 10.
  public static func secondsOfDeciding(itemCount: Int) -> Double { 10 }
  /// A grade.
  public static func answer(by person: inout some Respondent) -> Answer { .graded(person.grade()) }
}

extension Channel {
  /// ``ComparisonChannel``
  public static let comparison = Channel(ComparisonChannel.self)
  /// ``GradedComparisonChannel``
  public static let gradedComparison = Channel(GradedComparisonChannel.self)
}
