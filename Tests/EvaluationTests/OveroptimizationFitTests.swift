import Evaluation
import Foundation
import Testing

@Suite struct OveroptimizationFitTests {
  /// Points of a curve with α = 1 and β = 0.3.
  private static func points(
    _ form: OveroptimizationFit.Form, beta: Double = 0.3, to end: Double
  ) -> (divergences: [Double], gains: [Double]) {
    let distances = (1...20).map { Double($0) * end / 20 }
    let gains = distances.map { distance -> Double in
      switch form {
      case .bestOfN: distance * (1 - beta * distance)
      case .reinforcementLearning: distance * (1 - beta * log(distance))
      }
    }
    return (distances.map { $0 * $0 }, gains)
  }

  @Test(arguments: [
    (OveroptimizationFit.Form.bestOfN, 3.0, 1.6667, 0.8333),
    (.reinforcementLearning, 20.0, 10.3123, 3.0937),
  ])
  func findsThePublishedPeaks(
    form: OveroptimizationFit.Form, end: Double, peak: Double, value: Double
  ) throws {
    let (divergences, gains) = Self.points(form, to: end)
    let fit = try #require(OveroptimizationFit(form, divergences: divergences, gains: gains))
    #expect(abs(fit.alpha - 1) < 1e-9 && abs(fit.beta - 0.3) < 1e-9)
    #expect(fit.determination > 1 - 1e-9)
    let found = try #require(fit.peak)
    #expect(abs(found - peak) < 1e-3)
    #expect(abs(fit.gain(at: found) - value) < 1e-3)
    #expect(abs(fit.drop - (value - (gains.last ?? 0))) < 1e-3)
  }

  /// A curve that ends before its peak has not fallen, and one that bends up never does.
  @Test func noDropBeforeThePeak() throws {
    let (divergences, gains) = Self.points(.bestOfN, to: 1)
    let fit = try #require(OveroptimizationFit(.bestOfN, divergences: divergences, gains: gains))
    #expect(fit.drop == 0)
    let up = Self.points(.bestOfN, beta: -0.1, to: 3)
    let rising = try #require(
      OveroptimizationFit(.bestOfN, divergences: up.divergences, gains: up.gains))
    #expect(rising.peak == nil && rising.drop == 0)
  }

  @Test func tooFewOrEqualPointsFitNothing() {
    #expect(
      OveroptimizationFit(.bestOfN, divergences: [0, 0, 2, 3], gains: [0, 1, 2, 3]) == nil)
    #expect(
      OveroptimizationFit(.bestOfN, divergences: [1, 2, 3, 4], gains: [0, 0, 0, 0]) == nil)
  }
}
