import Foundation
import PolicyOptimization
import Randomness
import Testing

@Suite struct FormulaTests {
  @Test func advantagesOfTheWorkedExample() {
    let found = advantages(
      rewards: [0, 0, 1], values: [0.5, 0.4, 0.6], discount: 1, traceDecay: 0.95)
    for (advantage, expected) in zip(found, [0.451, 0.58, 0.4]) {
      #expect(abs(advantage - expected) < 1e-12)
    }
    for (index, expected) in [0.951, 0.98, 1.0].enumerated() {
      #expect(abs(found[index] + [0.5, 0.4, 0.6][index] - expected) < 1e-12)
    }
  }

  @Test func withoutDecayAdvantagesAreReturnsMinusValues() {
    var stream = RandomStream(seed: 1)
    let rewards = (0..<9).map { _ in stream.uniform() }
    let values = (0..<9).map { _ in stream.uniform() }
    let found = advantages(rewards: rewards, values: values, discount: 0.9, traceDecay: 1)
    var discountedReturn = 0.0
    for index in (0..<9).reversed() {
      discountedReturn = rewards[index] + 0.9 * discountedReturn
      #expect(abs(found[index] - (discountedReturn - values[index])) < 1e-12)
    }
    let oneStep = advantages(rewards: rewards, values: values, discount: 0.9, traceDecay: 0)
    #expect(abs(oneStep[3] - (rewards[3] + 0.9 * values[4] - values[3])) < 1e-12)
    #expect(
      advantages(rewards: [Double](), values: [Double](), discount: 1, traceDecay: 1).isEmpty)
  }

  @Test func klEstimatorsOfTheWorkedExample() {
    let q = [0.1, 0.2, 0.3, 0.4]
    let p = [0.4, 0.3, 0.2, 0.1]
    func moments(_ estimator: KLEstimator) -> (mean: Double, variance: Double) {
      let values = zip(q, p).map {
        estimator.estimate(logProbability: log($0), reference: log($1))
      }
      let mean = zip(q, values).reduce(0) { $0 + $1.0 * $1.1 }
      return (mean, zip(q, values).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) })
    }
    #expect(abs(moments(.k1).mean - 0.4564348) < 1e-7)
    #expect(abs(moments(.k2).mean - 0.5215535) < 1e-7)
    #expect(abs(moments(.k3).mean - 0.4564348) < 1e-7)
    #expect(abs(moments(.k1).variance - 0.834774) < 1e-6)
    #expect(abs(moments(.k3).variance - 0.217368) < 1e-6)
  }

  @Test func surrogateByHand() {
    // Raised beyond the range with a good action: no more to gain.
    let good = ClippedSurrogate(logRatio: log(1.5), advantage: 2, clipRange: 0.2)
    #expect(abs(good.value - 2.4) < 1e-12 && good.derivative == 0 && good.isOutsideRange)
    // Raised with a bad action: the loss is felt in full.
    let bad = ClippedSurrogate(logRatio: log(1.5), advantage: -2, clipRange: 0.2)
    #expect(abs(bad.value + 3) < 1e-12 && abs(bad.derivative + 3) < 1e-12)
    // Lowered beyond the range with a bad action: no more to gain.
    let lowered = ClippedSurrogate(logRatio: log(0.5), advantage: -2, clipRange: 0.2)
    #expect(abs(lowered.value + 1.6) < 1e-12 && lowered.derivative == 0)
    let start = ClippedSurrogate(logRatio: 0, advantage: -0.7, clipRange: 0.2)
    #expect(start.value == -0.7 && start.derivative == -0.7 && !start.isOutsideRange)
  }

  @Test(arguments: [-0.4, -0.1, 0.05, 0.15, 0.5], [nil, 0.2])
  func surrogateDerivativeIsTheSlope(logRatio: Double, clipRange: Double?) {
    for advantage in [-1.5, 0.8] {
      func value(_ logRatio: Double) -> Double {
        ClippedSurrogate(logRatio: logRatio, advantage: advantage, clipRange: clipRange).value
      }
      let slope = (value(logRatio + 1e-6) - value(logRatio - 1e-6)) / 2e-6
      let found = ClippedSurrogate(logRatio: logRatio, advantage: advantage, clipRange: clipRange)
      #expect(abs(found.derivative - slope) < 1e-8)
    }
  }

  @Test(arguments: [-0.15, 0, 0.17], [-1.0, 2])
  func clippingChangesNothingWithinTheRange(logRatio: Double, advantage: Double) {
    let on = ClippedSurrogate(logRatio: logRatio, advantage: advantage, clipRange: 0.2)
    let off = ClippedSurrogate(logRatio: logRatio, advantage: advantage, clipRange: nil)
    #expect(on == off)
  }

  @Test(arguments: [-1.0, -0.1, 0.15, 0.7], [nil, 0.2])
  func valueLossDerivativeIsTheSlope(estimate: Double, clipRange: Double?) {
    for target in [-0.5, 0.1, 2] {
      func loss(_ estimate: Double) -> ClippedValueLoss {
        ClippedValueLoss(estimate: estimate, old: 0, target: target, clipRange: clipRange)
      }
      let slope = (loss(estimate + 1e-6).value - loss(estimate - 1e-6).value) / 2e-6
      #expect(abs(loss(estimate).derivative - slope) < 1e-7)
      // The clipped loss is never the smaller one, and the same near the old value.
      let plain = (estimate - target) * (estimate - target) / 2
      #expect(loss(estimate).value >= plain)
      if abs(estimate) <= 0.2 { #expect(loss(estimate).value == plain) }
    }
  }

  @Test func theAdaptiveCoefficientFollowsZiegler() {
    // 10 n: K = 0.1.
    let penalty = KLPenalty.adaptive(target: 6, initialCoefficient: 0.2, horizon: 2560)
    func next(_ kl: Double) -> Double {
      penalty.coefficient(after: 0.2, measuredKL: kl, episodeCount: 256)
    }
    #expect(penalty.initialCoefficient == 0.2)
    #expect(next(6) == 0.2)
    #expect(abs(next(6.6) - 0.2 * 1.01) < 1e-12)
    #expect(abs(next(60) - 0.2 * 1.02) < 1e-12)
    #expect(abs(next(0) - 0.2 * 0.98) < 1e-12)
    #expect(
      KLPenalty.fixed(coefficient: 0.3).coefficient(
        after: 0.3, measuredKL: 9, episodeCount: 1) == 0.3)
    #expect(KLPenalty.off.initialCoefficient == 0)
  }
}
