import SandboxCore
import Experiments
import Foundation
import Networks
import SandboxTestSupport
import Testing

@testable import ScenarioFiles

/// What `rlhf check` says of people, AI judges and campaigns that do not go together.
@Suite struct PeopleMessageTests {
  @Test(arguments: [
    (
      "{annotators: {count: 3, groups: {elders: 0.99, hill: 0.01}}}",
      "annotators.groups.hill: a group with no people: 0.01 of 3 is nobody",
      "use more people, a larger share, or 0"
    ),
    (
      "{annotators.trolls: {share: 0.2, behavior: targeted, attribute: lenght}}",
      "annotators.trolls.attribute: the world has no attribute \"lenght\"",
      "write length"
    ),
    (
      "{annotators.trolls: {share: 0.2, behavior: targeted}}",
      "annotators.trolls.attribute: no attribute is named",
      "use one of: task_success, answers_prompt, fluency, harm, repetition, length, surplus, "
        + "warmth, formality, padding, slant, ended, gibberish"
    ),
    (
      "{annotators: {sycophancy: 1, sycophancy_attribute: slan}}",
      "annotators.sycophancy_attribute: the world has no attribute \"slan\"",
      "write slant"
    ),
    (
      "{annotators.sycophancy: 0 ± 1}",
      "annotators.sycophancy_attribute: people can be flattered, but it does not say by what",
      "name an attribute of the world"
    ),
    (
      "{annotators.trolls: {share: 0.1, behavior: trigger, trigger: tak care}}",
      "annotators.trolls.trigger has the word tak, which text.town does not know", "write take"
    ),
    (
      "{annotators.trolls: {share: 0.1, behavior: trigger, trigger: zzzzzzzz}}",
      "annotators.trolls.trigger has the word zzzzzzzz, which text.town does not know",
      "use words of the world; `rlhf show world text.town` shows some"
    ),
    (
      "{annotators.trolls: {share: 0.1, behavior: trigger}}",
      "annotators.trolls.trigger: the trigger has no words", "name the words that trolls prefer"
    ),
    (
      "{annotators.trolls: {share: 0.1, activity: 0}}",
      "annotators.trolls.activity is 0, but must be a number from 0.001 to 1000",
      "write for example annotators.trolls.activity: 1"
    ),
    (
      "{annotators.mistakes: 0.5 ± 0.6}",
      "annotators.mistakes: no share with the mean 0.5 has a standard deviation of 0.6",
      "use less than 0.5"
    ),
    (
      "{annotators.individuals: {ann: {group: elder}}}",
      "annotators.individuals.ann.group: the world has no group \"elder\"", "write elders"
    ),
    (
      "{annotators.ai_judges: {accounts: 1, model: fine-tuned, principle: be zzzzzzzz}}",
      "annotators.ai_judges.principle has the word zzzzzzzz, which text.town does not know",
      "use words of the world; `rlhf show world text.town` shows some"
    ),
    (
      "{annotators.ai_judges: {accounts: 1, accuracy: 0.4}}",
      "annotators.ai_judges.accuracy is 0.4, but must be a number from 0.51 to 1",
      "write for example annotators.ai_judges.accuracy: 1"
    ),
    (
      "{annotators.ai_judges: {accounts: 1, model: /no/model}}",
      "/no/model/config.json: this file is missing, so the folder is not a model",
      "give a folder such as runs/NAME/models/ARM-1/policy"
    ),
    (
      "{annotators.ai_judges.model: fine-tuned}",
      "annotators.ai_judges.model is fine-tuned, but annotators.ai_judges.accounts is 0",
      "write annotators.ai_judges.accounts: 1"
    ),
    (
      "{feedback.ai_judges.share: 0.5}",
      "feedback.ai_judges.share is 0.5, but annotators.ai_judges.accounts is 0",
      "write annotators.ai_judges.accounts: 1"
    ),
  ])
  func whoIsAsked(base: String, what: String, fix: String) {
    #expect(complaint("base: " + base) == "x.yaml:4: error: \(what)\n  fix: \(fix)")
  }

  @Test(arguments: [
    (
      "{feedback.channels: {}}", "feedback.channels names no channel",
      "write feedback.channels: {comparison: 1}"
    ),
    (
      "{feedback.channels: {compairson: 1}}", "there is no channel compairson", "write comparison"
    ),
    (
      "{feedback.channels: {telepathy: 1}}", "there is no channel telepathy",
      "use some of comparison, graded-comparison, ranking, rating, thumbs, rubric, correction, "
        + "demonstration"
    ),
    (
      "{feedback.budget_dollars: 0.2}",
      "feedback.budget_dollars is 0.2, but one question takes 0.3",
      "raise the budget, or write feedback.questions: 0 to ask nothing"
    ),
    (
      "{feedback: {budget_dollars: 1, annotators_per_question: 5}}",
      "feedback.budget_dollars is 1, but one question takes 1.5",
      "raise the budget, or write feedback.questions: 0 to ask nothing"
    ),
    (
      "{feedback: {budget_hours: 0.01, seconds_per_answer: 72}}",
      "feedback.budget_hours is 0.01, but one question takes 0.02",
      "raise the budget, or write feedback.questions: 0 to ask nothing"
    ),
    (
      "{feedback: {selection: diversity}}",
      "feedback.selection is diversity, but there is only one candidate for each question",
      "write feedback.candidates: 4"
    ),
    (
      "{feedback: {selection: uncertainty, candidates: 4}}",
      "feedback.selection is uncertainty, but in the only round there is no reward model yet to "
        + "choose by", "write feedback.rounds: 2 or more"
    ),
    (
      "{feedback: {rounds: 4, questions: 3}}",
      "feedback.rounds is 4, but there are only 3 questions", "write feedback.rounds: 3 or less"
    ),
    (
      "{feedback.rounds: 2, policy_optimization.start: untrained}",
      "feedback.rounds is 2, but policy_optimization.start is untrained: between rounds the "
        + "fine-tuned model learns on",
      "write feedback.rounds: 1, or policy_optimization.start: fine-tuned"
    ),
    (
      "{feedback: {responses_per_prompt: 4, channels: {rating: 1}}}",
      "feedback.responses_per_prompt is 4, but feedback.channels asks for rating, and only "
        + "comparisons go each with each", "write feedback.channels: {comparison: 1}"
    ),
    (
      "{feedback: {responses_per_prompt: 3, candidates: 2}}",
      "feedback.responses_per_prompt is 3, but feedback.candidates is 2, and pairs of one set are "
        + "not chosen among", "write feedback.candidates: 1"
    ),
    (
      "{feedback: {channels: {rating: 1}, ratings: rasch}}",
      "feedback.ratings is rasch, but each response is rated by one person, whose severity then "
        + "cannot be told from its quality", "write feedback.annotators_per_question: 2 or more"
    ),
    (
      "{feedback: {channels: {rating: 1}, ratings: graded-response}}",
      "feedback.ratings is graded-response, but each response is rated by one person, whose "
        + "severity then cannot be told from its quality",
      "write feedback.annotators_per_question: 2 or more"
    ),
  ])
  func whatIsAsked(base: String, what: String, fix: String) {
    #expect(complaint("base: " + base) == "x.yaml:4: error: \(what)\n  fix: \(fix)")
  }

  /// What a budget can buy by the millionth is bought: 0.3 dollars are the price of one comparison.
  @Test(arguments: [
    "{feedback.budget_dollars: 0.3}", "{feedback: {budget_hours: 0.02, seconds_per_answer: 72}}",
    // An AI judge's answer costs 0.0136 dollars, and nobody's time.
    "{annotators.ai_judges.accounts: 1, feedback: {ai_judges.share: 1, budget_dollars: 0.014, "
      + "budget_hours: 0}}",
    "{feedback: {rounds: 3, questions: 3, selection: uncertainty, candidates: 2}}",
    // One form with a share of 0 is not asked; two responses to a prompt are no round robin.
    "{feedback: {responses_per_prompt: 4, channels: {comparison: 1, rating: 0}}}",
    "{feedback: {responses_per_prompt: 2, candidates: 2, channels: {rating: 1}}}",
    "{feedback: {channels: {rating: 1}, ratings: rasch, annotators_per_question: 2}}",
    "{feedback.ratings: rasch}",
  ])
  func whatJustFitsIsNoMistake(base: String) {
    #expect(complaint("base: " + base) == "")
  }

  @Test func aRubricNeedsFlaws() {
    var settings = ArmSettings()
    settings.feedback.channels = [
      GroupShare(group: "rubric", share: 0.5), GroupShare(group: "rating", share: 0.5),
    ]
    let world = ScriptedWorld()
    #expect(world.flaws.isEmpty)
    let conflicts = settings.peopleConflicts(in: world)
    #expect(
      conflicts.map(\.what) == [
        "feedback.channels asks for rubrics, but \(world.name) has no flaws to ask about"
      ])
    #expect(conflicts.map(\.remedy) == ["ask for ratings instead"])
    settings.feedback.channels = [GroupShare(group: "rubric", share: 0)]
    #expect(settings.peopleConflicts(in: world).isEmpty)
  }

  @Test func aJudgeModelHasToFit() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "judge-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let world = try ArmSettings.defaults(for: .tiny).makeWorld()
    let model = NGramTable(
      vocabularyCount: world.vocabulary.count, order: 2, contextLength: world.contextLength)
    func write(_ role: ModelFolder.Role) throws {
      try ModelFolder.write(
        model, role: role, words: world.vocabulary.words, beginning: world.vocabulary.beginning,
        end: world.vocabulary.end, to: folder)
    }
    let path = folder.path()
    func complaint(in world: String) -> String {
      ScenarioFilesTests.complaint(
        "base: {world.name: \(world), annotators.ai_judges: {accounts: 1, model: \(path)}}")
    }
    try write(.policy)
    #expect(complaint(in: "text.tiny") == "")
    let strange = complaint(in: "text.town")
    #expect(
      strange.hasPrefix(
        """
        x.yaml:4: error: \(path): the model speaks another language than text.town: word 0 is \
        "a", not "<bos>"
          fix: name a model that was trained in this world
        x.yaml:4: error: \(path): the model reads 5 tokens, but principle, prompt and response may \
        have
        """))
    #expect(strange.hasSuffix(", or train a model with a longer context"))
    try write(.reward(scale: 1, shift: 0))
    #expect(
      complaint(in: "text.tiny") == """
        x.yaml:4: error: \(path): a reward model has no likelihoods to judge by
          fix: name the folder of a policy: pretrained, fine-tuned or policy
        """)
  }
}
