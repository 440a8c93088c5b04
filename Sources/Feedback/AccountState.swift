/// How one account stands in its campaign.
public struct AccountState: Sendable, Hashable, Codable {
  /// How many questions it has answered, checks included.
  public internal(set) var answers = 0
  /// How many of them were checks.
  public internal(set) var checks = 0
  /// How many of the checks it answered rightly.
  public internal(set) var rightChecks = 0
  /// Whether it is asked nothing more.
  public internal(set) var isDismissed = false

  /// When its last answer was in, in hours since the campaign began.
  var finished = 0.0
  /// When it may begin another: later than `finished` by the break it is due.
  var free = 0.0
  /// The day of the shift it worked in last.
  var day = Int.min
  /// How many answers it has given since its last break.
  var sinceBreak = 0

  /// The share of its checks that were right, in 0...1; `nil` before the first.
  public var passRate: Double? {
    checks > 0 ? Double(rightChecks) / Double(checks) : nil
  }
}
