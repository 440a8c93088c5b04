import Foundation
import SandboxCore
import Testing

@Suite struct PreferenceLossTests {
  private static let gaps = [-12.0, -3, -0.4, 0.2, 2.5, 11.5]

  /// A clean label's loss, the formula of the textbook.
  private func clean(_ gap: Double) -> Double { log(1 + exp(-gap)) }

  @Test(arguments: gaps, [0.5, 0.8, 1.0])
  func derivativesAreThoseOfTheValue(gap: Double, probability: Double) {
    for (smoothing, flipRate, margin) in [
      (0.0, 0.0, 0.0), (0.1, 0, 0.5), (0, 0.2, 0), (0.1, 0.3, 1),
    ] {
      func loss(_ gap: Double) -> PreferenceLoss {
        .logistic(
          gap: gap, probability: probability, smoothing: smoothing, flipRate: flipRate,
          margin: margin)
      }
      let slope = (loss(gap + 1e-5).value - loss(gap - 1e-5).value) / 2e-5
      #expect(abs(loss(gap).derivative - slope) < 1e-6 * max(1, abs(slope)))
      let bend = (loss(gap + 1e-5).derivative - loss(gap - 1e-5).derivative) / 2e-5
      #expect(abs(loss(gap).curvature - bend) < 1e-6 * max(1, abs(bend)))
    }
  }

  /// Over labels of which 20 % are flipped, the corrected loss is on average that of the right ones.
  @Test(arguments: [(-1.0, 1.3132617), (0.3, 0.5543552), (2, 0.1269280)])
  func correctedLossesAreUnbiased(gap: Double, known: Double) {
    let right = PreferenceLoss.logistic(gap: gap, flipRate: 0.2).value
    let flipped = PreferenceLoss.logistic(gap: -gap, flipRate: 0.2).value
    #expect(abs(0.8 * right + 0.2 * flipped - known) < 1e-7)
    #expect(abs(clean(gap) - known) < 1e-7)
  }

  @Test(arguments: gaps.filter { abs($0) < 10 })
  func correctionIsTheFormulaOfItsAuthors(gap: Double) {
    let corrected = PreferenceLoss.logistic(gap: gap, flipRate: 0.2).value
    #expect(abs(corrected - (0.8 * clean(gap) - 0.2 * clean(-gap)) / 0.6) < 1e-12)
    let smoothed = PreferenceLoss.logistic(gap: gap, smoothing: 0.1).value
    #expect(abs(smoothed - (0.9 * clean(gap) + 0.1 * clean(-gap))) < 1e-12)
  }

  /// Three items worth 0, 1 and 2.5, compared pair by pair, a fifth of the labels flipped: no one gap fits
  /// all, and the joint fits are those of the oracle.
  @Test(arguments: [
    (0.0, 0.0, 0.495308, 1.218300), (0.2, 0, 0.281045, 0.690462), (0, 0.2, 1, 2.5),
  ])
  func gapsOfFlippedLabelsAreThoseKnown(
    smoothing: Double, flipRate: Double, first: Double, second: Double
  ) {
    func slope(truth: Double, gap: Double) -> Double {
      let share = 0.2 + 0.6 / (1 + exp(-truth))
      func derivative(_ gap: Double) -> Double {
        PreferenceLoss.logistic(gap: gap, smoothing: smoothing, flipRate: flipRate).derivative
      }
      return share * derivative(gap) - (1 - share) * derivative(-gap)
    }
    let between = slope(truth: 1.5, gap: second - first)
    // Where a fit is best the mean loss has no slope.
    #expect(abs(slope(truth: 1, gap: first) - between) < 1e-6)
    #expect(abs(slope(truth: 2.5, gap: second) + between) < 1e-6)
  }

  @Test func correctedLossesHaveALowest() {
    func loss(_ gap: Double) -> Double { PreferenceLoss.logistic(gap: gap, flipRate: 0.2).value }
    #expect(loss(10) < loss(5))
    #expect(loss(1000) > loss(10))
    #expect(loss(-1000) > loss(10))
    let lowest = stride(from: 9.0, through: 12, by: 0.001).min { loss($0) < loss($1) } ?? 0
    // 1 − m = −⅓, so that the wall stops it a third beyond the limit.
    #expect(abs(lowest - 10.333) < 0.002)
  }

  @Test func marginsGoByHowSurePeopleAre() {
    let sure = PreferenceLoss.logistic(gap: 2, margin: 0.5)
    #expect(sure == PreferenceLoss.logistic(gap: 1.5))
    let divided = PreferenceLoss.logistic(gap: 2, probability: 0.5, margin: 0.5)
    #expect(divided == PreferenceLoss.logistic(gap: 2, probability: 0.5))
  }
}
