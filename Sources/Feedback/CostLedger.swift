import SandboxCore

/// What a campaign has cost so far.
public struct CostLedger: Sendable, Hashable, Codable {
  /// How many answers were paid for, refusals included.
  public private(set) var answers = 0
  /// Money, in dollars.
  public private(set) var dollars = 0.0
  /// Working time of all annotators together, in hours.
  public private(set) var hours = 0.0

  /// A ledger without entries.
  public init() {}

  /// The ledger of these answers.
  public init(_ judgements: some Sequence<Judgement>) {
    for judgement in judgements { enter(judgement) }
  }

  /// Adds what one answer cost.
  public mutating func enter(_ judgement: Judgement) {
    answers += 1
    dollars += judgement.dollars
    hours += judgement.seconds / 3_600
  }
}
