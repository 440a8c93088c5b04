import Randomness
import Statistics
import Testing

@Suite struct DetectableDifferenceTests {
  /// SciPy: the root of `nct.sf(t.ppf(0.975, n - 1), n - 1, d * sqrt(n)) = 0.8`.
  @Test(arguments: [(3, 3.2640), (5, 1.6820), (10, 0.9960), (20, 0.6604)])
  func whatATestOfPairsCanSee(count: Int, known: Double) {
    #expect(isClose(detectableDifference(deviation: 1, count: count), known, within: 6e-5))
    #expect(isClose(detectableDifference(deviation: 0.2, count: count), known / 5, within: 6e-5))
  }

  /// With many values it is the normal one: (1.959964 + 0.841621) / √n.
  @Test func manyValuesAreNormal() {
    #expect(
      isClose(detectableDifference(deviation: 1, count: 40_000) * 200, 2.801585, within: 2e-4))
    let strict = detectableDifference(deviation: 1, count: 40_000, confidence: 0.99, power: 0.9)
    #expect(isClose(strict * 200, 2.575829 + 1.281552, within: 3e-4))
  }

  /// The test is significant as often as it says: of 4,000 samples the share's standard error is
  /// √(0.8 · 0.2 / 4,000) = 0.0063, and five of them are 0.032.
  @Test(arguments: [2, 5]) func aTestSeesItAsOftenAsItSays(count: Int) {
    let truth = detectableDifference(deviation: 3, count: count)
    let root = RandomStream(seed: 4).child("power").child(count)
    let seen = (0..<4_000).count { sample in
      var stream = root.child(sample)
      let values = (0..<count).map { _ in stream.normal(mean: truth, standardDeviation: 3) }
      return (studentTPValue(of: values) ?? 1) < 0.05
    }
    #expect(abs(Double(seen) / 4_000 - 0.8) < 0.032)
  }

  @Test func valuesThatDoNotVarySayNothing() {
    #expect(detectableDifference(of: []) == nil && detectableDifference(of: [1]) == nil)
    #expect(detectableDifference(of: [2, 2, 2]) == nil)
    #expect(isClose(detectableDifference(of: [1, 2, 3]), 3.2640, within: 6e-5))
  }
}
