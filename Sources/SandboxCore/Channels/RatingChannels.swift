/// `rating`: one, on a scale from 1 to 10.
public enum RatingChannel: FeedbackChannel {
  /// `rating`
  public static let name = "rating"
  /// What is asked.
  public static let summary = "One, on a scale from 1 to 10."
  /// A number.
  public static let form = Answer.Form.rating
  /// One.
  public static let itemCount: Int? = 1
  /// 8.
  public static func secondsOfDeciding(itemCount: Int) -> Double { 8 }
  /// A number.
  public static func answer(by person: inout some Respondent) -> Answer { .rating(person.rating()) }
}

/// `rubric`: one, on a scale from 1 to 10, and which flaws it has.
public enum RubricChannel: FeedbackChannel {
  /// `rubric`
  public static let name = "rubric"
  /// What is asked.
  public static let summary = "One, on a scale from 1 to 10, and which flaws it has."
  /// A number and flaws.
  public static let form = Answer.Form.rubric
  /// One.
  public static let itemCount: Int? = 1
  /// 30.
  public static func secondsOfDeciding(itemCount: Int) -> Double { 30 }
  /// A number, then flaws.
  public static func answer(by person: inout some Respondent) -> Answer {
    let rating = person.rating()
    return .rubric(rating: rating, flaws: person.flaws())
  }
}

extension Channel {
  /// ``RatingChannel``
  public static let rating = Channel(RatingChannel.self)
  /// ``RubricChannel``
  public static let rubric = Channel(RubricChannel.self)
}
