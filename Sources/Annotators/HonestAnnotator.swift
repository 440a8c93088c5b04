import Randomness
import SandboxCore

/// A person who says what they think, as well as they can.
///
///     Δ = u(first) − u(second),   answer ~ ChoiceModel(Δ)
///
/// Where the opinion departs from the gold reward lies the person's bias; what the choice model adds
/// is their noise.
public struct HonestAnnotator: Annotator, Hashable {
  /// A name unique in the pool, such as `p07`.
  public var name: String
  /// What the person thinks episodes are worth.
  public var opinion: Opinion
  /// How the opinion becomes an answer.
  public var choice: ChoiceModel

  /// A person with an opinion and a way of answering.
  ///
  /// - Parameter name: unique in its pool, such as `p07`.
  public init(name: String, opinion: Opinion, choice: ChoiceModel) {
    self.name = name
    self.opinion = opinion
    self.choice = choice
  }

  /// The name of the group whose taste the person shares.
  public var group: String { opinion.group.name }
  /// What records call the behaviour.
  public var conduct: String { "honest" }

  /// Chooses by the difference in the person's own utility.
  public mutating func answer(
    _ question: Question, using stream: inout RandomStream
  ) -> (answer: Answer, explanation: Explanation) {
    let gap = opinion.utility(of: question.first) - opinion.utility(of: question.second)
    return choice.answer(utilityGap: gap, using: &stream)
  }
}
