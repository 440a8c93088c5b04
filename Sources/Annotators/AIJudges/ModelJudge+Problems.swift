import Networks
import SandboxCore

extension ModelJudge {
  /// Why a model cannot judge in a world; empty when it can.
  ///
  /// - Parameters:
  ///   - model: as it was found.
  ///   - words: of its tokens, in order.
  ///   - isReward: whether it is a reward model.
  ///   - method: how it is to judge.
  ///   - environment: the world it is to judge in.
  ///   - location: where the scenario names the model.
  public static func problems(
    with model: any LanguageModel, words: [String], isReward: Bool, method: Method,
    in environment: some Environment, at location: String = "annotators.ai_judges.model"
  ) -> [PopulationProblem] {
    var problems: [PopulationProblem] = []
    func report(_ what: String, _ remedy: String) {
      problems.append(PopulationProblem(what: what, location: location, remedy: remedy))
    }
    if isReward {
      report(
        "a reward model has no likelihoods to judge by",
        "name the folder of a policy: pretrained, fine-tuned or policy")
    }
    let vocabulary = environment.vocabulary
    if words != vocabulary.words {
      let place = zip(words, vocabulary.words).enumerated().first { $1.0 != $1.1 }
      let difference =
        place.map { "word \($0.offset) is \"\($0.element.0)\", not \"\($0.element.1)\"" }
        ?? "it has \(words.count) words, not \(vocabulary.count)"
      report(
        "the model speaks another language than \(environment.name): \(difference)",
        "name a model that was trained in this world")
    }
    if let token = method.principle.first(where: { !vocabulary.words.indices.contains(Int($0)) }) {
      report(
        "the principle has token \(token), but the world has \(vocabulary.count) words",
        "write the principle in words of the world")
    }
    if method.isContrasted, method.principle.isEmpty {
      report("there is no principle to contrast with", "name a principle, or do not contrast")
    }
    let longest =
      PromptSplit.allCases.flatMap { environment.prompts(in: $0) }
      .map(\.tokens.count).max() ?? 1
    // The last token is only predicted, so it takes no room.
    let length = method.principle.count + longest + environment.responseLimit - 1
    if length > model.contextLength {
      report(
        "the model reads \(model.contextLength) tokens, but principle, prompt and response may "
          + "have \(length)",
        "shorten the principle by \(length - model.contextLength), or train a model with a longer "
          + "context")
    }
    return problems
  }
}
