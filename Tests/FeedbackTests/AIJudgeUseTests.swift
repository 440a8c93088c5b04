import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct AIJudgeUseTests {
  private let stream = CampaignFixture.stream

  /// Four people and two AI judges, which are sure of a question in proportion to its id.
  private var mixed: AnnotatorPool {
    var pool = AnnotatorPool.scripted(4)
    pool.members += (0..<2).map { index in
      AnnotatorPool.Member(
        annotator: ScriptedAnnotator("m\(index)", behavior: "machine") {
          0.5 + Double($0.id) / 1_000
        },
        identity: 100 + index, cost: .init(dollars: 0.1, seconds: 0.5), isAIJudge: true)
    }
    return pool
  }

  private func report(
    _ settings: CampaignSettings, _ pool: inout AnnotatorPool, checks: [Question] = []
  ) -> CampaignReport {
    FeedbackCampaign(settings: settings).ask(
      CampaignFixture.comparisons(0..<400), checksFrom: checks, of: &pool, using: stream)
  }

  private func isAIJudge(_ judgement: Judgement) -> Bool { judgement.behavior == "machine" }

  @Test func aiJudgesTakeTheirShareOfTheQuestions() {
    var pool = mixed
    let report = report(
      CampaignSettings(annotatorsPerQuestion: 3, aiJudges: AIJudgeUse(.share, share: 0.25)), &pool)
    let aiJudge = report.judgements.filter(isAIJudge)
    // 5 standard errors: 5·√(400 · 0.1875) = 43.
    #expect(abs(aiJudge.count - 100) < 43)
    #expect(report.answeredCount == 400)
    #expect(report.answeredByPeopleCount == 400 - aiJudge.count)
    #expect(report.judgements.count == aiJudge.count + 3 * report.answeredByPeopleCount)
    #expect(report.ledger.aiJudgeAnswers == aiJudge.count)
    #expect(abs(report.ledger.aiJudgeDollars - 0.03 * Double(aiJudge.count)) < 1e-9)
    let people = 0.9 * Double(report.answeredByPeopleCount)
    #expect(abs(report.ledger.dollars - report.ledger.aiJudgeDollars - people) < 1e-9)
    #expect(abs(report.ledger.hours - people / 0.3 * 36.8 / 3_600) < 1e-9, "people's time alone")
    for judgement in aiJudge { #expect(abs(judgement.hour - 18.4 / 3_600) < 1e-12, "at once") }
  }

  @Test func aLargerShareTakesMoreAndKeepsTheRest() {
    var (one, two) = (mixed, mixed)
    let few = report(CampaignSettings(aiJudges: AIJudgeUse(.share, share: 0.2)), &one).judgements
    let many = report(CampaignSettings(aiJudges: AIJudgeUse(.share, share: 0.6)), &two).judgements
    for (before, after) in zip(few, many) where !isAIJudge(after) || isAIJudge(before) {
      #expect(before.answer == after.answer && before.annotator == after.annotator)
    }
  }

  @Test func hardQuestionsGoToPeople() {
    var pool = mixed
    let report = report(
      CampaignSettings(annotatorsPerQuestion: 2, aiJudges: AIJudgeUse(.hardToPeople, share: 0.7)),
      &pool)
    #expect(report.answeredCount == 400 && report.answeredByPeopleCount == 120)
    for judgement in report.judgements {
      #expect(isAIJudge(judgement) == (judgement.question.id >= 120), "the least sure 30 %")
    }
    #expect(report.judgements.count == 280 + 240)
    #expect(report.ledger.aiJudgeAnswers == 400, "AI judges are paid for all")
    #expect(report.everything.count == 640)
    #expect(report.judgements.map(\.question.id) == report.judgements.map(\.question.id).sorted())
  }

  /// A routing that is in no list yet: every fourth question is for people, whatever the share.
  @Test func aRoutingOfOnesOwnIsFollowed() {
    let routing = AIJudgeRouting("fourths", summary: "By number.", answersFirst: false) {
      candidates, _, _ in candidates.map { !$0.question.id.isMultiple(of: 4) }
    }
    var pool = mixed
    let report = report(CampaignSettings(aiJudges: AIJudgeUse(routing, share: 0.5)), &pool)
    #expect(report.answeredCount == 400 && report.judgements.count == 400)
    for judgement in report.judgements {
      #expect(isAIJudge(judgement) != judgement.question.id.isMultiple(of: 4))
    }
    #expect(pool.scripted(at: 4)?.prepared.count == 300)
  }

  @Test func aiJudgesVote() {
    var pool = mixed
    let report = report(
      CampaignSettings(aiJudges: AIJudgeUse(.hardToPeople, share: 0.5), aiJudgesPerQuestion: 2),
      &pool)
    let votes = CampaignFixture.panels(report.judgements.filter(isAIJudge))
    #expect(votes.count == 200 && votes.allSatisfy { Set($0.people) == ["m0", "m1"] })
  }

  @Test func aCrowdOfOneKindAnswersEverything() {
    var people = AnnotatorPool.scripted(3)
    let alone = report(CampaignSettings(aiJudges: AIJudgeUse(.share, share: 1)), &people)
    #expect(alone.answeredByPeopleCount == 400)
    var aiJudges = mixed
    aiJudges.members.removeFirst(4)
    let served = report(CampaignSettings(aiJudges: AIJudgeUse(.share, share: 0)), &aiJudges)
    #expect(served.answeredCount == 400 && served.answeredByPeopleCount == 0)
    #expect(served.ledger.hours == 0 && served.ledger.aiJudgeAnswers == 400)
  }

  @Test func aiJudgesAreToldWhatIsComing() {
    var pool = mixed
    let shared = report(CampaignSettings(aiJudges: AIJudgeUse(.share, share: 0.25)), &pool)
    let theirs = shared.judgements.filter(isAIJudge).map(\.question.id)
    #expect(pool.scripted(at: 4)?.prepared == theirs && pool.scripted(at: 5)?.prepared == theirs)
    #expect(pool.scripted(at: 0)?.prepared == [])
    var routed = mixed
    _ = report(CampaignSettings(aiJudges: AIJudgeUse(.hardToPeople, share: 0.9)), &routed)
    #expect(routed.scripted(at: 4)?.prepared == Array(0..<400))
  }

  @Test func checksAreForPeople() {
    var pool = mixed
    let report = report(
      CampaignSettings(
        goldQuestions: GoldQuestions(share: 0.3), aiJudges: AIJudgeUse(.hardToPeople, share: 1)),
      &pool,
      checks: CampaignFixture.comparisons(0..<10))
    let checks = report.everything.filter(\.question.isGoldQuestion)
    #expect(checks.count > 100 && !checks.contains(where: isAIJudge))
    #expect(report.judgements.allSatisfy(isAIJudge) && report.judgements.count == 400)
  }

  @Test func aiJudgesAreBoundByTheBudgetToo() {
    var pool = mixed
    let report = report(
      CampaignSettings(budget: Budget(dollars: 6), aiJudges: AIJudgeUse(.hardToPeople, share: 0)),
      &pool)
    // 200 AI judge answers at 0.03; then nothing is left for people, and the AI judges' answers stand.
    #expect(report.answeredCount == 200 && report.end == .dollars)
    #expect(report.judgements.count == 200 && report.judgements.allSatisfy(isAIJudge))
  }

  @Test func sureIsWhatLiesFarFromTheMiddle() {
    var explanation = Explanation()
    #expect(explanation.confidence(in: .rating(10)) == 0.5)
    #expect(explanation.confidence(in: .rating(1)) == 0.5)
    #expect(abs(explanation.confidence(in: .rubric(rating: 7, flaws: [])) - 1.0 / 6) < 1e-12)
    #expect(explanation.confidence(in: .graded(-3)) == 0.5)
    #expect(explanation.confidence(in: .ranking([1, 0])) == 0)
    explanation.probability = 0.1
    #expect(explanation.confidence(in: .second) == 0.4)
    #expect(explanation.confidence(in: .declined) == 0)
  }
}
