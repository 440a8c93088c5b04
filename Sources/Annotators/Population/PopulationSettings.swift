import SandboxCore

/// Who is asked: how many people of which groups, how they answer, how many mean ill, and which
/// machines sit among them.
public struct PopulationSettings: Sendable, Hashable, Codable {
  /// How many people of a group, relative to the other groups named.
  public struct GroupShare: Sendable, Hashable, Codable {
    /// The group's name in the world.
    public var group: String
    /// ≥ 0; shares are divided by their sum.
    public var share: Double

    /// Gives a group a share of the people.
    public init(group: String, share: Double) {
      self.group = group
      self.share = share
    }
  }

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
  public var favouredWriter = "policy"
  /// The bad actors.
  public var trolls = TrollSettings()
  /// The AI judge.
  public var machines = MachineSettings()

  /// 20 flawless people of the world's groups.
  public init() {}
}

/// What a trait is like in one group, instead of in everybody.
public struct GroupTraits: Sendable, Hashable, Codable {
  /// The group's name in the world.
  public var group: String
  /// A trait of ``TraitCatalog``, or `rationality`.
  public var key: String
  /// How it is spread in that group.
  public var spread: Spread

  /// Describes a group's trait; the parameters are the properties of the same names.
  public init(group: String, key: String, spread: Spread) {
    self.group = group
    self.key = key
    self.spread = spread
  }
}
