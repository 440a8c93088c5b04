import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct CampaignStateTests {
  private let stream = CampaignFixture.stream

  @Test func roundsGoOnWhereTheLastEnded() {
    let settings = CampaignSettings(annotatorsPerQuestion: 2, assignment: .workload)
    let campaign = FeedbackCampaign(settings: settings)
    var pool = AnnotatorPool.scripted(4)
    var state = CampaignState()
    let first = campaign.ask(
      CampaignFixture.comparisons(0..<20), of: &pool, continuing: &state, using: stream)
    let middle = state.ledger
    let second = campaign.ask(
      CampaignFixture.comparisons(20..<50), of: &pool, continuing: &state, using: stream)
    #expect(state.rounds == 2)
    #expect(state.ledger.answers == 100 && first.ledger.answers == 40)
    #expect(second.ledger.answers == 60)
    #expect(first.judgements.allSatisfy { $0.round == 0 })
    #expect(second.judgements.allSatisfy { $0.round == 1 })
    let begin = second.judgements.map { $0.hour - $0.seconds / 3_600 }.min() ?? 0
    #expect(abs(begin - middle.wallClockHours) < 1e-9, "after the last answer of the first")
    #expect(abs(state.ledger.wallClockHours - 25 * 36.8 / 3_600) < 1e-9)
    #expect(abs(state.ledger.dollars - first.ledger.dollars - second.ledger.dollars) < 1e-9)
    #expect(second.accounts.reduce(0) { $0 + $1.state.answers } == 100)
  }

  @Test func theBudgetIsTheWholeCampaigns() {
    let campaign = FeedbackCampaign(settings: CampaignSettings(budget: Budget(dollars: 9)))
    var pool = AnnotatorPool.scripted(4)
    var state = CampaignState()
    let counts = [0..<20, 20..<40, 40..<60].map {
      campaign.ask(
        CampaignFixture.comparisons($0), of: &pool, continuing: &state, using: stream
      ).answeredCount
    }
    #expect(counts == [20, 10, 0])
  }

  @Test func oneRoundOrTwoTheSameAnswers() {
    let campaign = FeedbackCampaign(settings: CampaignSettings(annotatorsPerQuestion: 2))
    var (one, two) = (
      AnnotatorPool.scripted(5, accuracy: 0.7), AnnotatorPool.scripted(5, accuracy: 0.7)
    )
    var state = CampaignState()
    let whole = campaign.ask(CampaignFixture.comparisons(0..<60), of: &one, using: stream)
    let parts = [0..<25, 25..<60].flatMap {
      campaign.ask(
        CampaignFixture.comparisons($0), of: &two, continuing: &state, using: stream
      ).judgements
    }
    #expect(CampaignFixture.lines(whole.judgements) == CampaignFixture.lines(parts))
  }

  @Test func theDismissedStayDismissed() {
    let campaign = FeedbackCampaign(
      settings: CampaignSettings(goldQuestions: GoldQuestions(share: 0.4)))
    var pool = AnnotatorPool.scripted(3)
    pool.members[0].annotator = ScriptedAnnotator("p0", accuracy: 0)
    var state = CampaignState()
    let checks = CampaignFixture.comparisons(0..<5)
    let first = campaign.ask(
      CampaignFixture.comparisons(0..<100), checksFrom: checks, of: &pool, continuing: &state,
      using: stream)
    let second = campaign.ask(
      CampaignFixture.comparisons(100..<200), checksFrom: checks, of: &pool, continuing: &state,
      using: stream)
    #expect(first.dismissed == ["p0"] && second.dismissed == ["p0"])
    #expect(first.everything.contains { $0.annotator == "p0" })
    #expect(!second.everything.contains { $0.annotator == "p0" })
    let ids = (first.everything + second.everything).map(\.question.id)
    #expect(Set(ids).count == ids.count, "checks of the second round have ids of their own")
    #expect(state.checkCount == ids.count { $0 < 0 })
  }

  @Test func tirednessGoesOnAcrossRounds() {
    let settings = CampaignSettings(
      workforce: Workforce(session: .init(answers: 7, breakMinutes: 5)))
    var pool = AnnotatorPool.scripted(1)
    var state = CampaignState()
    for range in [0..<5, 5..<10] {
      _ = FeedbackCampaign(settings: settings).ask(
        CampaignFixture.comparisons(range), of: &pool, continuing: &state, using: stream)
    }
    #expect(pool.scripted(at: 0)?.rests == 1 && pool.scripted(at: 0)?.sinceRest == 3)
  }
}
