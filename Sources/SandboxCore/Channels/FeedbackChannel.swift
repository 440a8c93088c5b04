/// A form in which people are asked for their opinion.
///
/// It says what is shown, and of which acts the answer is composed; who acts, and how well, is the
/// ``Respondent``'s. Everything else follows: what answers say to a reward model, when one is right, whether
/// there are ties and drafts, from ``form``; the price from the time.
///
/// A channel is a type without values, so that questions carry it as cheaply as a number. A new one is one
/// file, its tests, and a line in ``Channels``.
public protocol FeedbackChannel: SendableMetatype {
  /// The name scenarios use, in `feedback.channels`.
  static var name: String { get }
  /// What a person is asked, in one sentence.
  static var summary: String { get }
  /// What answers are like.
  static var form: Answer.Form { get }
  /// How many responses a question shows, or `nil` for as many as it is told, at least 2.
  ///
  /// Two where answers are comparisons, one where they are judgements of one response; where something is
  /// written, one that it may replace, or none.
  static var itemCount: Int? { get }

  /// How long an ordinary person decides after reading, in seconds, ≥ 0.
  ///
  /// - Parameter itemCount: how many responses are shown.
  static func secondsOfDeciding(itemCount: Int) -> Double

  /// The answer, composed of somebody's acts. Each act is asked for once.
  static func answer(by person: inout some Respondent) -> Answer
}

/// The channels that ship.
public enum Channels {
  /// Every channel, the default first.
  public static let all = PartList<any FeedbackChannel.Type>(
    "channel",
    [
      ComparisonChannel.self, GradedComparisonChannel.self, RankingChannel.self, RatingChannel.self,
      ThumbsChannel.self, RubricChannel.self, CorrectionChannel.self, DemonstrationChannel.self,
    ], name: { $0.name }, summary: { $0.summary })
}
