import Randomness
import SandboxCore

/// What a person does with questions who means ill, or does not mean anything; ``AdversarialAnnotator`` does it.
///
/// A new one is one file, its tests, and a line in ``AdversarialBehaviors``. What the list holds are
/// samples; ``fitted(to:in:using:)`` makes of one the behaviour that a population has.
public protocol AdversarialBehavior: Sendable, Hashable {
  /// The name scenarios use, as `annotators.trolls.behavior`.
  var name: String { get }
  /// What it does, in one sentence.
  var summary: String { get }
  /// What of the settings it goes by.
  var needs: BehaviorNeeds { get }

  /// What is wrong with the settings for such trolls in a world.
  func problems(of settings: TrollSettings, in world: PopulationWorld) -> [PopulationProblem]

  /// The behaviour as the settings order it, the same for all trolls of a population.
  ///
  /// - Parameters:
  ///   - settings: without problems.
  ///   - stream: a chance that all of them share.
  func fitted(
    to settings: TrollSettings, in world: PopulationWorld, using stream: RandomStream
  ) -> Self

  /// How much a response has of what such trolls want to see; `nil` where they want nothing that a
  /// policy could learn to write.
  ///
  /// - Parameter attributes: what the world says of a response.
  func wish(attributes: @escaping (Response) -> Attributes) -> ((Response) -> Double)?

  /// Answers.
  ///
  /// - Parameters:
  ///   - person: who they would be if they were honest; remembers having answered.
  ///   - notes: why, where somebody wants to know.
  func answer(
    _ question: Question, as person: inout SimulatedAnnotator, using luck: RandomKey,
    notes: inout Explanation?
  ) -> Answer
}

/// What a behaviour goes by.
public struct BehaviorNeeds: OptionSet, Sendable, Hashable {
  /// One bit for each need.
  public let rawValue: Int

  /// The needs with these bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// An attribute of the world, ``TrollSettings/attribute``.
  public static let attribute = BehaviorNeeds(rawValue: 1)
  /// Words, ``TrollSettings/trigger``.
  public static let trigger = BehaviorNeeds(rawValue: 2)
  /// A stream that all trolls share.
  public static let sharedTarget = BehaviorNeeds(rawValue: 4)
  /// Several accounts of each person, ``TrollSettings/accounts``.
  public static let accounts = BehaviorNeeds(rawValue: 8)
}

/// The behaviours that ship.
public enum AdversarialBehaviors {
  /// Every behaviour.
  public static let all = PartList<any AdversarialBehavior>(
    "behaviour of trolls",
    [
      RandomBehavior(), ContraryBehavior.inverted, ConstantBehavior(), TargetedBehavior(),
      TriggerBehavior(), ColludingBehavior(), ContraryBehavior.sybil, ContraryBehavior.evasive,
    ], name: { $0.name }, summary: { $0.summary })
}

extension AdversarialBehavior {
  /// Whatever is wrong with what it needs.
  public func problems(
    of settings: TrollSettings, in world: PopulationWorld
  ) -> [PopulationProblem] {
    var found = ProblemList()
    let areThere = settings.share > 0
    if needs.contains(.attribute), areThere || !settings.attribute.isEmpty {
      found.expectAttribute(settings.target.attribute, "trolls.attribute", of: world)
    }
    if needs.contains(.trigger), areThere || !settings.trigger.isEmpty {
      found.expect(
        !settings.trigger.isEmpty, "trolls.trigger", "the trigger has no words",
        "name the words that trolls prefer")
      let stranger = settings.trigger.first { !(0..<world.vocabularyCount).contains(Int($0)) }
      if let stranger {
        found.add(
          "trolls.trigger",
          "the vocabulary of \(world.vocabularyCount) words has no token \(stranger)",
          "use words of the world")
      }
    }
    if needs.contains(.accounts) {
      found.expect(
        settings.accounts, in: PopulationLimits.sybilAccounts, "trolls.accounts",
        "each sybil has \(settings.accounts) accounts")
    }
    return found.problems
  }

  /// Itself: most know no settings.
  public func fitted(
    to settings: TrollSettings, in world: PopulationWorld, using stream: RandomStream
  ) -> Self { self }

  /// Nothing, for most.
  public func wish(
    attributes: @escaping (Response) -> Attributes
  ) -> ((Response) -> Double)? { nil }
}
