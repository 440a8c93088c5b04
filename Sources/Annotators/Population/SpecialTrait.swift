import SandboxCore

/// A trait where somebody departs from everybody else: on all topics, or on one.
public struct SpecialTrait: Sendable, Hashable {
  /// The trait: `rationality`, or one of ``TraitCatalog/all``.
  public var key: String
  /// The topic on which it holds; `nil` for all.
  public var topic: String?
  /// How it is spread; `nil` is perfect rationality.
  public var spread: Spread?

  /// Describes a trait; the parameters are the properties of the same names.
  public init(_ key: String, on topic: String? = nil, _ spread: Spread?) {
    self.key = key
    self.topic = topic
    self.spread = spread
  }

  /// As a table of settings has it, such as `mistakes@politics`.
  var written: String { key + (topic.map { "\(SettingTable.topicMark)\($0)" } ?? "") }

  /// Whether it changes anything about somebody who is flawless.
  package var isNeutral: Bool {
    key == "rationality"
      ? spread == nil : spread == TraitCatalog.trait(key).map { Spread($0.neutral) }
  }
}

extension SpecialTrait {
  /// The fields that say such traits, after a prefix such as `traits.`.
  static func fields(_ prefix: String) -> [SettingTable.Field] {
    [
      SettingTable.Field(
        prefix + "rationality", "β of the Boltzmann choice.",
        .spreadOr("perfect", PopulationLimits.rationality), takesTopic: true)
    ]
      + TraitCatalog.all.map {
        SettingTable.Field(prefix + $0.key, $0.meaning, .spread($0.range), takesTopic: true)
      }
  }

  /// The traits that an entry of a table says after a prefix.
  static func all(in entry: TableEntry, after prefix: String) -> [SpecialTrait] {
    entry.fields.compactMap { field in
      let (key, topic) = SettingTable.parts(of: field.key)
      guard key.hasPrefix(prefix) else { return nil }
      let spread: Spread? = if case .spread(let value) = field.value { value } else { nil }
      return SpecialTrait(String(key.dropFirst(prefix.count)), on: topic, spread)
    }
  }

  /// As a field of a table's entry.
  func field(after prefix: String) -> TableEntry.Field {
    .init(prefix + written, spread.map(SettingValue.spread) ?? .word("perfect"))
  }
}

extension [SpecialTrait] {
  /// The trait of a key on a topic: what is said of the topic comes before what is said of all.
  func trait(_ key: String, on topic: String?) -> SpecialTrait? {
    first { $0.key == key && $0.topic != nil && $0.topic == topic }
      ?? first { $0.key == key && $0.topic == nil }
  }
}
