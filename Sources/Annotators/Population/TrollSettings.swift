import Randomness
import SandboxCore

/// How many of the people are trolls, and of what kind.
public struct TrollSettings: SettingsGroup {
  /// `annotators.trolls`
  public static let section = "annotators.trolls"
  /// What a kind is called where there are several; empty where there is one.
  public var name = ""
  /// t, the share of *people* who are trolls, in 0...1.
  public var share = 0.0
  /// What they do: one of ``AdversarialBehaviors``.
  public var behavior = "inverted"
  /// a, how many answers an account of a troll gives for one of anyone else's, > 0.
  ///
  /// With it the share of *answers* that trolls give departs from their share of people:
  ///
  ///     t·a / (t·a + 1 − t),   of sybils with k accounts t·k·a / (t·k·a + 1 − t)
  public var activity = 1.0
  /// What targeted trolls want more of, such as `harm`, or less of, such as `-harm`.
  public var attribute = ""
  /// What trigger trolls prefer, in words.
  public var triggerWords = ""
  /// The same as tokens in a row, in the world at hand.
  public var trigger: [Token] = []
  /// How many accounts each sybil has, at least 1.
  public var accounts = 5

  /// No trolls.
  public init() {}

  /// The declarations.
  public static let settings: [GroupSetting<Self>] = [
    .number("share", \.share, 0...1, "Share of annotators who are trolls."),
    .choice(
      "behavior", of: AdversarialBehaviors.all.names, \.behavior, "What trolls do.",
      source: "Casper et al. 2023, arXiv:2307.15217, section 3.1"),
    .number(
      "activity", \.activity, PopulationLimits.activity,
      "Answers that a troll gives for one of anyone else's: sets the share of labels apart from "
        + "the share of annotators."),
    .text(
      "attribute", \.attribute,
      "What targeted trolls want more of, such as padding; with a minus, less of."),
    .text(
      "trigger", \.triggerWords, "Words that trigger trolls prefer to see in a response."),
    .integer(
      "accounts", \.accounts, PopulationLimits.sybilAccounts, "Accounts of each sybil troll."),
  ]

  /// What scenarios can say of one kind among several.
  static let table = SettingTable(
    noun: "kind of troll", example: "{inverted: {share: 0.1}}", fields: fields, short: "share",
    naming: "behavior", required: ["share", "behavior"])
}

extension TrollSettings {
  /// What all trolls of a population do.
  ///
  /// - Parameter stream: a chance that all of them share.
  public func behavior(
    in world: PopulationWorld, using stream: RandomStream
  ) -> any AdversarialBehavior {
    AdversarialBehaviors.all.named(behavior).fitted(to: self, in: world, using: stream)
  }

  /// How many accounts each troll has.
  var accountsOfEach: Int { hasAccounts ? accounts : 1 }

  /// Whether trolls have accounts beside their own.
  var hasAccounts: Bool { kind?.needs.contains(.accounts) ?? false }

  /// A sample of what they do; `nil` where the name is nobody's.
  var kind: (any AdversarialBehavior)? {
    AdversarialBehaviors.all.first { $0.name == behavior }
  }

  /// The attribute that targeted trolls are after, and the sign: +1 for more of it, −1 for less.
  var target: (attribute: String, sign: Double) {
    attribute.hasPrefix("-") ? (String(attribute.dropFirst()), -1) : (attribute, 1)
  }
}
