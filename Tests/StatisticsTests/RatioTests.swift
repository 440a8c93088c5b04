import Randomness
import Statistics
import Testing

@Suite struct RatioTests {
  /// At each end ρ the interval of x − ρ y has an end at 0: what Fieller's interval is made of.
  @Test func theEndsAreThoseOfATest() throws {
    let (x, y) = ([0.4, 0.7, 0.5, 0.9], [2.0, 2.3, 1.8, 2.4])
    let ratio = try #require(Estimate.ratio(of: x, over: y))
    #expect(isClose(ratio.mean, 2.5 / 8.5) && ratio.count == 4)
    for (end, isLow) in [(ratio.low, true), (ratio.high, false)] {
      let rest = Estimate(of: zip(x, y).map { $0 - (end ?? 0) * $1 })
      #expect(isClose(isLow ? rest.low : rest.high, 0))
    }
  }

  @Test func aRangeThatMayBeNothingPlacesNothing() {
    let x = [1.0, 2, 3]
    #expect(Estimate.ratio(of: x, over: [-1, 0, 1]) == nil)
    // Mean 2, half width 4.3027 / √3 = 2.484.
    #expect(Estimate.ratio(of: x, over: [1, 2, 3]) == nil)
    #expect(Estimate.ratio(of: x, over: [2, 3, 4]) != nil)
    #expect(Estimate.ratio(of: x, over: [-2, -3, -4]) != nil, "a range may be upside down")
    #expect(Estimate.ratio(of: [1], over: [1]) == nil && Estimate.ratio(of: [], over: []) == nil)
  }

  /// Over an exact range it is Student's interval of x, in parts of the range.
  @Test func overAConstantItIsStudents() throws {
    let x = [0.4, 0.7, 0.5, 0.9]
    let student = Estimate(of: x)
    let ratio = try #require(Estimate.ratio(of: x, over: [2, 2, 2, 2]))
    #expect(
      isClose(ratio.low, (student.low ?? 9) / 2) && isClose(ratio.high, (student.high ?? 9) / 2))
    let same = try #require(Estimate.ratio(of: [3, 5, 7], over: [3, 5, 7], confidence: 0.5))
    #expect(isClose(same.low, 1) && isClose(same.high, 1))
  }

  /// Of 4,000 samples 95 % cover the truth, as in `EstimateTests`; so do intervals of five pairs that share
  /// their luck, as arms of a run do. A replication of the best arm at 1 ± 0.1, the worst at 0, this at 0.4.
  @Test(arguments: [3, 5, 20]) func itCoversAsOftenAsItSays(_ count: Int) {
    let root = RandomStream(seed: 22).child("ratio").child(count)
    var covering = 0
    for sample in 0..<4_000 {
      var stream = root.child(sample)
      var (x, y): ([Double], [Double]) = ([], [])
      for _ in 0..<count {
        let best = stream.normal(mean: 1, standardDeviation: 0.05)
        x.append(best - stream.normal(mean: 0.4, standardDeviation: 0.1))
        y.append(best - stream.normal(mean: 0, standardDeviation: 0.05))
      }
      if let interval = Estimate.ratio(of: x, over: y)?.interval, interval.contains(0.6) {
        covering += 1
      }
    }
    #expect(abs(Double(covering) / 4_000 - 0.95) < 0.0172)
  }
}
