import Foundation
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

/// Times of the queue against closed forms: a comparison takes 36.8 s.
@Suite struct WorkQueueTests {
  private func report(
    _ count: Int, _ pool: AnnotatorPool, _ workforce: Workforce = Workforce(),
    size: Int = 1, assignment: AssignmentStrategy = .workload
  ) -> CampaignReport {
    var pool = pool
    let settings = CampaignSettings(
      annotatorsPerQuestion: size, assignment: assignment, workforce: workforce)
    return FeedbackCampaign(settings: settings).ask(
      CampaignFixture.comparisons(0..<count), of: &pool, using: CampaignFixture.stream)
  }

  /// N answers by c people in parallel take ⌈N / c⌉ times as long as one.
  @Test(arguments: [1, 2, 4, 8, 30], [AssignmentStrategy.workload, .expertise])
  func manyHandsMakeLightWork(people: Int, assignment: AssignmentStrategy) {
    let ledger = report(240, .scripted(people), assignment: assignment).ledger
    #expect(abs(ledger.wallClockHours - Double(240 / people) * 36.8 / 3_600) < 1e-9)
    #expect(abs(ledger.hours - 240 * 36.8 / 3_600) < 1e-9)
  }

  @Test(arguments: AssignmentStrategy.allCases)
  func aLimitOnPeopleAtWorkIsALimitOnHands(assignment: AssignmentStrategy) {
    let workforce = Workforce(parallelPeople: 4)
    let ledger = report(240, .scripted(40), workforce, assignment: assignment).ledger
    // Random draws of sixteen nearly always find one of 36 who wait, so nobody has to be waited for.
    #expect(abs(ledger.wallClockHours - 60 * 36.8 / 3_600) < 1e-9)
  }

  @Test func aPanelOfTwoNeedsTwiceTheHands() {
    let ledger = report(120, .scripted(8), size: 2).ledger
    #expect(abs(ledger.wallClockHours - 30 * 36.8 / 3_600) < 1e-9)
  }

  /// Who is free first does more: shares are in proportion to speed, and the end comes at N / Σ rates.
  @Test func theFastDoMore() {
    let report = report(3_000, .scripted(4) { [1, 2, 3, 4][$0] })
    let counts = report.accounts.map(\.state.answers)
    #expect(zip(counts, [300, 600, 900, 1_200]).allSatisfy { abs($0 - $1) <= 1 })
    #expect(abs(report.ledger.wallClockHours - 300 * 36.8 / 3_600) <= 36.8 / 3_600)
  }

  /// Under random assignment the slowest queue decides: the greatest of c multinomial counts.
  @Test func randomAssignmentWaitsForTheLongestQueue() {
    let report = report(1_000, .scripted(10), assignment: .random)
    let longest = report.accounts.map(\.state.answers).max() ?? 0
    #expect(longest > 100)
    #expect(abs(report.ledger.wallClockHours - Double(longest) * 36.8 / 3_600) < 1e-9)
  }

  /// One person, 8 hours a day from 0: 782.6 comparisons a day and one that is begun before the day ends,
  /// so the 1,600th is the 34th of the third day.
  @Test func oneWorkingDayAfterTheOther() {
    let workforce = Workforce(shifts: .init(hoursPerDay: 8, begin: 0...0))
    let ledger = report(1_600, .scripted(1), workforce).ledger
    #expect(abs(ledger.wallClockHours - (48 + 34 * 36.8 / 3_600)) < 1e-6)
  }

  /// In 24 hours everybody works 8, whenever their day begins: what 100 people round the clock do in 8
  /// hours, 100 · 8 · 3,600 / 36.8 = 78,260 answers, is done in 24. Answers that are begun just before a
  /// shift ends give up to two times 36.8 s a person, divided among the third at work: 0.06 hours.
  @Test func eightHoursADayTakeThreeTimesAsLong() {
    let always = report(78_260, .scripted(100)).ledger.wallClockHours
    #expect(abs(always - 8) < 0.011)
    let workforce = Workforce(shifts: .init(hoursPerDay: 8))
    let shifts = report(78_260, .scripted(100), workforce).ledger.wallClockHours
    #expect(abs(shifts - 24) < 0.07)
  }

  @Test func absenceLengthensTheWork() {
    let shifts = Workforce.Shifts(hoursPerDay: 24, begin: 0...0, probabilityAbsent: 0.5)
    let always = report(100_000, .scripted(20)).ledger.wallClockHours
    let half = report(100_000, .scripted(20), Workforce(shifts: shifts)).ledger.wallClockHours
    // 51 hours of all; with half of them away 102: about 4.3 days of 20 coins. 5 standard errors of the
    // mean share present: 5·√(0.25 / 86) = 0.27.
    #expect(half / always > 1 / (0.5 + 0.27) && half / always < 1 / (0.5 - 0.27))
  }

  /// 10 answers, then 15 minutes: 100 answers have 9 breaks between them, and the person rests as often.
  @Test func breaksComeBetweenSessions() {
    let workforce = Workforce(session: .init(answers: 10, breakMinutes: 15))
    var pool = AnnotatorPool.scripted(1)
    let settings = CampaignSettings(assignment: .workload, workforce: workforce)
    let ledger = FeedbackCampaign(settings: settings).ask(
      CampaignFixture.comparisons(0..<100), of: &pool, using: CampaignFixture.stream
    ).ledger
    #expect(abs(ledger.wallClockHours - (100 * 36.8 / 3_600 + 9 * 0.25)) < 1e-9)
    #expect(pool.scripted(at: 0)?.rests == 9)
    #expect(pool.scripted(at: 0)?.sinceRest == 10)
    #expect(abs(ledger.hours - 100 * 36.8 / 3_600) < 1e-9, "breaks are not paid")
  }

  @Test func aNightIsARest() {
    let workforce = Workforce(shifts: .init(hoursPerDay: 1, begin: 5...5))
    var pool = AnnotatorPool.scripted(1)
    let settings = CampaignSettings(workforce: workforce)
    _ = FeedbackCampaign(settings: settings).ask(
      CampaignFixture.comparisons(0..<250), of: &pool, using: CampaignFixture.stream)
    // 98 are begun in an hour of 97.8: 98 + 98 + 54.
    #expect(pool.scripted(at: 0)?.rests == 2)
    #expect(pool.scripted(at: 0)?.sinceRest == 54)
  }

  /// The mean of exp(σz − σ²/2) is 1, its variance exp(σ²) − 1.
  @Test func paceVariesAroundTheMean() {
    let report = report(20_000, .scripted(5), Workforce(paceSpread: 0.5))
    let factors = report.judgements.map { $0.seconds / 36.8 }
    let mean = factors.reduce(0, +) / 20_000
    // 5 standard errors: 5·√(0.284 / 20 000) = 0.0188.
    #expect(abs(mean - 1) < 0.0188)
    let logs = factors.map { log($0) }
    let variance = logs.reduce(0) { $0 + ($1 + 0.125) * ($1 + 0.125) } / 20_000
    // σ² = 0.25; 5 standard errors: 5 · 0.25·√(2 / 20 000) = 0.0125.
    #expect(abs(variance - 0.25) < 0.0125)
  }

  /// A strategy that is in no list yet: whoever has answered least.
  @Test func aStrategyOfOnesOwnIsAsked() {
    let evenly = AssignmentStrategy("evenly", summary: "Whoever has answered least.") {
      question, seconds, queue, seats in
      let accounts = queue.accounts
      let least = queue.people.places.filter { !accounts[$0].isDismissed }.sorted {
        (accounts[$0].answers, $0) < (accounts[$1].answers, $1)
      }
      for place in least.prefix(queue.settings.annotatorsPerQuestion) {
        let (hour, day) = queue.roster.available(
          place, from: max(accounts[place].free, queue.opening))
        seats.append(queue.seat(place, at: hour, day: day, for: question, seconds: seconds))
      }
    }
    let report = report(1_001, .scripted(10), size: 3, assignment: evenly)
    #expect(
      report.accounts.map(\.state.answers) == [301, 301, 301] + Array(repeating: 300, count: 7))
    #expect(abs(report.ledger.wallClockHours - 301 * 36.8 / 3_600) < 1e-9)
    #expect(AssignmentStrategy(rawValue: "evenly") == nil, "it has no line in the list")
  }

  @Test func expertsAreAskedFirstAndOthersWhenTheyAreBusy() {
    var pool = AnnotatorPool.scripted(12)
    for place in 0..<3 { pool.members[place].expertise = ["law": 1] }
    for place in 3..<6 { pool.members[place].expertise = ["law": 0.5, "food": 1] }
    let settings = CampaignSettings(annotatorsPerQuestion: 3, assignment: .expertise)
    func people(_ topics: [String]) -> [[String]] {
      var crowd = pool
      let questions = topics.enumerated().map {
        CampaignFixture.question(.comparison, gold: [1, 0], id: $0, topic: $1)
      }
      let judgements = FeedbackCampaign(settings: settings).ask(
        questions, of: &crowd, using: CampaignFixture.stream
      ).judgements
      return CampaignFixture.panels(judgements).map { $0.people.sorted() }
    }
    #expect(people(["law", "food"]) == [["p0", "p1", "p2"], ["p3", "p4", "p5"]])
    let busy = people(["law", "law", "law"])
    #expect(busy[1] == ["p3", "p4", "p5"], "the next best are free at once")
    #expect(Set(busy[2]).isDisjoint(with: busy[0] + busy[1]))
    #expect(people(["law", "law", "law", "law", "law"])[4] == ["p0", "p1", "p2"], "free again")
  }

  @Test func whoKnowsNothingMoreGoesByWaiting() {
    let settings = CampaignSettings(assignment: .expertise)
    var pool = AnnotatorPool.scripted(6)
    let judgements = FeedbackCampaign(settings: settings).ask(
      CampaignFixture.comparisons(0..<12), of: &pool, using: CampaignFixture.stream
    ).judgements
    #expect(Set(judgements.prefix(6).map(\.annotator)).count == 6)
    #expect(Set(judgements.suffix(6).map(\.annotator)).count == 6)
  }
}
