import Randomness
import SandboxCore

/// An annotator who means ill, or does not mean anything.
///
/// Inside is a whole ``SimulatedAnnotator`` with opinion and traits: what they would have said honestly is
/// known, and a troll who is honest now and then has nothing to imitate. Kinds of attack: Casper
/// et al. 2023, arXiv:2307.15217, section 3.1.
public struct AdversarialAnnotator: ExplainingAnnotator {
  /// Who they would be if they were honest.
  public private(set) var person: SimulatedAnnotator
  /// What they do instead.
  public let strategy: any AdversarialBehavior

  /// Turns a person.
  public init(person: SimulatedAnnotator, behavior: any AdversarialBehavior) {
    self.person = person
    strategy = behavior
  }

  /// The person's name.
  public var name: String { person.name }
  /// The person's group.
  public var group: String { person.group }
  /// The behaviour's name, such as `inverted troll`.
  public var behavior: String { strategy.name + " troll" }
  /// They are.
  public var isAdversarial: Bool { true }

  /// Takes over the scale.
  public mutating func learn(_ scale: UtilityScale) { person.learn(scale) }

  /// Takes a break.
  public mutating func rest() { person.rest() }

  /// Answers as the behaviour has it.
  public mutating func answer(
    _ question: Question, using luck: RandomKey, notes: inout Explanation?
  ) -> Answer { strategy.answer(question, as: &person, using: luck, notes: &notes) }
}
