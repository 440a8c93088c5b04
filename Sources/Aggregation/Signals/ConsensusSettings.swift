import SandboxCore

/// How answers become what a reward model learns from.
public struct ConsensusSettings: SettingsGroup {
  /// `feedback`
  public static let section = "feedback"
  /// How ratings become a signal.
  public var ratings = LabelConverter.RatingScale.standardized
  /// How votes on comparisons are settled: one of ``Aggregators``.
  public var aggregation = NamedAggregator.majority.name
  /// Whether the reliability of voters becomes the weight of what they voted on.
  public var weightsByReliability = true
  /// What looks for trolls before votes are counted: one of ``Defences``, or `none`.
  public var defence = Defences.none
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
      "aggregation", of: Aggregators.all.names, \.aggregation,
      "How votes on comparisons are settled; `rlhf aggregate --list` and `rlhf rate --list` tell more."
    ),
    .flag(
      "reliability_weighting", \.weightsByReliability,
      "Whether the reliability of voters, where it is inferred, weighs what they voted on."),
    .choice(
      "defence.method", of: Defences.names, \.defence,
      "What looks for trolls in everybody's answers before votes are counted."),
    .number(
      "defence.trim", \.trimmedShare, share,
      "Share of annotators that the defence leaves out, the most suspicious first."),
  ]
}
