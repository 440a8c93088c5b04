import Testing

@testable import Aggregation

@Suite struct RocCurveTests {
  /// Trolls at 3 and 1, honest at 2, 1 and nothing: of six pairs 3 > 2, 3 > 1, 3 > –, 1 > – are right,
  /// 1 < 2 is wrong and 1 = 1 is half: 4.5 / 6.
  @Test func areaCountsPairs() throws {
    let curve = try #require(
      RocCurve(scores: [3, 1, 2, 1, nil], isTroll: [true, true, false, false, false]))
    #expect(abs(curve.area - 0.75) < 1e-12)
    #expect(curve.points.map(\.truePositiveRate) == [0, 0.5, 0.5, 1, 1])
    #expect(curve.points.map(\.threshold) == [nil, 3, 2, 1, nil])
    #expect(curve.points.last?.falsePositiveRate == 1)
  }

  @Test func needsBothKinds() {
    #expect(RocCurve(scores: [1, 2], isTroll: [true, true]) == nil)
    #expect(RocCurve(scores: [], isTroll: []) == nil)
  }

  /// Benjamini & Hochberg 1995, section 3.2: fifteen p values, of which the first four are findings at
  /// a rate of .05 and the fifth is not.
  @Test func falseDiscoveriesOfTheirExample() {
    let pValues = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719,
      0.6528, 0.7590, 1,
    ]
    let rates = benjaminiHochberg(pValues)
    #expect(rates.count { $0 <= 0.05 } == 4)
    #expect(abs(rates[0] - 0.0015) < 1e-12)
    #expect(abs(rates[3] - 0.0095 * 15 / 4) < 1e-12)
    #expect(Array(benjaminiHochberg(pValues.reversed()).reversed()) == rates)
    #expect(benjaminiHochberg([]) == [])
  }
}
