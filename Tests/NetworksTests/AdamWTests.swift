import Networks
import Randomness
import Testing

@Suite struct AdamWTests {
  static let groups = [
    ParameterGroup(name: "matrix", shape: [37], range: 0..<37, isDecayed: true),
    ParameterGroup(name: "bias", shape: [20], range: 37..<57, isDecayed: false),
  ]

  @Test func theFirstStepMovesByTheLearningRateAgainstTheSign() {
    var optimizer = AdamW(AdamW.Settings(), groups: Self.groups)
    var parameters = [Float](repeating: 1, count: 57)
    let gradient = (0..<57).map { $0 % 2 == 0 ? Float(3) : -0.01 }
    let norm = optimizer.step(&parameters, gradient: gradient, learningRate: 0.125)
    // 29 entries of 9 and 28 of 0.0001.
    #expect(abs(norm - (29.0 * 9 + 28 * 0.0001).squareRoot()) < 1e-6)
    for (index, parameter) in parameters.enumerated() {
      #expect(abs(parameter - (index % 2 == 0 ? 0.875 : 1.125)) < 1e-5)
    }
  }

  /// The kernel against the formula of the doc comment in `Double`, over 60 random steps. `Float` keeps
  /// 6e-8 of a parameter of size 1 a step, and 60 steps of 0.01 × 1e-7 in the update: 1e-5 is roomy.
  @Test func agreesWithTheFormulaInDoublePrecision() {
    let settings = AdamW.Settings(
      firstMomentDecay: 0.8, secondMomentDecay: 0.95, epsilon: 1e-6, weightDecay: 0.3,
      maxGradNorm: 2)
    var optimizer = AdamW(settings, groups: Self.groups)
    var stream = RandomStream(seed: 4)
    var parameters = (0..<57).map { _ in Float(stream.uniform()) }
    var expected = parameters.map(Double.init)
    var first = [Double](repeating: 0, count: 57)
    var second = first
    var (firstPower, secondPower) = (1.0, 1.0)
    for step in 0..<60 {
      let learningRate = 0.01 * Double(1 + step % 3)
      // Every third gradient is longer than 2 and is clipped.
      let gradient = (0..<57).map { _ in Float((stream.uniform() - 0.5) * (step % 3 == 0 ? 4 : 0.2))
      }
      let norm = optimizer.step(&parameters, gradient: gradient, learningRate: learningRate)
      let scale = min(1, 2 / norm)
      firstPower *= 0.8
      secondPower *= 0.95
      for index in 0..<57 {
        let g = Double(gradient[index]) * scale
        first[index] = 0.8 * first[index] + 0.2 * g
        second[index] = 0.95 * second[index] + 0.05 * g * g
        let corrected = (second[index] / (1 - secondPower)).squareRoot() + 1e-6
        let decay = index < 37 ? 0.3 * expected[index] : 0
        expected[index] -= learningRate * (first[index] / (1 - firstPower) / corrected + decay)
      }
    }
    #expect(optimizer.stepCount == 60)
    for (parameter, value) in zip(parameters, expected) {
      #expect(abs(Double(parameter) - value) < 1e-5)
    }
  }

  @Test func weightDecayTouchesMatricesOnly() {
    var optimizer = AdamW(AdamW.Settings(weightDecay: 0.5), groups: Self.groups)
    var parameters = [Float](repeating: 2, count: 57)
    let still = [Float](repeating: 0, count: 57)
    let norm = optimizer.step(&parameters, gradient: still, learningRate: 0.5)
    #expect(norm == 0)
    #expect(parameters == [Float](repeating: 1.5, count: 37) + [Float](repeating: 2, count: 20))
  }

  @Test(arguments: [Float.nan, .infinity])
  func aGradientThatIsNotFiniteIsReportedAndNotApplied(broken: Float) {
    var optimizer = AdamW(AdamW.Settings(maxGradNorm: 1), groups: Self.groups)
    var parameters = [Float](repeating: 1, count: 57)
    var gradient = [Float](repeating: 1, count: 57)
    gradient[56] = broken
    #expect(!optimizer.step(&parameters, gradient: gradient, learningRate: 1).isFinite)
    #expect(parameters == [Float](repeating: 1, count: 57))
    #expect(optimizer.stepCount == 0)
  }
}
