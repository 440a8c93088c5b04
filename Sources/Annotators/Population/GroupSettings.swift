import SandboxCore

/// A group of annotators: one that the world has, or one that is described here.
public struct GroupSettings: Sendable, Hashable {
  /// The name.
  public var name: String
  /// Its part of the annotators, in 0...1; `nil` takes what the others leave.
  public var share: Double?
  /// w_gold of a group that is described here: how much it cares for the gold reward.
  public var goldWeight: Double?
  /// What else it likes, in reward units for one unit of an attribute; the topics are one or all.
  public var tastes: [Group.Taste]
  /// Where its people depart from everybody's traits.
  public var traits: [SpecialTrait]

  /// Describes a group; the parameters are the properties of the same names.
  public init(
    _ name: String, share: Double? = nil, goldWeight: Double? = nil, tastes: [Group.Taste] = [],
    traits: [SpecialTrait] = []
  ) {
    self.name = name
    self.share = share
    self.goldWeight = goldWeight
    self.tastes = tastes
    self.traits = traits
  }

  /// Whether it says what its people want, as only a group can that the world lacks.
  var hasTastes: Bool { goldWeight != nil || !tastes.isEmpty }

  /// The group with its tastes. What it says of a topic stands there in the place of what it says of all.
  var group: Group {
    let everywhere = tastes.filter(\.topics.isEmpty)
    let corrected = tastes.map { taste in
      var taste = taste
      if !taste.topics.isEmpty,
        let base = everywhere.first(where: { $0.attribute == taste.attribute })
      {
        taste.weight -= base.weight
      }
      return taste
    }
    var group = Group(
      name: name, meaning: "A group that the scenario describes.", goldWeight: goldWeight ?? 1,
      tastes: corrected)
    group.isOfScenario = true
    return group
  }
}

extension GroupSettings {
  /// What scenarios can say of a group.
  static let table = SettingTable(
    noun: "group",
    example: "{plain: 0.7, farmers: {share: 0.3, tastes.warmth: 2}}",
    fields: [
      .init(
        "share", "Its part of the annotators; one group may leave it out and takes the rest.",
        .number(0...1)),
      .init(
        "tastes.gold", "How much it cares for the gold reward; 1 where it says nothing.",
        .number(-1000...1000)),
      .init(
        "tastes",
        "Reward units for one unit of the attribute NAME; negative where they dislike it.",
        .number(-1000...1000), isOpen: true, takesTopic: true),
    ] + SpecialTrait.fields("traits."), short: "share")

  /// Reads an entry of the table.
  init(_ entry: TableEntry) {
    self.init(entry.name, traits: SpecialTrait.all(in: entry, after: "traits."))
    for field in entry.fields {
      guard case .number(let value) = field.value else { continue }
      let (key, topic) = SettingTable.parts(of: field.key)
      switch key {
      case "share": share = value
      case "tastes.gold": goldWeight = value
      default:
        tastes.append(
          Group.Taste(
            attribute: String(key.dropFirst("tastes.".count)), weight: value,
            topics: topic.map { [$0] } ?? []))
      }
    }
  }

  /// The entry that says the same.
  var entry: TableEntry {
    var entry = TableEntry(name: name)
    entry["share"] = share.map(SettingValue.number)
    entry["tastes.gold"] = goldWeight.map(SettingValue.number)
    for taste in tastes {
      let topic = taste.topics.first.map { "\(SettingTable.topicMark)\($0)" } ?? ""
      entry["tastes.\(taste.attribute)\(topic)"] = .number(taste.weight)
    }
    entry.fields += traits.map { $0.field(after: "traits.") }
    return entry
  }
}

/// An annotator with a name, who is there besides the counted ones.
public struct IndividualSettings: Sendable, Hashable {
  /// The name, unlike those of counted annotators.
  public var name: String
  /// The group whose tastes the annotator shares; empty for the plain one.
  public var group = ""
  /// What an adversarial annotator does; empty for an honest one.
  public var behavior = ""
  /// What a targeted troll wants more of.
  public var attribute = ""
  /// Where the annotator departs from the group's and everybody's traits.
  public var traits: [SpecialTrait] = []

  /// Somebody like everybody else.
  public init(_ name: String) { self.name = name }
}

extension IndividualSettings {
  /// What scenarios can say of an individual.
  static let table = SettingTable(
    noun: "annotator", example: "{ann: {traits.mistakes: 0.3}}",
    fields: [
      .init(
        "group", "The group whose tastes the annotator shares; plain where nothing is said.", .text),
      .init(
        "behavior", "What an adversarial annotator does; honest where nothing is said.",
        .choice(["honest"] + AdversarialBehaviors.all.names)),
      .init(
        "attribute", "What a targeted troll wants more of, such as padding; with a minus, less of.",
        .text),
    ] + SpecialTrait.fields("traits."))

  /// Reads an entry of the table.
  init(_ entry: TableEntry) {
    self.init(entry.name)
    func word(_ key: String) -> String {
      if case .word(let word)? = entry[key] { word } else { "" }
    }
    (group, attribute) = (word("group"), word("attribute"))
    behavior = word("behavior") == "honest" ? "" : word("behavior")
    traits = SpecialTrait.all(in: entry, after: "traits.")
  }

  /// The entry that says the same.
  var entry: TableEntry {
    var entry = TableEntry(name: name)
    for (key, word) in [("group", group), ("behavior", behavior), ("attribute", attribute)]
    where !word.isEmpty {
      entry[key] = .word(word)
    }
    entry.fields += traits.map { $0.field(after: "traits.") }
    return entry
  }

  /// The settings of trolls of which this is one; `nil` for somebody honest.
  var troll: TrollSettings? {
    guard !behavior.isEmpty else { return nil }
    var troll = TrollSettings()
    (troll.share, troll.behavior, troll.attribute) = (1, behavior, attribute)
    return troll
  }
}
