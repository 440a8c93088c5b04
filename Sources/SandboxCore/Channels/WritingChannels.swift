/// `correction`: one, which the person may replace by what they would rather have read.
public enum CorrectionChannel: FeedbackChannel {
  /// `correction`
  public static let name = "correction"
  /// What is asked.
  public static let summary =
    "One, which may be replaced by what the person would rather have read."
  /// A draft.
  public static let form = Answer.Form.draft
  /// One.
  public static let itemCount: Int? = 1
  /// 120.
  public static func secondsOfDeciding(itemCount: Int) -> Double { 120 }
  /// What is written.
  public static func answer(by person: inout some Respondent) -> Answer { person.writing() }
}

/// `demonstration`: nothing is shown; the person writes what they would like to read.
public enum DemonstrationChannel: FeedbackChannel {
  /// `demonstration`
  public static let name = "demonstration"
  /// What is asked.
  public static let summary = "Nothing is shown: the person writes what they would like to read."
  /// A draft.
  public static let form = Answer.Form.draft
  /// None.
  public static let itemCount: Int? = 0
  /// 240.
  public static func secondsOfDeciding(itemCount: Int) -> Double { 240 }
  /// What is written.
  public static func answer(by person: inout some Respondent) -> Answer { person.writing() }
}

extension Channel {
  /// ``CorrectionChannel``
  public static let correction = Channel(CorrectionChannel.self)
  /// ``DemonstrationChannel``
  public static let demonstration = Channel(DemonstrationChannel.self)
}
