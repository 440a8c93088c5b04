/// Why a round of questions ended.
public enum CampaignEnd: String, Sendable, Hashable, Codable {
  /// Every question was asked.
  case finished
  /// The next panel could not be paid.
  case dollars
  /// The next panel would have taken more working time than there was.
  case hours
  /// The next panel would have been done too late.
  case wallClock = "wall-clock"
  /// So many were dismissed that no full panel was left.
  case tooFewPeople = "too-few-people"
}
