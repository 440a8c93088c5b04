import Randomness
import Statistics
import Testing

@Suite struct BootstrapTests {
  /// Spatial test scores of 26 children, test A: Efron & Tibshirani 1993, table 14.1.
  static let scores: [Double] = [
    48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30,
    41,
  ]

  static func populationVariance(_ values: [Double]) -> Double {
    let center = mean(of: values)
    return values.reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(values.count)
  }

  /// Against SciPy's `stats.bootstrap` with 200,000 resamples. With 20,000 of ours (standard deviation
  /// of the resampled variance: 42) the standard error of the 0.025 quantile is
  /// √(0.025 · 0.975 / 20,000) / (0.058 / 42) = 0.8, of the 0.995 quantile, at which the corrected
  /// upper end lies, √(0.005 · 0.995 / 20,000) / (0.0145 / 42) = 1.5: five are 4 and 7.5. The two
  /// methods are 19 and 30 apart.
  @Test(arguments: [
    (BootstrapMethod.percentile, 86.398, 249.499),
    (BootstrapMethod.biasCorrectedAccelerated, 105.149, 279.548),
  ])
  func varianceOfSpatialScores(_ method: BootstrapMethod, _ low: Double, _ high: Double) throws {
    let interval = bootstrapInterval(
      of: Self.scores, by: method, resampleCount: 20_000, using: RandomStream(seed: 2),
      statistic: Self.populationVariance)
    let ends = try #require(interval)
    #expect(abs(ends.lowerBound - low) < 4)
    #expect(abs(ends.upperBound - high) < 7.5)
  }

  /// The corrections restore most of the coverage that the percentile method loses on skewed samples.
  /// Over 1,000 samples the standard error is √(0.94 · 0.06 / 1,000) = 0.0075: five are 0.0375.
  @Test func intervalOfTheMeanCoversNearlyAsOftenAsItSays() {
    let root = RandomStream(seed: 22)
    let covering = (0..<1_000).count { sample in
      var stream = root.child("sample").child(sample)
      let values = (0..<40).map { _ in stream.exponential(mean: 2) }
      let interval = bootstrapInterval(
        of: values, resampleCount: 400, using: root.child("resampling").child(sample)
      ) { $0.reduce(0, +) / 40 }
      return interval?.contains(2) ?? false
    }
    #expect(abs(Double(covering) / 1_000 - 0.94) < 0.0375, "\(covering)")
  }

  @Test func theSameStreamGivesTheSameInterval() {
    func interval(_ seed: UInt64) -> ClosedRange<Double>? {
      Estimate.bootstrapped(Self.scores, using: RandomStream(seed: seed)).interval
    }
    #expect(interval(1) == interval(1))
    #expect(interval(1) != interval(2))
  }

  @Test func undefinedResamplesAreLeftOut() throws {
    let stream = RandomStream(seed: 4)
    // The share of true among those that answered; undefined when nobody did.
    func share(_ answers: [Bool?]) -> Double? {
      let given = answers.compactMap(\.self)
      return given.isEmpty ? nil : Double(given.count { $0 }) / Double(given.count)
    }
    let answers: [Bool?] = [true, false, nil, true, nil, nil]
    let interval = try #require(bootstrapInterval(of: answers, using: stream, statistic: share))
    #expect(interval.contains(2.0 / 3))
    #expect(bootstrapInterval(of: [nil, nil], using: stream, statistic: share) == nil)
    #expect(bootstrapInterval(of: [true], using: stream, statistic: share) == nil)
  }
}
