import Networks
import Randomness
import SandboxCore

extension QuestionSampler {
  /// Questions that a strategy chooses from several times as many candidates.
  ///
  /// - Parameters:
  ///   - count: how many to choose, ≥ 0.
  ///   - selection: by which strategy; nothing more is sampled where it must choose at random.
  ///   - candidatesPerQuestion: how many candidates are sampled for each, at least 1.
  ///   - predictions: of the reward models so far; `nil` before the first.
  /// - Returns: the questions, and the name of the strategy that chose them; see
  ///   ``QuestionSelection/choose(_:from:predictions:)``. Their ids lie in
  ///   firstID ..< firstID + count · candidatesPerQuestion.
  public func questions(
    _ count: Int, chosenBy selection: any QuestionSelection, candidatesPerQuestion: Int,
    predictions: QuestionSelection.Predictions? = nil, from policy: any LanguageModel,
    other: (any LanguageModel)? = nil, prompts: [Prompt], firstID: Int = 0,
    using stream: RandomStream
  ) -> (questions: [Question], strategy: String) {
    precondition(candidatesPerQuestion >= 1, "\(candidatesPerQuestion) candidates per question")
    let isRandom =
      selection.needs == .nothing || candidatesPerQuestion == 1
      || (selection.needs.arePredictions && predictions == nil)
    let candidates = questions(
      isRandom ? count : count * candidatesPerQuestion, from: policy, other: other,
      prompts: prompts, firstID: firstID, using: stream)
    return isRandom
      ? (candidates, RandomSelection.name)
      : selection.choose(count, from: candidates, predictions: predictions)
  }
}
