import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct GoldChecksTests {
  private let stream = CampaignFixture.stream

  /// The share of people of one accuracy who pass so many checks of which so many must be right.
  private func passed(_ accuracy: Double, _ right: Int, of checks: Int) -> Double {
    let questions = CampaignFixture.comparisons(0..<checks).map { question in
      var check = question
      check.isGoldQuestion = true
      return check
    }
    var pool = AnnotatorPool.scripted(2_000, accuracy: accuracy)
    let settings = CampaignSettings(
      annotatorsPerQuestion: 2_000, assignment: .workload,
      goldQuestions: GoldQuestions(
        share: 0, passThreshold: Double(right) / Double(checks), leastChecks: checks))
    let report = FeedbackCampaign(settings: settings).ask(questions, of: &pool, using: stream)
    #expect(report.accounts.allSatisfy { $0.state.checks == checks })
    #expect(report.judgements.isEmpty, "answers to checks are no evidence")
    return 1 - Double(report.dismissed.count) / 2_000
  }

  /// Binomial tails of honest people of accuracy 0.836, of coins and of inverters.
  @Test(arguments: [
    (4, 5, [0.8089, 0.1875, 0.0031]), (7, 10, [0.9337, 0.1719, 0.0002]),
    (14, 20, [0.9657, 0.0577, 0]),
  ])
  func checksTellTheHonestFromTheRest(right: Int, checks: Int, power: [Double]) {
    for (accuracy, expected) in zip([0.836, 0.5, 0.164], power) {
      // 5 standard errors: 5·√(p(1 − p) / 2 000), and half a person.
      let bound = 5 * (expected * (1 - expected) / 2_000).squareRoot() + 0.001
      #expect(abs(passed(accuracy, right, of: checks) - expected) < bound)
    }
  }

  @Test func checksAreMixedInAtTheirShareAndMoveNobody() {
    let questions = CampaignFixture.comparisons(0..<9_000)
    let candidates = (0..<40).map { Question.ofGap(Double($0) / 20, id: $0) }
    let checks = GoldQuestions(share: 0.1, leastGap: 1)
    let mixed = checks.mixed(
      into: questions, from: candidates, scale: UtilityScale(), using: stream)
    #expect(mixed.filter { !$0.isGoldQuestion } == questions)
    let added = mixed.filter(\.isGoldQuestion)
    // 0.1 / 0.9 for each question: 1,000; 5 standard errors: 5·√(9 000 · 0.1 / 0.81) = 167.
    #expect(abs(added.count - 1_000) < 167)
    #expect(added.map(\.id) == (1...added.count).map { -$0 })
    #expect(added.allSatisfy { $0.goldGap(on: UtilityScale()) >= 1 })
    #expect(Set(added.map(\.first.gold.value)).count == 20, "every clear candidate has its turn")
    let shorter = checks.mixed(
      into: Array(questions.prefix(500)), from: candidates, scale: UtilityScale(), using: stream)
    #expect(Array(mixed.prefix(shorter.count)) == shorter)
  }

  @Test func theGapIsMeasuredInStandardDeviations() {
    let candidates = [Question.ofGap(5, id: 0)]
    let questions = CampaignFixture.comparisons(0..<100)
    let checks = GoldQuestions(share: 0.5, leastGap: 1)
    let wide = checks.mixed(
      into: questions, from: candidates, scale: UtilityScale(goldDeviation: 6), using: stream)
    #expect(wide == questions, "5 is less than one deviation of 6")
    let narrow = checks.mixed(
      into: questions, from: candidates, scale: UtilityScale(goldDeviation: 5), using: stream)
    #expect(narrow.count > 150)
  }

  @Test func theDismissedLeaveNoEvidenceButArePaid() {
    var pool = AnnotatorPool.scripted(6)
    pool.members[4].annotator = ScriptedAnnotator("p4", accuracy: 0, behavior: "inverted")
    let questions = CampaignFixture.comparisons(0..<300)
    let settings = CampaignSettings(
      annotatorsPerQuestion: 2, goldQuestions: GoldQuestions(share: 0.2, passThreshold: 0.7))
    let report = FeedbackCampaign(settings: settings).ask(
      questions, checksFrom: questions, of: &pool, using: stream)
    #expect(report.dismissed == ["p4"])
    #expect(report.accounts[4].state.passRate == 0 && report.accounts[3].state.passRate == 1)
    #expect(report.labelAccuracy == 1)
    let own = report.everything.filter { $0.annotator == "p4" }
    #expect(own.count > 60)
    let evidence = report.everything.filter {
      !$0.question.isGoldQuestion && $0.annotator != "p4"
    }
    #expect(report.judgements == evidence)
    #expect(report.ledger.answers == report.everything.count)
    #expect(report.checkAnswerCount > 50)
  }

  @Test func dismissedFromThenOnTheyAreAskedNoMore() {
    var pool = AnnotatorPool.scripted(6)
    pool.members[4].annotator = ScriptedAnnotator("p4", accuracy: 0, behavior: "inverted")
    let questions = CampaignFixture.comparisons(0..<300)
    for assignment in AssignmentStrategy.allCases {
      var crowd = pool
      let settings = CampaignSettings(
        annotatorsPerQuestion: 2, assignment: assignment,
        goldQuestions: GoldQuestions(
          share: 0.2, passThreshold: 0.7, leastChecks: 3, dismissal: .fromThenOn))
      let report = FeedbackCampaign(settings: settings).ask(
        questions, checksFrom: questions, of: &crowd, using: stream)
      #expect(report.dismissed == ["p4"] && report.end == .finished)
      #expect(report.accounts[4].state.checks == 3)
      let own = report.everything.filter { $0.annotator == "p4" }
      #expect(own.last?.question.isGoldQuestion == true, "the check that was one too many")
      #expect(report.judgements.contains { $0.annotator == "p4" }, "what came before counts")
      #expect(CampaignFixture.panels(report.everything).allSatisfy { Set($0.people).count == 2 })
    }
  }

  @Test func theCampaignEndsWhenNoPanelIsLeft() {
    var pool = AnnotatorPool.scripted(3, accuracy: 0)
    let questions = CampaignFixture.comparisons(0..<300)
    let settings = CampaignSettings(
      annotatorsPerQuestion: 2, goldQuestions: GoldQuestions(share: 0.3, dismissal: .fromThenOn))
    let report = FeedbackCampaign(settings: settings).ask(
      questions, checksFrom: questions, of: &pool, using: stream)
    #expect(report.end == .tooFewPeople && report.answeredCount < 300)
    #expect(report.dismissed.count >= 2)
  }

  @Test func whatIsRightDependsOnTheChannel() {
    let scale = UtilityScale(goldMean: 1, goldDeviation: 2)
    func question(_ channel: Channel, _ gold: [Double], drafts: [Double] = []) -> Question {
      CampaignFixture.question(channel, gold: gold, drafts: drafts)
    }
    let pair = question(.comparison, [3, 0])
    #expect(pair.goldGap(on: scale) == 1.5)
    #expect(pair.isRight(.first, on: scale) && !pair.isRight(.second, on: scale))
    #expect(!pair.isRight(.tie, on: scale) && !pair.isRight(.declined, on: scale))
    let graded = question(.gradedComparison, [0, 3])
    #expect(graded.isRight(.graded(-1), on: scale) && !graded.isRight(.graded(3), on: scale))
    let ranking = question(.ranking, [2, 5, 0])
    #expect(ranking.goldGap(on: scale) == 2.5)
    #expect(ranking.isRight(.ranking([0, 1, 2]), on: scale), "the best before the worst")
    #expect(!ranking.isRight(.ranking([2, 0, 1]), on: scale))
    let good = question(.rating, [5])
    #expect(good.goldGap(on: scale) == 2)
    #expect(good.isRight(.rating(6), on: scale) && !good.isRight(.rating(5), on: scale))
    #expect(question(.rubric, [0]).isRight(.rubric(rating: 2, flaws: []), on: scale))
    #expect(question(.thumbs, [0]).isRight(.down, on: scale))
    #expect(!question(.thumbs, [0]).isRight(.up, on: scale))
    let correction = question(.correction, [2], drafts: [1, 6])
    #expect(correction.goldGap(on: scale) == 2)
    #expect(correction.isRight(.draft(1), on: scale) && !correction.isRight(.draft(0), on: scale))
    #expect(!correction.isRight(.draft(nil), on: scale))
    let demonstration = question(.demonstration, [], drafts: [0, 1, 4])
    #expect(demonstration.goldGap(on: scale) == 2)
    #expect(demonstration.isRight(.draft(2), on: scale))
    #expect(!demonstration.isRight(.draft(1), on: scale))
  }
}
