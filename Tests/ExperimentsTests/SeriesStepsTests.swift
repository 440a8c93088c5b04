import Experiments
import Testing

@Suite struct SeriesStepsTests {
  @Test func fewStepsAreShownAsTheyAre() {
    #expect(SeriesSteps.shown(of: []) == [])
    #expect(SeriesSteps.shown(of: Array(5..<304)) == Array(5..<304))
  }

  @Test(arguments: [300, 301, 449, 450, 599, 7500, 100_001])
  func manyStepsAreThinnedOnce(count: Int) {
    let steps = (0..<count).map { 3 * $0 }
    let shown = SeriesSteps.shown(of: steps)
    #expect((100...300).contains(shown.count))
    #expect(shown.first == steps.first && shown.last == steps.last)
    #expect(SeriesSteps.shown(of: shown) == shown, "what is kept for a report is what it shows")
  }
}
