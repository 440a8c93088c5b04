import Randomness
import Statistics
import Testing

/// Components of variance, by hand and against known sources.
@Suite struct VarianceComponentsTests {
  /// Two groups of two: means 2 and 7 around 4.5, so MS = 2 · 12.5 / 1 = 25; within them 2 and 8, so MS = 10 / 2 = 5.
  @Test func byHand() {
    let found = VarianceComponents([1, 3, 5, 9], sizes: [2, 2])
    #expect(found.components.map(\.variance) == [10, 5])
    #expect(found.components.map(\.degreesOfFreedom) == [1, 2])
    #expect(found.total == 15 && found.shares == [10.0 / 15, 5.0 / 15])
  }

  /// Groups that agree better than their members leave a variance below 0, which counts as none.
  @Test func belowZero() {
    let found = VarianceComponents([1, 3, 3, 1], sizes: [2, 2])
    #expect(found.components.map(\.variance) == [-1, 2])
    #expect(found.components[0].standardDeviation == 0 && found.shares == [0, 1])
    #expect(VarianceComponents([4, 4, 4, 4], sizes: [2, 2]).shares == [0, 0])
  }

  /// Standard deviations of 2, 1 and 0.5 at three levels: the estimates are unbiased.
  @Test func knownSourcesAreFound() {
    let (sizes, deviations, count) = ([5, 3, 2], [2.0, 1.0, 0.5], 4_000)
    var chance = RandomStream(seed: 12)
    var sums = [Double](repeating: 0, count: 3)
    var squares = sums
    for _ in 0..<count {
      var values: [Double] = []
      for _ in 0..<sizes[0] {
        let outer = deviations[0] * chance.normal()
        for _ in 0..<sizes[1] {
          let middle = deviations[1] * chance.normal()
          for _ in 0..<sizes[2] { values.append(outer + middle + deviations[2] * chance.normal()) }
        }
      }
      for (level, found) in VarianceComponents(values, sizes: sizes).components.enumerated() {
        sums[level] += found.variance
        squares[level] += found.variance * found.variance
      }
    }
    for level in 0..<3 {
      let mean = sums[level] / Double(count)
      let error = ((squares[level] / Double(count) - mean * mean) / Double(count)).squareRoot()
      #expect(abs(mean - deviations[level] * deviations[level]) < 5 * error)
      #expect(error < 0.06)
    }
  }
}
