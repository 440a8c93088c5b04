import SandboxCore

/// What a campaign has cost so far.
public struct CostLedger: Sendable, Hashable, Codable {
  /// How many answers were paid for, refusals and checks included.
  public private(set) var answers = 0
  /// How many of them were machines'.
  public private(set) var machineAnswers = 0
  /// Money, in dollars, for people and machines.
  public private(set) var dollars = 0.0
  /// Of this, what machines cost.
  public private(set) var machineDollars = 0.0
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
  /// - Parameter isMachine: whether a machine gave it, whose time is nobody's working time.
  public mutating func enter(_ judgement: Judgement, isMachine: Bool = false) {
    enter(
      seconds: judgement.seconds, dollars: judgement.dollars, hour: judgement.hour,
      isMachine: isMachine)
  }

  mutating func enter(seconds: Double, dollars: Double, hour: Double, isMachine: Bool) {
    answers += 1
    self.dollars += dollars
    wallClockHours = max(wallClockHours, hour)
    if isMachine {
      machineAnswers += 1
      machineDollars += dollars
    } else {
      hours += seconds / 3_600
    }
  }

  /// What was added since an earlier state of this ledger; the wall clock is that of the later.
  public func since(_ earlier: CostLedger) -> CostLedger {
    var difference = self
    difference.answers -= earlier.answers
    difference.machineAnswers -= earlier.machineAnswers
    difference.dollars -= earlier.dollars
    difference.machineDollars -= earlier.machineDollars
    difference.hours -= earlier.hours
    return difference
  }
}
