import Foundation
import Randomness
import Statistics
import Testing

@Suite struct EstimateTests {
  @Test func studentIntervalOfTheSleepData() {
    // R: t.test(extra ~ group, sleep, paired = TRUE).
    let estimate = Estimate(of: zip(StudentSleep.first, StudentSleep.second).map { $0 - $1 })
    #expect(isClose(estimate.mean, -1.58))
    #expect(isClose(estimate.low, -2.4598858, within: 1e-7))
    #expect(isClose(estimate.high, -0.7001142, within: 1e-7))
    #expect(estimate.count == 10)
  }

  @Test func intervalsWidenWithConfidence() {
    // SciPy: stats.t.interval(confidence, 4, loc=4, scale=stats.sem([1, 2, 3, 4, 10])).
    let wide = Estimate(of: [1, 2, 3, 4, 10], confidence: 0.99)
    #expect(isClose(wide.low, -3.2797131785))
    #expect(isClose(wide.high, 11.2797131785))
  }

  @Test func oneMeasurementHasNoInterval() {
    let estimate = Estimate(of: [0.3])
    #expect(estimate.mean == 0.3 && estimate.interval == nil && estimate.count == 1)
    #expect(Estimate.bootstrapped([0.3], using: RandomStream(seed: 1)) == estimate)
  }

  @Test func equalMeasurementsHaveAnIntervalOfNoWidth() {
    #expect(Estimate(of: [0.1, 0.1, 0.1]).interval == 0.1...0.1)
    let resampled = Estimate.bootstrapped([0.1, 0.1, 0.1], using: RandomStream(seed: 1))
    #expect(resampled.interval == 0.1...0.1)
  }

  /// 95 % of intervals cover the truth: over 4,000 samples the standard error of the share is
  /// √(0.95 · 0.05 / 4,000) = 0.0034, and five of them are 0.0172.
  @Test(arguments: [2, 5, 30]) func studentIntervalCoversAsOftenAsItSays(_ count: Int) {
    let root = RandomStream(seed: 21).child("coverage").child(count)
    let covering = (0..<4_000).count { sample in
      var stream = root.child(sample)
      let values = (0..<count).map { _ in stream.normal(mean: 3, standardDeviation: 2) }
      return Estimate(of: values).interval?.contains(3) ?? false
    }
    #expect(abs(Double(covering) / 4_000 - 0.95) < 0.0172)
  }

  @Test func wilsonIntervalOfProportions() {
    // SciPy: stats.binomtest(k, n).proportion_ci(confidence, method="wilson").
    let most = Estimate.proportion(15, of: 20)
    #expect(most.mean == 0.75 && most.count == 20)
    #expect(isClose(most.low, 0.5312991223812561))
    #expect(isClose(most.high, 0.8881382985923344))
    let few = Estimate.proportion(7, of: 50, confidence: 0.9)
    #expect(isClose(few.low, 0.07772089782062996))
    #expect(isClose(few.high, 0.2392389959454846))
    let none = Estimate.proportion(0, of: 10)
    #expect(none.low == 0 && isClose(none.high, 0.27753279986288926))
    #expect(Estimate.proportion(10, of: 10).high == 1)
  }

  @Test func jsonHasNumbersOrNull() throws {
    func json(_ estimate: Estimate) throws -> String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return String(decoding: try encoder.encode(estimate), as: UTF8.self)
    }
    let known = Estimate(mean: 0.5, interval: 0.25...1, count: 3)
    let unknown = Estimate(mean: 0.5, interval: nil, count: 1)
    #expect(try json(known) == #"{"count":3,"high":1,"low":0.25,"mean":0.5}"#)
    #expect(try json(unknown) == #"{"count":1,"high":null,"low":null,"mean":0.5}"#)
    for estimate in [known, unknown] {
      let data = try JSONEncoder().encode(estimate)
      #expect(try JSONDecoder().decode(Estimate.self, from: data) == estimate)
    }
    for bad in [#"{"mean":1,"low":2,"high":1,"count":2}"#, #"{"mean":1,"low":2,"count":2}"#] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(Estimate.self, from: Data(bad.utf8))
      }
    }
  }

  @Test func anIntervalStaysInTheRangeOfItsNumber() {
    let share = Estimate(of: [0, 0.1, 0.02])
    #expect((share.low ?? 0) < 0)
    #expect(share.within(0...1).interval == 0...(share.high ?? 0))
    #expect(share.within(0...1).mean == share.mean)
    #expect(share.within(nil) == share)
    #expect(Estimate(of: [0.5]).within(0...1).interval == nil)
  }
}
