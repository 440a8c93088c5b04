/// `thumbs`: one, up or down.
public enum ThumbsChannel: FeedbackChannel {
  /// `thumbs`
  public static let name = "thumbs"
  /// What is asked.
  public static let summary = "One, up or down."
  /// A thumb.
  public static let form = Answer.Form.thumb
  /// One.
  public static let itemCount: Int? = 1
  /// 3.
  public static func secondsOfDeciding(itemCount: Int) -> Double { 3 }
  /// Up or down.
  public static func answer(by person: inout some Respondent) -> Answer {
    person.approves() ? .up : .down
  }
}

extension Channel {
  /// ``ThumbsChannel``
  public static let thumbs = Channel(ThumbsChannel.self)
}
