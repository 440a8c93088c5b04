import Foundation
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct FeedbackCampaignTests {
  private let stream = CampaignFixture.stream

  private func ask(
    _ settings: CampaignSettings, _ questions: [Question], _ pool: AnnotatorPool
  ) -> CampaignReport {
    var pool = pool
    return FeedbackCampaign(settings: settings).ask(questions, of: &pool, using: stream)
  }

  @Test(arguments: AssignmentStrategy.allCases)
  func everyQuestionIsAnsweredOnceByAFullPanelOfDifferentAccounts(assignment: AssignmentStrategy) {
    let questions = CampaignFixture.comparisons(0..<200)
    let settings = CampaignSettings(
      annotatorsPerQuestion: 3, assignment: assignment,
      workforce: Workforce(
        shifts: .init(probabilityAbsent: 0.3), session: .init(answers: 5, breakMinutes: 10),
        parallelPeople: 4, paceSpread: 0.4))
    let report = ask(settings, questions, .scripted(9) { Double(1 + $0 % 3) })
    let panels = CampaignFixture.panels(report.judgements)
    #expect(panels.map(\.id) == Array(0..<200))
    for panel in panels { #expect(Set(panel.people).count == 3 && panel.people.count == 3) }
    #expect(report.answeredCount == 200 && report.end == .finished)
    #expect(report.accounts.reduce(0) { $0 + $1.state.answers } == 600)
    #expect(report.ledger == CostLedger(report.everything))
    #expect(report.ledger.answers == 600)
    #expect(abs(report.ledger.dollars - 180) < 1e-9)
    #expect(report.ledger.wallClockHours == report.everything.map(\.hour).max())
  }

  @Test(arguments: AssignmentStrategy.allCases)
  func nobodyDoesTwoThingsAtOnceAndNoMoreWorkThanMay(assignment: AssignmentStrategy) {
    let settings = CampaignSettings(
      annotatorsPerQuestion: 2, assignment: assignment,
      workforce: Workforce(
        shifts: .init(hoursPerDay: 6, probabilityAbsent: 0.2),
        session: .init(answers: 20, breakMinutes: 15), parallelPeople: 3, paceSpread: 0.5))
    let judgements = ask(settings, CampaignFixture.comparisons(0..<400), .scripted(12)).judgements
    // Answers as steps up and down, those that end before those that begin at the same time.
    var steps: [(hour: Double, step: Int)] = []
    var last: [String: Double] = [:]
    for judgement in judgements {
      let start = judgement.hour - judgement.seconds / 3_600
      #expect(start >= (last[judgement.annotator] ?? 0) - 1e-9, "in the order of the questions")
      last[judgement.annotator] = judgement.hour
      steps += [(start + 1e-9, 1), (judgement.hour - 1e-9, -1)]
    }
    steps.sort { ($0.hour, $0.step) < ($1.hour, $1.step) }
    var working = 0
    var most = 0
    for step in steps {
      working += step.step
      most = max(most, working)
    }
    #expect(most == 3)
  }

  @Test(arguments: AssignmentStrategy.allCases)
  func theSameStreamGivesTheSameCampaign(assignment: AssignmentStrategy) {
    let settings = CampaignSettings(
      annotatorsPerQuestion: 2, assignment: assignment,
      workforce: Workforce(shifts: .init(probabilityAbsent: 0.2), paceSpread: 0.3))
    let questions = CampaignFixture.comparisons(0..<100)
    let (one, two) = (
      ask(settings, questions, .scripted(10, accuracy: 0.7)),
      ask(settings, questions, .scripted(10, accuracy: 0.7))
    )
    #expect(one.judgements == two.judgements)
  }

  @Test func anAnswerDependsOnThePersonAndTheQuestionAlone() {
    let questions = CampaignFixture.comparisons(0..<80)
    let pool = AnnotatorPool.scripted(10, accuracy: 0.6)
    func answers(_ settings: CampaignSettings, _ pool: AnnotatorPool, _ questions: [Question])
      -> Set<String>
    { Set(CampaignFixture.lines(ask(settings, questions, pool).judgements)) }

    // Everybody answers everything: the reference for whatever else is asked.
    let all = answers(CampaignSettings(annotatorsPerQuestion: 10), pool, questions)
    #expect(all.count == 800)
    var reversed = pool
    reversed.members.reverse()
    for assignment in AssignmentStrategy.allCases {
      let settings = CampaignSettings(annotatorsPerQuestion: 3, assignment: assignment)
      #expect(answers(settings, pool, questions).isSubset(of: all))
      #expect(answers(settings, pool, questions.reversed()).isSubset(of: all))
      #expect(answers(settings, reversed, questions).isSubset(of: all))
    }
    var larger = pool
    larger.members += AnnotatorPool.scripted(12).members.suffix(2)
    let more = answers(CampaignSettings(annotatorsPerQuestion: 12), larger, questions)
    #expect(all.isSubset(of: more))
  }

  @Test func accountsOfOnePersonSayTheSame() {
    var pool = AnnotatorPool.scripted(2, accuracy: 0.5)
    pool.members[1].identity = 0
    let report = ask(
      CampaignSettings(annotatorsPerQuestion: 2), CampaignFixture.comparisons(0..<60), pool)
    #expect(report.agreement == 1)
  }

  @Test func armsThatDifferInBehaviorAskTheSamePeopleAtTheSameHours() {
    let questions = CampaignFixture.comparisons(0..<150)
    var trolled = AnnotatorPool.scripted(10)
    for place in [2, 5, 7] {
      trolled.members[place].annotator = ScriptedAnnotator(
        "p\(place)", accuracy: 0, behavior: "inverted")
    }
    for assignment in AssignmentStrategy.allCases {
      let settings = CampaignSettings(
        annotatorsPerQuestion: 2, assignment: assignment,
        workforce: Workforce(shifts: .init(), paceSpread: 0.3))
      let clean = ask(settings, questions, .scripted(10)).judgements
      let dirty = ask(settings, questions, trolled).judgements
      for (honest, other) in zip(clean, dirty) {
        #expect(honest.annotator == other.annotator && honest.hour == other.hour)
        #expect((honest.answer == other.answer) == (other.behavior == "honest"))
      }
    }
  }

  /// With honest accuracy a and a share τ of inverters an answer is right with (1 − τ)a + τ(1 − a):
  /// 0.7016 at a = 0.836, τ = 0.2.
  @Test func invertersLowerTheAccuracyOfAnAnswerAsTheFormulaSays() {
    var pool = AnnotatorPool.scripted(20, accuracy: 0.836)
    for place in 0..<4 {
      pool.members[place].annotator = ScriptedAnnotator("p\(place)", accuracy: 0.164)
    }
    let report = ask(CampaignSettings(), CampaignFixture.comparisons(0..<10_000), pool)
    // 5 standard errors: 5·√(0.209 / 10 000) = 0.0229.
    #expect(abs((report.labelAccuracy ?? 0) - 0.7016) < 0.0229)
  }

  /// The majority of 5 such answers, drawn anew for each, is right with 0.8390 at a = 0.836, τ = 0.2.
  @Test func theMajorityOfAPanelIsAsReliableAsBinomialVotesAre() {
    var pool = AnnotatorPool.scripted(1_000, accuracy: 0.836)
    for place in 0..<200 {
      pool.members[place].annotator = ScriptedAnnotator("p\(place)", accuracy: 0.164)
    }
    let report = ask(
      CampaignSettings(annotatorsPerQuestion: 5), CampaignFixture.comparisons(0..<10_000), pool)
    var right = 0
    for first in stride(from: 0, to: report.judgements.count, by: 5) {
      let panel = report.judgements[first..<(first + 5)]
      let truth: Answer = panel[first].question.id.isMultiple(of: 2) ? .first : .second
      right += panel.count { $0.answer == truth } > 2 ? 1 : 0
    }
    // 5 standard errors: 5·√(0.135 / 10 000) = 0.0184.
    #expect(abs(Double(right) / 10_000 - 0.8390) < 0.0184)
  }

  @Test func pricesAndTimesFollowTheAccount() {
    var pool = AnnotatorPool.scripted(1)
    pool.members[0].cost = .init(dollars: 3, seconds: 2)
    pool.members[0].activity = 4
    let ledger = ask(CampaignSettings(), CampaignFixture.comparisons(0..<10), pool).ledger
    #expect(abs(ledger.dollars - 9) < 1e-9, "ten answers at three times $0.30")
    #expect(abs(ledger.hours - 184.0 / 3_600) < 1e-9, "36.8 s, twice as long, four times as fast")
  }

  @Test func nothingIsAskedOfNobody() {
    var pool = AnnotatorPool(members: [])
    let report = FeedbackCampaign(settings: CampaignSettings()).ask([], of: &pool, using: stream)
    #expect(report.everything.isEmpty && report.end == .finished && report.ledger == CostLedger())
  }
}
