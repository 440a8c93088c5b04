import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct CostLedgerTests {
  private func judgement(seconds: Double, dollars: Double, hour: Double) -> Judgement {
    Judgement(
      question: Question.ofGap(1), annotator: "p", group: "g", behavior: "c", answer: .first,
      seconds: seconds, dollars: dollars, hour: hour)
  }

  @Test func aiJudgesAreBookedApart() {
    var ledger = CostLedger()
    ledger.enter(judgement(seconds: 1_800, dollars: 2, hour: 3))
    ledger.enter(judgement(seconds: 900, dollars: 0.5, hour: 1), isAIJudge: true)
    #expect(ledger.answers == 2 && ledger.aiJudgeAnswers == 1)
    #expect(ledger.dollars == 2.5 && ledger.aiJudgeDollars == 0.5)
    #expect(ledger.hours == 0.5, "people's time alone")
    #expect(ledger.wallClockHours == 3)
  }

  @Test func aRoundIsTheDifferenceOfTwoStates() {
    var ledger = CostLedger()
    ledger.enter(judgement(seconds: 1_800, dollars: 2, hour: 3))
    let before = ledger
    ledger.enter(judgement(seconds: 3_600, dollars: 4, hour: 7))
    let round = ledger.since(before)
    #expect(round.answers == 1 && round.dollars == 4 && round.hours == 1)
    #expect(round.wallClockHours == 7)
  }
}
