import SandboxCore

/// Who is asked: how many people of which groups, how they answer, how many mean ill, and which
/// AI judges sit among them.
public struct PopulationSettings: Sendable, Hashable {
  /// How many people there are, at least 1; AI judges and further accounts of sybils are not
  /// counted.
  public var count = 20
  /// Who they are; empty takes the world's groups in equal shares.
  public var groups: [GroupSettings] = []
  /// Annotators with a name, besides the counted ones.
  public var individuals: [IndividualSettings] = []
  /// How they answer, and trolls before they turn it round.
  public var traits = TraitDistribution()
  /// Where everybody differs from that on a topic.
  public var topicTraits: [SpecialTrait] = []
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
  /// Several kinds of them in its place; empty where there is one at most.
  public var trollKinds: [TrollSettings] = []
  /// The AI judge.
  public var aiJudges = AIJudgeSettings()
  /// Several of them in its place; empty where there is one at most.
  public var aiJudgeKinds: [AIJudgeSettings] = []

  /// 20 flawless people of the world's groups.
  public init() {}
}

extension PopulationSettings {
  /// Every kind of trolls.
  public var allTrolls: [TrollSettings] { trollKinds.isEmpty ? [trolls] : trollKinds }
  /// Every AI judge.
  public var allAIJudges: [AIJudgeSettings] { aiJudgeKinds.isEmpty ? [aiJudges] : aiJudgeKinds }
  /// The share of annotators who are trolls of any kind; individuals are not counted.
  public var trollShare: Double { allTrolls.map(\.share).reduce(0, +) }
  /// Accounts of AI judges.
  public var aiJudgeAccounts: Int { allAIJudges.map(\.accounts).reduce(0, +) }

  /// Leaves those alone who mean well.
  public mutating func dismissTrolls() {
    trolls.share = 0
    trollKinds = []
    individuals.removeAll { !$0.behavior.isEmpty }
  }

  /// The groups that a world does not know and that say here what they like; one that does not may be a
  /// misspelling.
  public func ownGroups(besides known: [Group]) -> [Group] {
    groups.filter { group in group.hasTastes && !known.contains { $0.name == group.name } }
      .map(\.group)
  }

  /// Where anybody departs from everybody's traits.
  public var specialTraits: [SpecialTrait] {
    topicTraits + groups.flatMap(\.traits) + individuals.flatMap(\.traits)
  }
}

// The same as tables of settings have it.
extension PopulationSettings {
  /// What scenarios can say of a topic.
  static let topicTable = SettingTable(
    noun: "topic", example: "{politics: {length_bias: 0.5}}",
    fields: SpecialTrait.fields("").map { .init($0.key, $0.meaning, $0.kind) })

  var groupEntries: [TableEntry] {
    get { groups.map(\.entry) }
    set { groups = newValue.map { GroupSettings($0) } }
  }

  var individualEntries: [TableEntry] {
    get { individuals.map(\.entry) }
    set { individuals = newValue.map { IndividualSettings($0) } }
  }

  var trollEntries: [TableEntry] {
    get { trollKinds.map { $0.entry(named: $0.name, with: TrollSettings.table.required) } }
    set {
      trollKinds = newValue.map { entry in
        var kind = TrollSettings(entry)
        kind.name = entry.name
        return kind
      }
    }
  }

  var aiJudgeEntries: [TableEntry] {
    get { aiJudgeKinds.map { $0.entry(named: $0.name, with: ["accounts"]) } }
    set { aiJudgeKinds = newValue.map { AIJudgeSettings(judge: $0) } }
  }

  /// A topic's name has hyphens for its spaces.
  var topicEntries: [TableEntry] {
    get {
      let topics = topicTraits.compactMap(\.topic).reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
      }
      return topics.map { topic in
        TableEntry(
          name: topic,
          fields: topicTraits.filter { $0.topic == topic }.map { trait in
            var bare = trait
            bare.topic = nil
            return bare.field(after: "")
          })
      }
    }
    set {
      topicTraits = newValue.flatMap { entry in
        SpecialTrait.all(in: entry, after: "").map { trait in
          SpecialTrait(trait.key, on: entry.name, trait.spread)
        }
      }
    }
  }
}
