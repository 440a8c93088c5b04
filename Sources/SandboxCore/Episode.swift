/// What can be said exactly about one finished episode, by name.
///
/// The names are the world's (``Environment/attributes``); annotators see these, not the code.
public struct Attributes: Sendable, Hashable, Codable {
  /// The values in the order of the world's attribute list.
  public var values: [Double]
  /// Wraps values that stand in the order of a world's attribute list.
  public init(_ values: [Double]) { self.values = values }
}

/// The meaning of one attribute of a world.
public struct AttributeDescription: Sendable, Hashable, Codable {
  /// The name by which groups, constraints and scenarios speak of it, in snake case.
  public var name: String
  /// What it means, in one sentence.
  public var meaning: String
  /// The least and the greatest value it can take.
  public var range: ClosedRange<Double>

  /// Describes an attribute; the parameters are the properties of the same names.
  public init(name: String, meaning: String, range: ClosedRange<Double>) {
    self.name = name
    self.meaning = meaning
    self.range = range
  }
}

/// A response together with what only the world, its annotators and evaluation know of it.
public struct Episode: Sendable, Hashable, Codable {
  /// What a learner may see.
  public var response: Response
  /// What can be said exactly about it.
  public var attributes: Attributes
  /// What it is truly worth, constraints included.
  public var gold: GoldReward
  /// How it came about, for people who cannot wait for the end: the state of things before the agent's
  /// first token and after each of them, the last as above. Empty unless it was asked for.
  public var course: [Moment]

  /// What could be said of an episode had it stopped at some token.
  public struct Moment: Sendable, Hashable, Codable {
    /// Its attributes up to here.
    public var attributes: Attributes
    /// What it would be worth.
    public var gold: GoldReward

    /// Describes a moment; the parameters are the properties of the same names.
    public init(attributes: Attributes, gold: GoldReward) {
      self.attributes = attributes
      self.gold = gold
    }
  }

  /// Joins a response with its judgement by the world.
  public init(
    response: Response, attributes: Attributes, gold: GoldReward, course: [Moment] = []
  ) {
    self.response = response
    self.attributes = attributes
    self.gold = gold
    self.course = course
  }

  /// The end of the episode as a moment.
  public var end: Moment { Moment(attributes: attributes, gold: gold) }
}
