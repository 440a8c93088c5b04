import Randomness
import SandboxCore

/// Who is in a crowd, and how it would answer: data for a person to read.
public struct PopulationSummary: Sendable, Hashable, Codable {
  /// How many of one kind.
  public struct Count: Sendable, Hashable, Codable {
    /// The kind: a group or a behavior.
    public var name: String
    /// How many accounts it has.
    public var accounts: Int
    /// How many people are behind them.
    public var people: Int
  }

  /// A trait among the people, AI judges apart; trolls have the traits of who they would be.
  public struct TraitSummary: Sendable, Hashable, Codable {
    /// A trait of ``TraitCatalog``, or `rationality`, of those who are not perfect.
    public var key: String
    /// How many people it is the mean of.
    public var people: Int
    /// The mean.
    public var mean: Double
    /// The least.
    public var least: Double
    /// The greatest.
    public var greatest: Double
  }

  /// What a group's people, AI judges apart, want on average: reward units for one unit of gold,
  /// or of an attribute.
  public struct GroupTaste: Sendable, Hashable, Codable {
    /// The group's name.
    public var group: String
    /// Reward units for one of gold.
    public var gold: Double
    /// Reward units for one unit of each attribute, own tastes included, in the world's order. A
    /// taste that holds on some topics counts by their share of the questions.
    public var attributes: [Double]
  }

  /// How far two groups are apart, by their people's mean utilities.
  public struct GroupDistance: Sendable, Hashable, Codable {
    /// The group named first in the pool.
    public var first: String
    /// The other.
    public var second: String
    /// Pearson's correlation of the two groups' utilities over the distinct responses shown;
    /// `nil` where one of them is indifferent.
    public var correlation: Double?
    /// The share of questions that show more than one response on which the groups' favourites
    /// differ.
    public var disagreement: Double
  }

  /// Accounts and people by group, in the order in which the pool brings them up.
  public var groups: [Count] = []
  /// Accounts and people by behavior, in the order in which the pool brings them up.
  public var behaviors: [Count] = []
  /// Accounts of people.
  public var humanAccounts = 0
  /// People, each counted once however many accounts they have.
  public var people = 0
  /// Accounts of AI judges.
  public var aiJudges = 0
  /// Traits that are not neutral in everybody, rationality first.
  public var traits: [TraitSummary] = []
  /// Tastes by group.
  public var tastes: [GroupTaste] = []
  /// Every two groups.
  public var distances: [GroupDistance] = []
  /// How often two different accounts of different people give the same answer to a question,
  /// AI judges included; `nil` where no question was answered twice.
  public var agreement: Double?
  /// How often an answer to a comparison names what is truly better; ties count half. `nil` without
  /// comparisons that have a better side.
  public var accuracy: Double?

  /// Looks at a crowd, and lets a copy of it answer.
  ///
  /// Everybody answers every question well rested and as a beginner would.
  ///
  /// - Parameters:
  ///   - pool: has learnt its scale.
  ///   - questions: comparisons, of the kind that will be asked.
  ///   - stream: all chance of the simulated answers.
  public init(of pool: AnnotatorPool, asked questions: [Question], using stream: RandomStream) {
    count(pool.members)
    let humans = Self.distinct(pool.members.filter { !$0.isAIJudge })
    people = humans.count
    traits = Self.traits(of: humans.compactMap(\.person))
    let groups = Self.byGroup(humans.compactMap(\.person))
    tastes = groups.map { Self.taste(of: $0, over: questions) }
    for (place, first) in groups.enumerated() {
      for second in groups[(place + 1)...] {
        distances.append(Self.distance(first, second, over: questions))
      }
    }
    answer(questions, pool: pool, using: stream)
  }

  private mutating func count(_ members: [AnnotatorPool.Member]) {
    humanAccounts = members.count { !$0.isAIJudge }
    aiJudges = members.count - humanAccounts
    groups = Self.counts(of: members) { $0.annotator.group }
    behaviors = Self.counts(of: members) { $0.annotator.behavior }
  }

  private static func counts(
    of members: [AnnotatorPool.Member], by name: (AnnotatorPool.Member) -> String
  ) -> [Count] {
    var names: [String] = []
    for member in members where !names.contains(name(member)) { names.append(name(member)) }
    return names.map { kind in
      let all = members.filter { name($0) == kind }
      return Count(name: kind, accounts: all.count, people: distinct(all).count)
    }
  }

  /// The first account of each person.
  static func distinct(_ members: [AnnotatorPool.Member]) -> [AnnotatorPool.Member] {
    var seen: Set<Int> = []
    return members.filter { seen.insert($0.identity).inserted }
  }
}
