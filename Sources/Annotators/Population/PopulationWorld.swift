import SandboxCore

/// What a population needs to know of the world it lives in.
public struct PopulationWorld: Sendable {
  /// The groups of people, each with its taste.
  public var groups: [Group]
  /// What episodes are described by, in the world's order.
  public var attributes: [AttributeDescription]
  /// What prompts are about, in a fixed order.
  public var topics: [String]
  /// The flaws that a rubric asks about.
  public var flaws: [Flaw]
  /// How many tokens there are.
  public var vocabularyCount: Int

  /// Describes a world; the parameters are the properties of the same names.
  public init(
    groups: [Group], attributes: [AttributeDescription], topics: [String] = [],
    flaws: [Flaw] = [], vocabularyCount: Int = 0
  ) {
    self.groups = groups
    self.attributes = attributes
    self.topics = topics
    self.flaws = flaws
    self.vocabularyCount = vocabularyCount
  }

  /// What people need to know of an environment: topics in the order in which its prompts bring
  /// them up.
  public init(_ environment: some Environment) {
    var topics: [String] = []
    for split in PromptSplit.allCases {
      for prompt in environment.prompts(in: split) where !topics.contains(prompt.topic) {
        topics.append(prompt.topic)
      }
    }
    self.init(
      groups: environment.groups, attributes: environment.attributes, topics: topics,
      flaws: environment.flaws, vocabularyCount: environment.vocabulary.count)
  }
}
