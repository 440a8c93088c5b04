import Foundation
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Experiments

@Suite struct VerdictsTests {
  /// Judgements of pairs: the answer with the policy shown first, and the one with it shown second.
  private func verdicts(_ pairs: [(Answer?, Answer?)], equal: Int = 0) -> HeadToHead {
    let question = ScriptedWorld().questions(.comparison, count: 1)[0]
    let judgements = pairs.enumerated().flatMap { pair, answers in
      [answers.0, answers.1].enumerated().compactMap { order, answer -> Judgement? in
        answer.map {
          var asked = question
          asked.id = 2 * pair + order
          return Judgement(
            question: asked, annotator: "p1", group: "plain", behavior: "honest", answer: $0,
            seconds: 0, dollars: 0)
        }
      }
    }
    return HeadToHead(judgements, pairCount: pairs.count + equal, differingCount: pairs.count)
  }

  /// Shown first the policy wins 1, 1, 0, 1 and half a tie of five; shown second 0, 0, 1, 1 and a half.
  @Test func winsAreCountedInBothOrders() {
    let found = verdicts([
      (.first, .first), (.first, .first), (.second, .second), (.first, .second), (.tie, .tie),
    ])
    #expect(found.winRateFirst == 3.5 / 5)
    #expect(found.winRateBothOrders == (3.5 / 5 + 2.5 / 5) / 2)
    // Twice the first of both orders, once the second: ½ log(2.5 / 1.5).
    #expect(found.positionBias == 0.5 * log(2.5 / 1.5))
    #expect(found.consistency == 2.0 / 5)
  }

  @Test func equalResponsesCountHalfAndRefusalsNothing() {
    let found = verdicts([(.first, .declined), (.declined, .second)], equal: 2)
    #expect(found.winRateFirst == (1 + 1) / 3.0)
    #expect(found.winRateBothOrders == 2 / 3.0)
    #expect(found.positionBias == nil && found.consistency == nil)
  }

  @Test func withoutAnAnswerNobodyWins() {
    let found = verdicts([])
    #expect(found.winRateFirst == 0.5 && found.winRateBothOrders == 0.5)
  }
}
