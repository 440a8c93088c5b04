import Randomness
import Statistics
import Testing

@Suite struct PairedDifferenceTests {
  let stream = RandomStream(seed: 6)

  @Test func sleepDataAgreeWithR() throws {
    // R: t = −4.0621, df = 9, p-value = 0.002833. SciPy's BCa interval: −2.63...−1.06.
    let result = PairedDifference(StudentSleep.first, minus: StudentSleep.second, using: stream)
    #expect(isClose(result.difference.mean, -1.58))
    #expect(isClose(result.difference.high, -0.7001142367230175))
    #expect(isClose(result.pValue, 0.002832890197384273))
    let bootstrap = try #require(result.bootstrapInterval)
    // The ends move in steps of 0.01 and have a standard error of about 0.03 at 2,000 resamples.
    #expect(abs(bootstrap.lowerBound + 2.63) < 0.15)
    #expect(abs(bootstrap.upperBound + 1.06) < 0.15)
  }

  @Test func swappingTheArmsSwapsTheSign() {
    let forward = PairedDifference(StudentSleep.first, minus: StudentSleep.second, using: stream)
    let backward = PairedDifference(StudentSleep.second, minus: StudentSleep.first, using: stream)
    #expect(isClose(backward.difference.mean, -forward.difference.mean))
    #expect(backward.pValue == forward.pValue)
  }

  @Test func commonLuckCancels() {
    var stream = RandomStream(seed: 6).child("luck")
    let luck = (0..<10).map { _ in stream.normal(standardDeviation: 100) }
    let result = PairedDifference(luck.map { $0 + 1 }, minus: luck, using: stream)
    #expect(isClose(result.difference.low, 1) && isClose(result.difference.high, 1))
  }

  @Test func onePairAndEqualDifferencesHaveNoPValue() {
    let single = PairedDifference([2], minus: [1], using: stream)
    #expect(single.difference == Estimate(mean: 1, interval: nil, count: 1))
    #expect(single.pValue == nil && single.bootstrapInterval == nil)
    let same = PairedDifference([1, 2, 3], minus: [1, 2, 3], using: stream)
    #expect(same.difference.interval == 0...0 && same.pValue == nil)
  }

  /// Under no effect p is uniform: below 0.05 in 5 % of 4,000 samples, give or take five standard
  /// errors √(0.05 · 0.95 / 4,000) = 0.0034.
  @Test func pValuesAreCalibrated() {
    let root = RandomStream(seed: 23)
    let rejected = (0..<4_000).count { sample in
      var stream = root.child(sample)
      let first = (0..<6).map { _ in stream.normal() }
      let second = (0..<6).map { _ in stream.normal() }
      let interval = Estimate(of: zip(first, second).map { $0 - $1 }).interval
      return !(interval?.contains(0) ?? true)
    }
    #expect(abs(Double(rejected) / 4_000 - 0.05) < 0.0172)
  }
}
