import Testing

@testable import Reports

@Suite struct NiceScaleTests {
  @Test(arguments: [
    (-0.7...0.2, ["−0.6", "−0.4", "−0.2", "0.0", "0.2"]),
    (0.0...1.0, ["0.0", "0.5", "1.0"]),
    (-3.0...47, ["0", "20", "40"]),
    (1200.0...1900, ["1,200", "1,400", "1,600", "1,800"]),
    (-1e-6...1e-6, ["−1e−06", "−5e−07", "0", "5e−07", "1e−06"]),
  ])
  func ticksAreRound(range: ClosedRange<Double>, texts: [String]) {
    let scale = NiceScale(covering: range)
    #expect(scale.ticks.map(scale.text) == texts)
    #expect(scale.ends.lowerBound < range.lowerBound && scale.ends.upperBound > range.upperBound)
  }

  @Test(arguments: [0, 0.31, -1e9, 1e-12])
  func aSingleNumberStandsInTheMiddle(number: Double) {
    let scale = NiceScale(covering: number...number)
    #expect(abs(scale.place(of: number) - 0.5) < 1e-6)
  }
}
