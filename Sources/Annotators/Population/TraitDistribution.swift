import SandboxCore
/// How the traits of people are spread.
///
/// As it stands, flawless people: every trait neutral and rationality perfect.
public struct TraitDistribution: Sendable, Hashable, Codable {
  /// How consistently people act on a difference, per standard deviation of quality; `nil` is perfectly.
  public var rationality: Spread?
  /// The traits that are not neutral, in the order of the catalog.
  private var entries: [Entry] = []

  private struct Entry: Sendable, Hashable, Codable {
    var key: String
    var spread: Spread
  }

  /// Flawless people.
  public init() {}

  /// The spread of a trait: everybody's neutral value unless it was set.
  ///
  /// - Parameter key: one of ``TraitCatalog/all``.
  public subscript(key: String) -> Spread {
    get {
      entries.first { $0.key == key }?.spread ?? Spread(Self.trait(key).neutral)
    }
    set {
      let isNeutral = newValue == Spread(Self.trait(key).neutral)
      entries.removeAll { $0.key == key }
      guard !isNeutral else { return }
      entries.append(Entry(key: key, spread: newValue))
      entries.sort { Self.place($0.key) < Self.place($1.key) }
    }
  }

  private static func trait(_ key: String) -> TraitDescription {
    guard let trait = TraitCatalog.trait(key) else {
      preconditionFailure("there is no trait \"\(key)\"")
    }
    return trait
  }

  private static func place(_ key: String) -> Int {
    TraitCatalog.all.firstIndex { $0.key == key } ?? TraitCatalog.all.count
  }
}
