import SandboxCore

/// Who is asked: how many people of which groups, how they answer, how many mean ill, and which
/// machines sit among them.
public struct PopulationSettings: Sendable, Hashable, Codable {
  /// How many people there are, at least 1; machines and further accounts of sybils are not
  /// counted.
  public var count = 20
  /// Who they are; empty takes the world's groups in equal shares.
  public var groups: [GroupShare] = []
  /// How they answer, and trolls before they turn it round.
  public var traits = TraitDistribution()
  /// Where a group differs from that.
  public var groupTraits: [GroupTraits] = []
  /// s ≥ 0 of each person's own taste, in reward units for an attribute's whole range; see
  /// ``Opinion``.
  public var individualTaste = 0.0
  /// What of their misperception people are spared, drawn for each person and topic; in 0...1.
  public var expertise = Spread(0)
  /// Leanings towards topics in standard deviations of quality, drawn for each person and topic.
  public var topicBias = Spread(0)
  /// Below which difference people call two responses equal; `nil` offers no ties.
  public var tieThreshold: Threshold?
  /// Below which worth people decline; `nil` always answers.
  public var skipThreshold: Threshold?
  /// The attribute that people can be flattered by; empty where nobody is. A person's stance is
  /// the sign of their group's taste for it, or a coin's where the group has none.
  public var sycophancyAttribute = ""
  /// Whom `self_preference` favours.
  public var favouredWriter = Writers.policy
  /// The bad actors.
  public var trolls = TrollSettings()
  /// The AI judge.
  public var machines = MachineSettings()

  /// 20 flawless people of the world's groups.
  public init() {}
}
