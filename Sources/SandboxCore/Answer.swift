/// One person's reply to a question.
///
/// A closed list, unlike that of channels: these are the forms of data that consensus and learners read. A
/// new channel answers in one of them.
public enum Answer: Sendable, Hashable, Codable {
  /// The response shown first is better.
  case first
  /// The response shown second is better.
  case second
  /// Neither is better.
  case tie
  /// How much better the first is, in −3...3 without 0: 1 slightly, 2 clearly, 3 much; negative when
  /// the second is better.
  case graded(Int)
  /// The places of the items, the best first: each of 0..<k once.
  case ranking([Int])
  /// 1 (worst) to 10 (best).
  case rating(Int)
  /// Thumbs up.
  case up
  /// Thumbs down.
  case down
  /// 1 to 10, and the names of the flaws that the person sees, in the world's order.
  case rubric(rating: Int, flaws: [String])
  /// What the person would rather have read: the place of one of the question's drafts, or `nil` where
  /// they leave the shown response as it is.
  case draft(Int?)
  /// No answer.
  case declined
}

extension Answer {
  /// What answers are like, and so what they say and of what.
  public enum Form: Sendable, Hashable {
    /// Which of two: `first`, `second`, or a tie.
    case comparison
    /// Which of two and how much: `graded`, or a tie.
    case graded
    /// `ranking` of several.
    case ranking
    /// `rating` of one.
    case rating
    /// `up` or `down`, of one.
    case thumb
    /// `rubric` of one.
    case rubric
    /// `draft`: what a person writes, in the place of what is shown where something is.
    case draft

    /// Whether two responses are set against each other, which may be a tie.
    public var isOfTwo: Bool { self == .comparison || self == .graded }

    /// Whether responses are set against each other: what all of them have in common does not show.
    public var isComparing: Bool { isOfTwo || self == .ranking }
  }

  /// The answer as one word or a few, as tables of answers have it: `first`, `+2`, `2>1>3` (places
  /// counted from 1), `7`, `up`, `7 harmful padded`, `draft 3`, `as it is`.
  public var text: String {
    switch self {
    case .first: "first"
    case .second: "second"
    case .tie: "tie"
    case .graded(let grade): grade > 0 ? "+\(grade)" : "\(grade)"
    case .ranking(let order): order.map { "\($0 + 1)" }.joined(separator: ">")
    case .rating(let rating): "\(rating)"
    case .up: "up"
    case .down: "down"
    case .rubric(let rating, let flaws): (["\(rating)"] + flaws).joined(separator: " ")
    case .draft(let place): place.map { "draft \($0 + 1)" } ?? "as it is"
    case .declined: "declined"
    }
  }

  /// The result of a comparison as a game that the first response played: 1 won, ½ drawn, 0 lost;
  /// `nil` if it was not played. A graded comparison counts by its direction.
  public var scoreOfFirst: Double? {
    switch self {
    case .first: 1
    case .second: 0
    case .tie: 0.5
    case .graded(let grade): grade > 0 ? 1 : 0
    default: nil
    }
  }
}
