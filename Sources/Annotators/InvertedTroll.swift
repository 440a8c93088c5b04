import Randomness
import SandboxCore

/// A bad actor who answers the opposite of what they think.
///
///     P(first) = 1 − P_honest(first)
///
/// Takes the worse response where the honest person takes the better one (argmin for argmax), with
/// the honest person's own noise: given the same luck, the two always contradict each other. With a
/// share τ of them and honest accuracy a, a single answer is right with probability
/// (1 − τ)·a + τ·(1 − a). The problem of malicious feedback: Casper et al. 2023, arXiv:2307.15217,
/// section 3.1.
public struct InvertedTroll: Annotator {
  /// Who they would be if they were honest.
  public var person: HonestAnnotator

  /// Turns a person into a troll; name, group and opinion stay.
  public init(person: HonestAnnotator) { self.person = person }

  /// The person's name.
  public var name: String { person.name }
  /// The person's group.
  public var group: String { person.group }
  /// What records call the behaviour.
  public var conduct: String { "inverted troll" }

  /// Answers as the person would, then turns the answer round.
  public mutating func answer(
    _ question: Question, using stream: inout RandomStream
  ) -> (answer: Answer, explanation: Explanation) {
    var (answer, explanation) = person.answer(question, using: &stream)
    answer = answer.opposite
    explanation.interventions.append("inverted")
    return (answer, explanation)
  }
}
