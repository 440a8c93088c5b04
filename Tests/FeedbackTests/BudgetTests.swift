import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct BudgetTests {
  private func report(_ budget: Budget, size: Int = 2, people: Int = 5) -> CampaignReport {
    var pool = AnnotatorPool.scripted(people)
    let settings = CampaignSettings(
      annotatorsPerQuestion: size, assignment: .workload, budget: budget)
    return FeedbackCampaign(settings: settings).ask(
      CampaignFixture.comparisons(0..<50), of: &pool, using: CampaignFixture.stream)
  }

  @Test(arguments: [(3.0, 5), (3.5, 5), (3.6, 6), (0, 0), (1e30, 50)])
  func dollarsEndTheCampaignBeforeAPanelThatCannotBePaid(dollars: Double, questions: Int) {
    let report = report(Budget(dollars: dollars))
    #expect(report.answeredCount == questions)
    #expect(report.everything.count == 2 * questions)
    #expect(report.ledger.dollars <= dollars + 1e-6)
    #expect(report.end == (questions == 50 ? .finished : .dollars))
  }

  @Test func asManyDollarsAsCentsAdd() {
    for answers in 0...50 {
      let report = report(Budget(dollars: 0.30 * Double(answers)), size: 1)
      #expect(report.answeredCount == answers)
    }
  }

  /// 8 answers in a twelfth of an hour (300 s): 8 · 36.8 = 294.4.
  @Test func workingHoursEndTheCampaign() {
    let report = report(Budget(hours: 1.0 / 12))
    #expect(report.answeredCount == 4 && report.end == .hours)
  }

  /// Of six people three pairs work at a time: in 300 s each answers eight times.
  @Test func theWallClockEndsTheCampaign() {
    let report = report(Budget(wallClockHours: 1.0 / 12), people: 6)
    #expect(report.answeredCount == 24 && report.end == .wallClock)
    #expect(report.ledger.wallClockHours <= 1.0 / 12)
    let exact = self.report(Budget(wallClockHours: 8 * 36.8 / 3_600), people: 6)
    #expect(exact.answeredCount == 24, "binary fractions are forgiven")
  }

  @Test func whatCostsNothingIsAlwaysAffordable() {
    var pool = AnnotatorPool.scripted(2)
    let settings = CampaignSettings(costs: .free, budget: Budget(dollars: 0, hours: 0))
    let report = FeedbackCampaign(settings: settings).ask(
      CampaignFixture.comparisons(0..<20), of: &pool, using: CampaignFixture.stream)
    #expect(report.answeredCount == 20 && report.ledger.wallClockHours == 0)
  }

  @Test func aShorterBudgetBuysTheBeginningOfALonger() {
    let short = report(Budget(dollars: 6)).judgements
    let long = report(Budget(dollars: 20)).judgements
    #expect(Array(long.prefix(short.count)) == short.judgements && long.count > short.count)
  }
}
