import SandboxCore

/// How answers become what a reward model learns from.
public struct ConsensusSettings: SettingsGroup {
  /// How ratings become a signal.
  public var ratings = FeedbackSignal.RatingScale.standardized
  /// How votes on comparisons are settled.
  public var aggregation = ConsensusMethod.majority
  /// Whether the reliability of voters becomes the weight of what they voted on.
  public var weighsReliability = true
  /// What looks for trolls before votes are counted.
  public var defence = DefenceChoice.none
  /// Share of annotators that the defence leaves out.
  public var trimmedShare = 0.2

  /// The majority, with nobody screened.
  public init() {}

  private static let share = 0.0...1.0

  /// The declarations.
  public static let settings: [GroupSetting<Self>] = [
    .choice(
      "ratings", \.ratings,
      "How ratings become scores: as they are, in each person's own units, or by a model of how people "
        + "use the scale."),
    .choice(
      "aggregation", \.aggregation,
      "How votes on comparisons are settled; `rlhf aggregate --list` and `rlhf rate --list` tell more."
    ),
    .flag(
      "weigh_by_reliability", \.weighsReliability,
      "Whether the reliability of voters, where it is inferred, weighs what they voted on."),
    .choice(
      "defence.method", \.defence,
      "What looks for trolls in everybody's answers before votes are counted."),
    .number(
      "defence.trim", \.trimmedShare, share,
      "Share of annotators that the defence leaves out, the most suspicious first."),
  ]
}

/// How votes become a consensus: by counting, by truth inference, or by a rating system. The names are
/// those of the methods themselves.
public enum ConsensusMethod: String, Sendable, Hashable, CaseIterable {
  case majority
  case weightedMajority = "weighted-majority"
  case dawidSkene = "dawid-skene"
  case smoothedDawidSkene = "smoothed-dawid-skene"
  case oneCoin = "one-coin"
  case mace
  case maceShares = "mace-shares"
  case glad
  case bradleyTerry = "bradley-terry"
  case crowdBradleyTerry = "crowd-bt"
  case noisyBradleyTerry = "noisy-bt"
  case davidson
  case raoKupper = "rao-kupper"
  case plackettLuce = "plackett-luce"
  case thurstone
  case rankCentrality = "rank-centrality"
  case elo, glicko
  case glicko2 = "glicko-2"
  case trueSkill = "trueskill"
  case borda, copeland
  case winRate = "win-rate"
}

/// What looks for trolls in the answers of everybody; the names are those of the defences themselves.
public enum DefenceChoice: String, Sendable, Hashable, CaseIterable {
  case none
  case majorityAgreement = "majority-agreement"
  case reliability, collusion
}
