import Foundation
import Networks
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Annotators

@Suite struct ModelJudgeTests {
  private let world = Cast.world

  /// After an `a`: a ½, b ¼, c and <s> ⅛; after a `b`: c ½, b ¼, a and <s> ⅛; else ¼ each.
  private var bigrams: NGramTable {
    var table = NGramTable(vocabularyCount: 4, order: 2, contextLength: 8)
    for (word, row) in [(Int32(1), [0.125, 0.5, 0.25, 0.125]), (2, [0.125, 0.125, 0.25, 0.5])] {
      let range = table.logitRange(after: [word])
      for (place, probability) in zip(range, row) {
        table.parameters[place] = Float(log(probability))
      }
    }
    return table
  }

  private func judge(
    _ model: any LanguageModel, _ method: ModelJudge.Method = .init(), _ traits: Traits = Traits()
  ) -> ModelJudge {
    ModelJudge(
      name: "m1", model: model, method: method, traits: traits, world: Cast.population)
  }

  private func comparison(_ first: String, _ second: String, id: Int = 0) -> Question {
    Question(id: id, first: world.episode(first), second: world.episode(second))
  }

  @Test func scoresAreMeanLogProbabilitiesOfTheAgentsTokens() {
    // After the prompt "<s> a": ½ · ½ · ¼, ¼ · ¼ · ¼ and ⅛ · ¼ · ¼.
    let scores = judge(bigrams).meanLogProbabilities(
      of: ["a a b", "b b b", "c c c"].map { world.episode($0).response })
    for (score, power) in zip(scores, [4.0, 6, 7]) {
      #expect(abs(score + power * log(2) / 3) < 1e-6)
    }
  }

  @Test func qualitiesHaveMean0AndDeviation1OverWhatItWasPreparedFor() {
    var judge = judge(bigrams)
    let questions = [comparison("a a b", "b b b"), comparison("c c c", "a a b", id: 1)]
    judge.prepare(for: questions)
    // Scores −4, −6 and −7 thirds of log 2, each once: mean −17/3, standard deviation √14/3.
    for (words, quality) in [("a a b", 5.0), ("b b b", -1), ("c c c", -4)] {
      let found = judge.quality(of: world.episode(words).response) ?? .nan
      #expect(abs(found - quality / 14.0.squareRoot()) < 1e-5)
    }
    #expect(judge.quality(of: world.episode("c c a").response) == nil)
    judge.prepare(for: questions)
    #expect(abs((judge.quality(of: questions[0].first.response) ?? 0) - 1.33631) < 1e-4)
  }

  @Test func itAnswersByItsScoresAndTellsThem() {
    var judge = judge(bigrams)
    let asked = comparison("b b b", "a a b")
    judge.prepare(for: [asked])
    let (answer, explanation) = judge.explainedAnswer(asked, using: RandomKey(Cast.luck, 0))
    #expect(answer == .second)
    #expect(explanation.qualities.map { $0.map(\.name) } == [["likelihood"], ["likelihood"]])
    #expect(zip(explanation.judgedQualities, [-1, 1]).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(judge.behavior == "model judge")
  }

  @Test func goldIsNothingToIt() {
    var judge = judge(bigrams)
    var asked = comparison("b b b", "a a b")
    judge.prepare(for: [asked])
    asked.items[0].gold = GoldReward(1_000)
    #expect(judge.answer(asked, using: RandomKey(Cast.luck, 0)) == .second)
  }

  @Test func aContrastLeavesWhatThePrincipleChanges() {
    // Contexts of three tokens. Told "c" before the prompt "a", it begins with b at 0.7, else at
    // 0.1; untold, and after that, everything is at ¼.
    var table = NGramTable(vocabularyCount: 4, order: 4, contextLength: 8)
    for (place, probability) in zip(table.logitRange(after: [0, 3, 1]), [0.1, 0.1, 0.7, 0.1]) {
      table.parameters[place] = Float(log(probability))
    }
    let responses = ["b a a", "a a a"].map { world.episode($0).response }
    let told = judge(table, .init(principle: [3])).meanLogProbabilities(of: responses)
    let contrast = judge(table, .init(principle: [3], isContrasted: true))
      .meanLogProbabilities(of: responses)
    for (place, probability) in [0.7, 0.1].enumerated() {
      #expect(abs(told[place] - (log(probability) + 2 * log(0.25)) / 3) < 1e-6)
      #expect(abs(contrast[place] - log(probability / 0.25) / 3) < 1e-6)
    }
    let none = judge(table, .init(isContrasted: true)).meanLogProbabilities(of: responses)
    #expect(none.allSatisfy { $0 == 0 })
  }

  @Test func bothOrdersAveragedAreTheMeanOfTwoProbabilities() {
    func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
    for (x, b) in [(0.7, 0.9), (-0.7, 0.9), (3, -2), (-0.1, 1.86)] {
      let mean = (sigmoid(x + b) + sigmoid(x - b)) / 2
      #expect(abs(sigmoid(x + ModelJudge.averagedBias(x, b)) - mean) < 1e-12)
    }
    #expect(ModelJudge.averagedBias(0, 5) == 0)
    #expect(ModelJudge.averagedBias(2, 0) == 0)
    #expect(ModelJudge.averagedBias(1_000, 3).isFinite)

    var traits = Traits()
    traits.rationality = .boltzmann(rationality: 0.8)
    traits.positionBias = 0.9
    var judge = judge(bigrams, .init(isOrderAveraged: true), traits)
    let asked = comparison("a a b", "b b b")
    judge.prepare(for: [asked])
    let (_, explanation) = judge.explainedAnswer(asked, using: RandomKey(Cast.luck, 0))
    // Qualities ±1: a leaning of 0.8 · 2.
    let expected = (sigmoid(1.6 + 0.9) + sigmoid(1.6 - 0.9)) / 2
    #expect(abs((explanation.probability ?? 0) - expected) < 1e-5)
  }

  @Test func whatWasNotPreparedIsReadWhenAsked() {
    var judge = judge(bigrams)
    #expect(judge.answer(comparison("a a b", "b b b"), using: RandomKey(Cast.luck, 0)) == .first)
    #expect(judge.answer(comparison("b b b", "a a b"), using: RandomKey(Cast.luck, 1)) == .second)
  }

  @Test func whatDoesNotFitIsToldBeforehand() {
    func problems(
      _ model: any LanguageModel, words: [String] = ["<s>", "a", "b", "c"], isReward: Bool = false,
      _ method: ModelJudge.Method = .init()
    ) -> [String] {
      ModelJudge.problems(
        with: model, words: words, isReward: isReward, method: method, in: world
      ).map(\.description)
    }
    #expect(problems(bigrams) == [])
    // The prompt has 2 tokens, the response 3, and the last is only predicted.
    #expect(problems(UniformModel(vocabularyCount: 4, contextLength: 4)) == [])
    #expect(
      problems(UniformModel(vocabularyCount: 4, contextLength: 4), .init(principle: [1, 2])) == [
        "annotators.ai_judges.model: the model reads 4 tokens, but principle, prompt and response "
          + "may have 6; shorten the principle by 2, or train a model with a longer context"
      ])
    #expect(
      problems(
        bigrams, words: ["<s>", "a", "x", "c"], isReward: true,
        .init(principle: [], isContrasted: true)) == [
          "annotators.ai_judges.model: a reward model has no likelihoods to judge by; name the "
            + "folder of a policy: pretrained, fine-tuned or policy",
          "annotators.ai_judges.model: the model speaks another language than test.scripted: word 2 "
            + "is \"x\", not \"b\"; name a model that was trained in this world",
          "annotators.ai_judges.model: there is no principle to contrast with; name a principle, or "
            + "do not contrast",
        ])
    #expect(
      problems(bigrams, words: ["<s>", "a", "b"], .init(principle: [9])) == [
        "annotators.ai_judges.model: the model speaks another language than test.scripted: it has 3 "
          + "words, not 4; name a model that was trained in this world",
        "annotators.ai_judges.model: the principle has token 9, but the world has 4 words; write "
          + "the principle in words of the world",
      ])
  }
}
