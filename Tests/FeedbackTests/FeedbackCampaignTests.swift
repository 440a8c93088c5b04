import Annotators
import Foundation
import Randomness
import Rollouts
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct FeedbackCampaignTests {
  private let world = ScriptedWorld()
  private let stream = RandomStream(seed: 61)

  private func pool(_ settings: PopulationSettings) throws -> AnnotatorPool {
    try AnnotatorPool(
      settings, groups: world.groups, attributes: world.attributes, using: stream.child("people"))
  }

  private func questions(_ count: Int) -> [Question] {
    QuestionSource(engine: RolloutEngine(environment: world)).questions(
      count, from: UniformModel(vocabularyCount: 4, contextLength: 5),
      prompts: world.prompts(in: .training), using: stream.child("questions"))
  }

  @Test func anAnswerDoesNotDependOnTheOrderOfAskingOrOnTheSizeOfThePanel() throws {
    let questions = questions(60)
    var pool = try pool(PopulationSettings(count: 10))
    let three = FeedbackCampaign(settings: .init(questionCount: 60, annotatorsPerQuestion: 3))
    let two = FeedbackCampaign(settings: .init(questionCount: 60, annotatorsPerQuestion: 2))
    let forwards = lines(three.ask(questions, of: &pool, using: stream).judgements)
    let backwards = lines(three.ask(questions.reversed(), of: &pool, using: stream).judgements)
    let fewer = lines(two.ask(questions, of: &pool, using: stream).judgements)
    #expect(forwards.sorted() == backwards.sorted())
    #expect(Set(fewer).isSubset(of: forwards))
    #expect(fewer.count == 120 && forwards.count == 180)
    #expect(forwards[0].hasPrefix("0 ") && backwards[0].hasPrefix("59 "))
  }

  private func lines(_ judgements: [Judgement]) -> [String] {
    judgements.map { "\($0.question.id) \($0.annotator) \($0.answer)" }
  }

  @Test func armsThatDifferInTrollsDifferInTheTrollsAnswersAlone() throws {
    let questions = questions(80)
    var clean = try pool(PopulationSettings(count: 10))
    var trolled = try pool(PopulationSettings(count: 10, trollShare: 0.3))
    let campaign = FeedbackCampaign(settings: .init(questionCount: 80, annotatorsPerQuestion: 2))
    let before = campaign.ask(questions, of: &clean, using: stream).judgements
    let after = campaign.ask(questions, of: &trolled, using: stream).judgements
    var changed = 0
    for (honest, other) in zip(before, after) {
      #expect(honest.annotator == other.annotator)
      #expect((honest.answer == other.answer) == (other.conduct == "honest"))
      changed += honest.answer == other.answer ? 0 : 1
    }
    #expect(changed > 20)
  }

  /// With honest accuracy a and a share τ of inverters an answer is right with (1 − τ)a + τ(1 − a):
  /// 0.7016 at a = 0.836, τ = 0.2.
  @Test func invertedTrollsLowerTheAccuracyOfAnAnswerAsTheFormulaSays() throws {
    let gap = log(0.836 / 0.164)
    let questions = (0..<10_000).map { Question.ofGap(gap, id: $0) }
    var pool = try AnnotatorPool(
      PopulationSettings(count: 20, trollShare: 0.2),
      groups: [Group(name: "plain", meaning: "plain")], attributes: [], using: stream)
    let campaign = FeedbackCampaign(settings: .init(questionCount: 10_000))
    let judgements = campaign.ask(questions, of: &pool, using: stream).judgements
    let right = Double(judgements.count { $0.answer == .first }) / 10_000
    // 5 standard errors: 5·√(0.209 / 10 000) = 0.0229.
    #expect(abs(right - 0.7016) < 0.0229)
  }

  @Test func everyAnswerIsPaidFor() throws {
    var pool = try pool(PopulationSettings(count: 5))
    let campaign = FeedbackCampaign(settings: .init(questionCount: 50, annotatorsPerQuestion: 2))
    let ledger = campaign.ask(questions(50), of: &pool, using: stream).ledger
    #expect(ledger.answers == 100)
    #expect(abs(ledger.dollars - 30) < 1e-9)
    #expect(abs(ledger.hours - 3_680 / 3_600) < 1e-9)
  }

  @Test func theBudgetEndsTheCampaign() throws {
    var settings = FeedbackSettings(
      questionCount: 50, annotatorsPerQuestion: 2, dollarBudget: 3)
    #expect(settings.affordableQuestionCount == 5, "ten answers at 0.30, two to a question")
    settings.dollarBudget = 3.5
    #expect(settings.affordableQuestionCount == 5, "half a panel is not asked")
    var pool = try pool(PopulationSettings(count: 5))
    let (judgements, ledger) = FeedbackCampaign(settings: settings).collect(
      from: UniformModel(vocabularyCount: 4, contextLength: 5),
      prompts: world.prompts(in: .training), engine: RolloutEngine(environment: world),
      pool: &pool, using: stream)
    #expect(judgements.count == 10)
    #expect(ledger.dollars <= 3.5)
    settings.dollarBudget = 0
    #expect(settings.affordableQuestionCount == 0)
    settings.dollarBudget = 1e30
    #expect(settings.affordableQuestionCount == 50)
  }

  @Test func asManyDollarsAsCentsAdd() {
    for answers in 0...400 {
      let settings = FeedbackSettings(
        questionCount: 1_000, dollarBudget: 0.30 * Double(answers))
      #expect(settings.affordableQuestionCount == answers)
    }
  }
}
