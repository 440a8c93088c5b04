import Randomness
import SandboxCore

/// A bad actor who does not read: every answer is the toss of a coin.
///
///     P(first) = ½
///
/// The spammer of the crowdsourcing literature; an honest person who lapses always (λ = 1) answers
/// alike.
public struct RandomTroll: Annotator {
  /// Who they would be if they took the trouble.
  public var person: HonestAnnotator

  /// Turns a person into a troll; name, group and opinion stay.
  public init(person: HonestAnnotator) { self.person = person }

  /// The person's name.
  public var name: String { person.name }
  /// The person's group.
  public var group: String { person.group }
  /// What records call the behaviour.
  public var conduct: String { "random troll" }

  /// Tosses a coin; the explanation still tells what the person would have thought.
  public mutating func answer(
    _ question: Question, using stream: inout RandomStream
  ) -> (answer: Answer, explanation: Explanation) {
    let opinion = person.opinion
    let gap = opinion.utility(of: question.first) - opinion.utility(of: question.second)
    let draw = stream.uniform()
    let explanation = Explanation(
      utilityGap: gap, terms: [], probabilityFirst: 0.5, draw: draw, interventions: ["coin"])
    return (draw < 0.5 ? .first : .second, explanation)
  }
}
