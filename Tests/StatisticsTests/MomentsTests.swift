import Statistics
import Testing

@Suite struct MomentsTests {
  @Test func meanAndStandardDeviation() {
    #expect(mean(of: [1, 2, 3, 4, 10]) == 4)
    // Squares about the mean: 9 + 4 + 1 + 0 + 36 = 50; over n − 1 = 4: 12.5.
    #expect(isClose(standardDeviation(of: [1, 2, 3, 4, 10]), 12.5.squareRoot()))
    #expect(standardDeviation(of: [0.1, 0.1, 0.1]) == 0, "exactly: 0.1 is no sum of powers of two")
  }

  @Test func aLargeCommonOffsetCostsNoPrecision() {
    #expect(isClose(standardDeviation(of: [1e9 + 1, 1e9 + 2, 1e9 + 3]), 1))
  }

  @Test func quantilesInterpolate() {
    let values: [Double] = [10, 1, 4, 2, 3]
    for (fraction, expected) in [(0, 1), (0.1, 1.4), (0.5, 3), (0.9, 7.6), (1, 10)] {
      #expect(isClose(quantile(fraction, of: values), expected))
    }
    #expect(quantile(0.3, of: [7]) == 7)
  }

  @Test func numbersThatAreNotFiniteStopTheProgram() async {
    await #expect(processExitsWith: .failure) { _ = mean(of: [1, .nan]) }
    await #expect(processExitsWith: .failure) { _ = mean(of: []) }
    await #expect(processExitsWith: .failure) { _ = standardDeviation(of: [1]) }
  }
}
