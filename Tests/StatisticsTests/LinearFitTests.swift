import Randomness
import Statistics
import Testing

@Suite struct LinearFitTests {
  @Test func anscombesFirstDataSet() throws {
    // R: lm(y1 ~ x1, anscombe) and confint; published: y = 3.00 + 0.500 x.
    let fit = try #require(LinearFit(x: CorrelationTests.x, y: CorrelationTests.y))
    #expect(isClose(fit.intercept, 3.00009090909))
    #expect(isClose(fit.slope, 0.50009090909))
    #expect(isClose(fit.slopeInterval?.lowerBound, 0.2333701363851875))
    #expect(isClose(fit.slopeInterval?.upperBound, 0.7668116817966308))
  }

  @Test func twoPointsMakeALineWithoutAnInterval() throws {
    let fit = try #require(LinearFit(x: [1, 3], y: [2, 8]))
    #expect(isClose(fit.slope, 3) && isClose(fit.intercept, -1))
    #expect(fit.slopeInterval == nil)
  }

  @Test func aVerticalLineIsNoFit() {
    #expect(LinearFit(x: [2, 2, 2], y: [1, 2, 3]) == nil)
  }

  /// Five standard errors √(0.95 · 0.05 / 4,000) = 0.0034 are 0.0172.
  @Test func theSlopeIntervalCoversAsOftenAsItSays() {
    let root = RandomStream(seed: 24)
    let x: [Double] = [0, 1, 2, 3, 10]
    let covering = (0..<4_000).count { sample in
      var stream = root.child(sample)
      let fit = LinearFit(x: x, y: x.map { 1 - 0.5 * $0 + stream.normal() })
      return fit?.slopeInterval?.contains(-0.5) ?? false
    }
    #expect(abs(Double(covering) / 4_000 - 0.95) < 0.0172)
  }
}
