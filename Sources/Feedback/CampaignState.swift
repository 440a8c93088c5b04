/// Where a campaign stands between two rounds: what it has cost, when it is, and how its people are.
public struct CampaignState: Sendable, Hashable, Codable {
  /// What was spent so far; its wall clock is the hour at which the next round begins.
  public internal(set) var ledger = CostLedger()
  /// How many rounds are over.
  public internal(set) var rounds = 0
  /// How many checks were mixed in so far.
  public internal(set) var checkCount = 0
  /// How each account stands, in the pool's order; empty before the first round.
  public internal(set) var accounts: [AccountState] = []

  /// Before the first round.
  public init() {}
}
