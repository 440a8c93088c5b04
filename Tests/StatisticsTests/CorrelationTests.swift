import Randomness
import Statistics
import Testing

@Suite struct CorrelationTests {
  /// Anscombe 1973, doi:10.1080/00031305.1973.10478966, first data set.
  static let x: [Double] = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
  static let y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]

  @Test func publishedValues() {
    #expect(isClose(pearson(Self.x, Self.y), 0.8164205163, within: 1e-10))
    #expect(isClose(kendallTauB([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]), -0.4714045, within: 1e-7))
    let natural = (1...10).map(Double.init)
    #expect(
      isClose(kendallTauB(natural, [3, 1, 4, 2, 5, 7, 6, 8, 10, 9]), 0.7777778, within: 1e-7))
    #expect(isClose(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]), 0.8207827, within: 1e-7))
  }

  @Test func perfectOrders() {
    let natural = (0..<30).map(Double.init)
    let curved = natural.map { $0 * $0 * $0 }
    for correlation in [kendallTauB, spearman] {
      #expect(isClose(correlation(natural, curved), 1))
      #expect(isClose(correlation(natural, curved.reversed()), -1))
    }
    #expect(isClose(pearson(natural, natural.map { 3 - 2 * $0 }), -1))
  }

  @Test func aConstantListHasNoCorrelation() {
    for correlation in [kendallTauB, spearman, pearson] {
      #expect(correlation([0.1, 0.1, 0.1], [1, 2, 3]) == nil)
      #expect(correlation([1, 2, 3], [0.1, 0.1, 0.1]) == nil)
    }
  }

  /// The definition, pair by pair, on random lists of many ties.
  @Test func kendallAgreesWithItsDefinition() {
    let root = RandomStream(seed: 9)
    for trial in 0..<200 {
      var stream = root.child(trial)
      let count = 2 + stream.uniform(below: 30)
      let x = (0..<count).map { _ in Double(stream.uniform(below: 6)) }
      let y = (0..<count).map { _ in Double(stream.uniform(below: 6)) }
      var (surplus, untiedX, untiedY) = (0.0, 0.0, 0.0)
      for i in 0..<count {
        for j in 0..<i {
          surplus += sign(x[i] - x[j]) * sign(y[i] - y[j])
          untiedX += abs(sign(x[i] - x[j]))
          untiedY += abs(sign(y[i] - y[j]))
        }
      }
      guard untiedX > 0, untiedY > 0 else {
        #expect(kendallTauB(x, y) == nil)
        continue
      }
      #expect(isClose(kendallTauB(x, y), surplus / (untiedX * untiedY).squareRoot()))
    }
  }

  private func sign(_ value: Double) -> Double { value > 0 ? 1 : value < 0 ? -1 : 0 }
}
