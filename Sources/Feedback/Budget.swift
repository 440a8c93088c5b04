/// The most that a campaign may take; `nil` for no limit.
public struct Budget: Sendable, Hashable, Codable {
  /// Money, in dollars, ≥ 0, AI judges' included.
  public var dollars: Double?
  /// Working time of all people together, in hours, ≥ 0.
  public var hours: Double?
  /// Time from the campaign's beginning to its last answer, in hours, ≥ 0.
  public var wallClockHours: Double?

  /// Sets limits; the parameters are the properties of the same names.
  public init(dollars: Double? = nil, hours: Double? = nil, wallClockHours: Double? = nil) {
    self.dollars = dollars
    self.hours = hours
    self.wallClockHours = wallClockHours
  }

  /// What a panel would take beyond the budget, if anything.
  ///
  /// A millionth of the panel's own price is forgiven: $3.0 buy ten answers at $0.30, whatever binary
  /// fractions say.
  ///
  /// - Parameters:
  ///   - panel: what the panel's answers cost.
  ///   - ledger: what was spent before.
  func shortage(for panel: CostLedger, after ledger: CostLedger) -> CampaignEnd? {
    let grace = 1 - 1e-6
    if let dollars, ledger.dollars + grace * panel.dollars > dollars { return .dollars }
    if let hours, ledger.hours + grace * panel.hours > hours { return .hours }
    if let wallClockHours, panel.wallClockHours * grace > wallClockHours { return .wallClock }
    return nil
  }
}
