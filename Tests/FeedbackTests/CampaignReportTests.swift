import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct CampaignReportTests {
  /// A report whose evidence is replaced by hand.
  private func report(
    _ answers: [(Question, String, Answer)], scale: UtilityScale = UtilityScale()
  ) -> CampaignReport {
    var pool = AnnotatorPool.scripted(1)
    var report = FeedbackCampaign(settings: CampaignSettings(), scale: scale).ask(
      [], of: &pool, using: CampaignFixture.stream)
    report.judgements = FeedbackDataset(
      answers.map { question, name, answer in
        Judgement(
          question: question, annotator: name, group: "g", behavior: "c", answer: answer,
          seconds: 0, dollars: 0)
      })
    return report
  }

  @Test func agreementIsTheShareOfPairsThatSayTheSame() {
    let (one, two) = (Question.ofGap(1, id: 0), Question.ofGap(1, id: 1))
    let report = report([
      (one, "a", .first), (one, "b", .first), (one, "c", .second), (one, "d", .declined),
      (two, "a", .tie), (two, "b", .tie),
    ])
    // Of three pairs one, and of one pair one: 2/4.
    #expect(report.agreement == 0.5)
    #expect(self.report([(one, "a", .first)]).agreement == nil)
  }

  @Test func gradesAgreeByDirection() {
    let graded = CampaignFixture.question(.gradedComparison, gold: [1, 0])
    #expect(report([(graded, "a", .graded(1)), (graded, "b", .graded(3))]).agreement == 1)
    #expect(report([(graded, "a", .graded(1)), (graded, "b", .graded(-1))]).agreement == 0)
  }

  @Test func ratingsHaveNoAgreementOfThisKind() {
    let rating = CampaignFixture.question(.rating, gold: [1])
    #expect(report([(rating, "a", .rating(3)), (rating, "b", .rating(3))]).agreement == nil)
  }

  @Test func accuracyCountsDecisionsAgainstGold() {
    let pair = Question.ofGap(1)
    #expect(
      report([(pair, "a", .first), (pair, "b", .second), (pair, "c", .tie)]).labelAccuracy == 0.5)
    #expect(report([(Question.ofGap(0), "a", .first)]).labelAccuracy == nil, "equals")
    let ranking = CampaignFixture.question(.ranking, gold: [3, 2, 1])
    #expect(report([(ranking, "a", .ranking([1, 0, 2]))]).labelAccuracy == 2.0 / 3)
    let thumbs = CampaignFixture.question(.thumbs, gold: [2])
    #expect(report([(thumbs, "a", .up)]).labelAccuracy == 1)
    #expect(report([(thumbs, "a", .up)], scale: UtilityScale(goldMean: 3)).labelAccuracy == 0)
  }

  @Test func ratingsAreComparedWithTheSamePersonsLast() {
    func rating(_ gold: Double) -> Question { CampaignFixture.question(.rating, gold: [gold]) }
    let report = report([
      (rating(1), "a", .rating(4)), (rating(9), "b", .rating(1)), (rating(2), "a", .rating(6)),
      (rating(3), "a", .rating(5)), (rating(4), "a", .rating(5)),
    ])
    // 4 to 6 rightly, 6 to 5 wrongly, 5 to 5 not at all; b is another person.
    #expect(report.labelAccuracy == 0.5)
  }
}
