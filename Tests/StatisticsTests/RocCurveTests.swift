import Statistics
import Testing

@Suite struct RocCurveTests {
  /// Positives at 3 and 1, negatives at 2, 1 and nothing: of six pairs 3 > 2, 3 > 1, 3 > –, 1 > – are right,
  /// 1 < 2 is wrong and 1 = 1 is half: 4.5 / 6.
  @Test func areaCountsPairs() throws {
    let curve = try #require(
      RocCurve(scores: [3, 1, 2, 1, nil], isPositive: [true, true, false, false, false]))
    #expect(abs(curve.area - 0.75) < 1e-12)
    #expect(curve.points.map(\.truePositiveRate) == [0, 0.5, 0.5, 1, 1])
    #expect(curve.points.map(\.threshold) == [nil, 3, 2, 1, nil])
    #expect(curve.points.last?.falsePositiveRate == 1)
  }

  @Test func needsBothKinds() {
    #expect(RocCurve(scores: [1, 2], isPositive: [true, true]) == nil)
    #expect(RocCurve(scores: [], isPositive: []) == nil)
  }
}
