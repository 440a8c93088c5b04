import Randomness
import SandboxCore

/// Stands beside an annotator, changes nothing, and writes down why one question was answered so.
///
/// What an answer came from (tiredness, practice, the last number given) is known only on the spot; so a
/// stored answer is explained by running its campaign again with a witness.
public struct AnswerRecorder: Annotator {
  /// Who answers.
  public private(set) var annotator: any Annotator
  /// The id of the question that is watched.
  public let question: Int
  /// What was seen: the question as it was put, the answer, and the reasons. `nil` before.
  public private(set) var testimony: AnswerTrace?

  /// What a witness saw.
  public struct AnswerTrace: Sendable {
    /// The question as it was put.
    public var question: Question
    /// The answer.
    public var answer: Answer
    /// The reasons.
    public var explanation: Explanation
  }

  /// Watches an annotator.
  public init(of annotator: any Annotator, question: Int) {
    self.annotator = annotator
    self.question = question
  }

  /// The annotator's.
  public var name: String { annotator.name }
  /// The annotator's.
  public var group: String { annotator.group }
  /// The annotator's.
  public var behavior: String { annotator.behavior }
  /// The annotator's.
  public var isAdversarial: Bool { annotator.isAdversarial }

  /// Passes it on.
  public mutating func learn(_ scale: UtilityScale) { annotator.learn(scale) }
  /// Passes it on.
  public mutating func prepare(for questions: [Question]) { annotator.prepare(for: questions) }
  /// Passes it on.
  public mutating func rest() { annotator.rest() }

  /// The annotator's answer.
  public mutating func answer(_ question: Question, using luck: RandomKey) -> Answer {
    guard question.id == self.question else { return annotator.answer(question, using: luck) }
    return explainedAnswer(question, using: luck).answer
  }

  /// The annotator's answer and reasons.
  public mutating func explainedAnswer(
    _ question: Question, using luck: RandomKey
  ) -> (answer: Answer, explanation: Explanation) {
    let result = annotator.explainedAnswer(question, using: luck)
    if question.id == self.question {
      testimony = AnswerTrace(
        question: question, answer: result.answer, explanation: result.explanation)
    }
    return result
  }
}
