import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct WorkCostsTests {
  @Test(arguments: [
    (Channel.comparison, 2, 36.8), (.gradedComparison, 2, 40), (.ranking, 4, 92),
    (.ranking, 2, 38), (.rating, 1, 23), (.thumbs, 1, 18), (.rubric, 1, 45),
    (.correction, 1, 135), (.demonstration, 0, 240),
  ])
  func anAnswerTakesReadingAndDeciding(channel: Channel, itemCount: Int, seconds: Double) {
    #expect(abs(WorkCosts().seconds(channel, itemCount: itemCount) - seconds) < 1e-12)
    let dollars = WorkCosts().dollars(channel, itemCount: itemCount)
    #expect(abs(dollars - seconds * 0.30 / 36.8) < 1e-12)
  }

  @Test func aThousandComparisonsCostWhatWasPublished() {
    #expect(WorkCosts().dollars(.comparison, itemCount: 2) == 0.30)
  }

  @Test func factorsMultiply() {
    let costs = WorkCosts(secondsFactor: 2, dollarsFactor: 3)
    #expect(abs(costs.seconds(.rating, itemCount: 1) - 46) < 1e-12)
    #expect(abs(costs.dollars(.comparison, itemCount: 2) - 0.90) < 1e-12)
    #expect(WorkCosts.free.seconds(.ranking, itemCount: 5) == 0)
  }
}
