import Randomness

/// A simulated person, or an AI judge in a person's place, who answers questions.
///
/// A value: what changes from answer to answer (fatigue, practice, the last number given) is part of it,
/// so a replication copies the crowd and nothing leaks between runs.
public protocol Annotator: Sendable {
  /// A name unique in its pool, such as `p7`.
  var name: String { get }
  /// The group whose taste the person has.
  var group: String { get }
  /// How the person behaves, such as `honest` or `inverted troll`.
  var behavior: String { get }
  /// Whether the person means ill, or does not mean anything: known in a simulation alone.
  var isAdversarial: Bool { get }

  /// Tells what qualities are usual, before the first question.
  mutating func learn(_ scale: UtilityScale)

  /// Tells which questions may be asked soon, for those who can work faster on many at once.
  mutating func prepare(for questions: [Question])

  /// Answers one question.
  ///
  /// - Parameter luck: all chance of this answer; the same luck gives the same answer.
  mutating func answer(_ question: Question, using luck: RandomKey) -> Answer

  /// Answers as ``answer(_:using:)`` does, and says why.
  mutating func explainedAnswer(
    _ question: Question, using luck: RandomKey
  ) -> (answer: Answer, explanation: Explanation)

  /// Takes a break: tiredness is gone.
  mutating func rest()
}

extension Annotator {
  /// Most mean well.
  public var isAdversarial: Bool { false }
  /// Nothing to prepare, for most.
  public mutating func prepare(for questions: [Question]) {}
  /// Never tired, for some.
  public mutating func rest() {}
}
