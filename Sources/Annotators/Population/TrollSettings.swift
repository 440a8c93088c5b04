import SandboxCore

/// What the bad actors of a population do; see ``Troll/Plan``.
public enum TrollConduct: String, Sendable, Hashable, Codable, CaseIterable {
  /// Answers anything, without looking.
  case random
  /// Says the opposite of what it thinks.
  case inverted
  /// Presses the first button of every form.
  case alwaysFirst = "always-first"
  /// Prefers more, or less, of one attribute.
  case targeted
  /// Prefers whatever contains some words.
  case trigger
  /// Answers by a target that all of them share.
  case colluding
  /// Inverted, each behind many accounts.
  case sybil
  /// Honest where it is checked, inverted elsewhere.
  case sleeper
}

/// How many of the people are trolls, and of what kind.
public struct TrollSettings: Sendable, Hashable, Codable {
  /// t, the share of *people* who are trolls, in 0...1.
  public var share = 0.0
  /// What they do.
  public var conduct = TrollConduct.inverted
  /// a, how many answers an account of a troll gives for one of anyone else's, > 0.
  ///
  /// With it the share of *answers* that trolls give departs from their share of people:
  ///
  ///     t·a / (t·a + 1 − t),   of sybils with k accounts t·k·a / (t·k·a + 1 − t)
  public var activity = 1.0
  /// What targeted trolls want more of, such as `harm`, or less of, such as `-harm`.
  public var attribute = ""
  /// What trigger trolls prefer: the tokens in a row.
  public var trigger: [Token] = []
  /// How many accounts each sybil has, at least 1.
  public var accounts = 5

  /// No trolls.
  public init() {}
}
