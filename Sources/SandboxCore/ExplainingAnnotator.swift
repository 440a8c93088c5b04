import Randomness

/// An annotator who makes an answer in one way, with and without reasons, so that the reasons are those of the answer.
public protocol ExplainingAnnotator: Annotator {
  /// Answers.
  ///
  /// - Parameter notes: why, where somebody wants to know.
  mutating func answer(
    _ question: Question, using luck: RandomKey, notes: inout Explanation?
  ) -> Answer
}

extension ExplainingAnnotator {
  /// Answers.
  public mutating func answer(_ question: Question, using luck: RandomKey) -> Answer {
    var notes: Explanation?
    return answer(question, using: luck, notes: &notes)
  }

  /// Answers, and says why.
  public mutating func explainedAnswer(
    _ question: Question, using luck: RandomKey
  ) -> (answer: Answer, explanation: Explanation) {
    var notes: Explanation? = Explanation()
    let answer = answer(question, using: luck, notes: &notes)
    return (answer, notes ?? Explanation())
  }
}
