import Experiments
import ScenarioFiles
import Testing

/// What `rlhf check` says of numbers that are in range, but together too much.
@Suite struct SizeMessageTests {
  @Test(arguments: [
    (
      "{model: {width: 1024, layers: 24}}",
      "a model of 302 million numbers takes about 15 GB of memory in a run",
      "write a smaller model.width, or fewer model.layers"
    ),
    (
      "{policy_optimization: {episodes_per_iteration: 100000, minibatch_count: 1}}",
      "a step of 100000 sequences takes about 83 GB of memory",
      "write smaller batches, more policy_optimization.minibatch_count, or a smaller model"
    ),
    (
      "{feedback: {questions: 1000000, candidates: 64}}",
      "feedback.questions is 1000000, for which 128 million responses would be sampled: about 39 GB",
      "ask fewer questions, or write feedback.candidates: 1"
    ),
    (
      "{annotators.count: 1000, feedback: {questions: 1000000, annotators_per_question: 100}}",
      "feedback.annotators_per_question is 100, which makes 100 million answers of 1000000 "
        + "questions: about 60 GB",
      "ask fewer questions, or fewer people each"
    ),
    (
      "{evaluation: {matches: 100000, best_of: 1024}}",
      "evaluation.best_of is 1024, for which 102 million responses would be sampled in 100000 matches",
      "write smaller numbers, of which the product is 1 million at most"
    ),
    (
      "{annotators: {count: 100000, trolls: {share: 1, behavior: sybil}}}",
      "annotators.trolls.accounts: annotators and AI judges have 500000 accounts together",
      "use fewer people, trolls or accounts: 200000 at most"
    ),
  ])
  func togetherTooMuch(base: String, what: String, fix: String) {
    #expect(complaint("base: " + base) == "x.yaml:4: error: \(what)\n  fix: \(fix)")
  }

  /// Much, but possible: a budget ends the last before a million questions are asked.
  @Test(arguments: [
    "{feedback.questions: 1000000}", "{annotators.count: 100000}", "{model.layers: 24}",
    "{model.width: 512}",
    "{policy_optimization: {episodes_per_iteration: 50000, minibatch_count: 8}}",
    "{annotators.count: 1000, feedback: {questions: 1000000, annotators_per_question: 100, "
      + "budget_dollars: 1000}}",
  ])
  func muchIsNotTooMuch(base: String) {
    #expect(complaint("base: " + base) == "")
  }

  @Test(arguments: [
    ("annotators.trolls.shre", "write annotators.trolls.share"),
    ("annotators.trolls.behaviour", "write annotators.trolls.behavior"),
    ("annotators.trols.share", "write annotators.trolls.share"),
    ("anotators.trolls.share", "write annotators.trolls.share"),
    ("feedback.ai_judges.rooting", "write feedback.ai_judges.routing"),
  ])
  func aSuggestionStaysInItsSection(key: String, fix: String) {
    #expect(
      complaint("base: {\(key): 1}")
        == "x.yaml:4: error: there is no setting \(key)\n  fix: \(fix)")
  }
}
