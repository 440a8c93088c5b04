import SandboxCore

/// What a campaign has cost so far.
public struct CostLedger: Sendable, Hashable, Codable {
  /// How many answers were paid for, refusals and checks included.
  public private(set) var answers = 0
  /// How many of them were AI judges'.
  public private(set) var aiJudgeAnswers = 0
  /// Money, in dollars, for people and AI judges.
  public private(set) var dollars = 0.0
  /// Of this, what AI judges cost.
  public private(set) var aiJudgeDollars = 0.0
  /// Working time of all people together, in hours.
  public private(set) var hours = 0.0
  /// When the last answer was in, in hours since the campaign began.
  public private(set) var wallClockHours = 0.0

  /// A ledger without entries.
  public init() {}

  /// The ledger of these answers, all of people.
  public init(_ judgements: some Sequence<Judgement>) {
    for judgement in judgements { enter(judgement) }
  }

  /// Adds what one answer cost.
  ///
  /// - Parameter isAIJudge: whether an AI judge gave it, whose time is nobody's working time.
  public mutating func enter(_ judgement: Judgement, isAIJudge: Bool = false) {
    enter(
      seconds: judgement.seconds, dollars: judgement.dollars, hour: judgement.hour,
      isAIJudge: isAIJudge)
  }

  mutating func enter(seconds: Double, dollars: Double, hour: Double, isAIJudge: Bool) {
    answers += 1
    self.dollars += dollars
    wallClockHours = max(wallClockHours, hour)
    if isAIJudge {
      aiJudgeAnswers += 1
      aiJudgeDollars += dollars
    } else {
      hours += seconds / 3_600
    }
  }

  /// What was added since an earlier state of this ledger; the wall clock is that of the later.
  public func since(_ earlier: CostLedger) -> CostLedger {
    var difference = self
    difference.answers -= earlier.answers
    difference.aiJudgeAnswers -= earlier.aiJudgeAnswers
    difference.dollars -= earlier.dollars
    difference.aiJudgeDollars -= earlier.aiJudgeDollars
    difference.hours -= earlier.hours
    return difference
  }
}
