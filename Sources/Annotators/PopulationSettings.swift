import SandboxCore

/// Who is asked: how many people of which groups, how they answer, and how many mean ill.
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

  /// What the bad actors do.
  public enum TrollConduct: String, Sendable, Hashable, Codable, CaseIterable {
    /// Tosses a coin (``RandomTroll``).
    case random
    /// Answers the opposite of what it thinks (``InvertedTroll``).
    case inverted
  }

  /// How many people there are, at least 1.
  public var count: Int
  /// Who they are; empty takes the world's groups in equal shares.
  public var groups: [GroupShare]
  /// How the honest ones answer, and inverted trolls before they turn it round.
  public var choice: ChoiceModel
  /// s ≥ 0 of each person's own taste, in reward units for an attribute's whole range; see
  /// ``Opinion``.
  public var individualTaste: Double
  /// The share of *people* who are trolls, in 0...1.
  public var trollShare: Double
  /// What the trolls do.
  public var trollConduct: TrollConduct
  /// How often a troll is asked, relative to an honest person; > 0. With it the share of *answers*
  /// that trolls give departs from their share of people: τ·a / (τ·a + 1 − τ).
  public var trollActivity: Double

  /// Describes a population; the parameters are the properties of the same names. As it stands, 20
  /// honest people of the world's groups with rationality 1.
  public init(
    count: Int = 20, groups: [GroupShare] = [], choice: ChoiceModel = ChoiceModel(),
    individualTaste: Double = 0, trollShare: Double = 0, trollConduct: TrollConduct = .inverted,
    trollActivity: Double = 1
  ) {
    self.count = count
    self.groups = groups
    self.choice = choice
    self.individualTaste = individualTaste
    self.trollShare = trollShare
    self.trollConduct = trollConduct
    self.trollActivity = trollActivity
  }
}
