import SandboxCore

/// A trait that changes what a response looks like to a person: one term of its perceived quality.
///
/// One file, its test, and a line in ``Leanings/all``; scenarios then know it as
/// `annotators.KEY`, and people can differ in it.
public protocol Leaning: Sendable {
  /// Key, meaning, unit, range and source. The value at which it does nothing is 0.
  var trait: TraitDescription { get }
  /// What explanations of answers call the term, such as `length`.
  var name: String { get }

  /// The term, in standard deviations of quality; 0 adds nothing.
  ///
  /// - Parameters:
  ///   - strength: the person's value of the trait, never 0.
  ///   - episode: what the person looks at.
  ///   - writer: who wrote it; empty where nobody is known.
  ///   - person: whose view it is.
  func term(
    _ strength: Double, of episode: Episode, by writer: String, seenBy person: SimulatedAnnotator
  ) -> Double
}

/// The leanings that ship.
public enum Leanings {
  /// Every leaning, in the order in which views add them up.
  public static let all = PartList<any Leaning>(
    "leaning", [LengthBias(), Sycophancy(), SelfPreference()], name: { $0.trait.key },
    summary: { $0.trait.meaning })
}

/// A leaning and how strong it is in one person.
public struct ActiveLeaning: Sendable, Hashable {
  /// What it does.
  public let leaning: any Leaning
  /// The value of its trait; not 0.
  public let strength: Double

  /// Whether two are the same leaning of the same strength.
  public static func == (first: Self, second: Self) -> Bool {
    first.leaning.trait.key == second.leaning.trait.key && first.strength == second.strength
  }
  /// Hashes key and strength.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(leaning.trait.key)
    hasher.combine(strength)
  }
}

extension Traits {
  /// How strong a leaning is; 0 for those that the person does not have.
  public subscript(leaning: any Leaning) -> Double {
    get { self[leaning: leaning.trait.key] }
    set {
      let key = leaning.trait.key
      leanings.removeAll { $0.leaning.trait.key == key }
      guard newValue != 0 else { return }
      leanings.append(ActiveLeaning(leaning: leaning, strength: newValue))
      leanings.sort { Self.place($0) < Self.place($1) }
    }
  }

  /// The same by the key of a leaning of ``Leanings/all``.
  subscript(leaning key: String) -> Double {
    get { leanings.first { $0.leaning.trait.key == key }?.strength ?? 0 }
    set { self[Leanings.all.named(key)] = newValue }
  }

  /// Sums of floating-point numbers depend on the order, so there is one: that of the list.
  private static func place(_ active: ActiveLeaning) -> Int {
    Leanings.all.names.firstIndex(of: active.leaning.trait.key) ?? Leanings.all.count
  }
}

extension TraitDescription {
  /// A leaning: people differ in it by a normal distribution, and 0 does nothing.
  ///
  /// - Parameters:
  ///   - key: the name that scenarios use, in snake case.
  ///   - meaning: one sentence.
  ///   - unit: of the strength.
  ///   - source: a paper, or `an assumption of ours`.
  public init(leaning key: String, meaning: String, unit: String, source: String) {
    self.init(
      key: key, meaning: meaning, unit: unit, range: TraitCatalog.leaning, neutral: 0,
      source: source, family: .normal, path: \.[leaning: key])
  }
}
