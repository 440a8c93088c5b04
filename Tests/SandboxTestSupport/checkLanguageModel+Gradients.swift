import Networks
import Randomness

extension LanguageModelCheck {
  mutating func gradientsAddUp() {
    let batch = batch(of: randomSequences(4), masked: false)
    let loss = RandomLoss(readCount: batch.readCount, using: &stream)
    let once = gradient(of: loss, on: batch, groupSize: 1)
    var twice = once
    addGradient(of: loss, on: batch, groupSize: 1, into: &twice)
    expect(Self.agree(once.map { 2 * $0 }, twice), "a second gradient is not added to the first")
  }

  mutating func gradientsAreDerivatives(masked: Bool) {
    let batch = batch(of: randomSequences(5), masked: masked)
    gradientIsDerivative(on: batch, name: masked ? "masked" : "unmasked")
  }

  /// Compares the gradient with central differences, group by group, in two directions: along the
  /// gradient itself (is its size right?) and a random one (is something missing?).
  ///
  /// Central differences of order 4 with steps of 1/32 along a unit vector. Outputs are `Float`: about
  /// 1e-6 of rounding each, about 100 of them, so the loss is known to some 1e-5 and its derivative to
  /// 1e-5 · 32 · 1.1 = 4e-4. Tolerance: 2e-3, plus 1 % of the group's gradient for the curvature.
  mutating func gradientIsDerivative(on batch: SequenceBatch, name: String) {
    let loss = RandomLoss(readCount: batch.readCount, using: &stream)
    let gradient = gradient(of: loss, on: batch, groupSize: 1)
    for group in model.parameterGroups {
      let part = gradient[group.range].map(Double.init)
      let norm = part.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let random = part.map { _ in stream.bernoulli(0.5) ? 1.0 : -1.0 }
      for (direction, isGradient) in [(part, true), (random, false)] {
        let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0 else { continue }
        let unit = direction.map { $0 / length }
        let expected = zip(part, unit).reduce(0) { $0 + $1.0 * $1.1 }
        let found = derivative(of: loss, on: batch, along: unit, in: group.range)
        // A random direction sees only ‖g‖/√n of the gradient, so it must be seen more sharply.
        let tolerance = 2e-3 + 0.01 * (isGradient ? norm : norm / Double(part.count).squareRoot())
        expect(
          abs(found - expected) < tolerance,
          "\(name) gradient of \(group.name) along \(isGradient ? "itself" : "a random direction"): "
            + "\(expected), central difference \(found)")
      }
    }
  }

  private func derivative(
    of loss: RandomLoss, on batch: SequenceBatch, along unit: [Double], in range: Range<Int>
  ) -> Double {
    let step = 1.0 / 32
    func value(_ distance: Double) -> Double {
      var moved = model
      for (index, component) in zip(range, unit) {
        moved.parameters[index] = Float(Double(model.parameters[index]) + distance * component)
      }
      return loss.value(
        moved.outputs(for: batch, heads: [.language, .scalar], workspace: workspace))
    }
    let near = value(step) - value(-step)
    let far = value(2 * step) - value(-2 * step)
    return (8 * near - far) / (12 * step)
  }

  func gradient(
    of loss: RandomLoss, on batch: SequenceBatch, groupSize: Int
  ) -> [Float] {
    var gradient = [Float](repeating: 0, count: model.parameterCount)
    addGradient(of: loss, on: batch, groupSize: groupSize, into: &gradient)
    return gradient
  }

  private func addGradient(
    of loss: RandomLoss, on batch: SequenceBatch, groupSize: Int, into gradient: inout [Float]
  ) {
    model.accumulateGradient(
      for: batch, heads: [.language, .scalar], groupSize: groupSize, into: &gradient,
      workspace: workspace
    ) { outputs, sequences, gradients in
      precondition(sequences.lowerBound % groupSize == 0, "a chunk cuts a group in two")
      for sequence in sequences {
        for read in batch.readRange(of: sequence) {
          loss.differentiate(outputs, read, into: &gradients)
        }
      }
    }
  }
}

/// Random coefficients of a loss that is linear and quadratic in all outputs.
struct RandomLoss {
  var coefficients: [[Double]]

  init(readCount: Int, using stream: inout RandomStream) {
    coefficients = (0..<6).map { _ in (0..<readCount).map { _ in 2 * stream.uniform() - 1 } }
  }

  func value(_ outputs: ReadOutputs) -> Double {
    var sum = 0.0
    for read in outputs.values.indices {
      let (p, h, v) = Self.outputs(outputs, read)
      sum += coefficients[0][read] * p + coefficients[1][read] * h + coefficients[2][read] * v
      sum += coefficients[3][read] * p * p / 8 + coefficients[4][read] * h * v / 8
      sum += coefficients[5][read] * v * v / 8
    }
    return sum
  }

  func differentiate(_ outputs: ReadOutputs, _ read: Int, into gradients: inout ReadGradients) {
    let (p, h, v) = Self.outputs(outputs, read)
    gradients.logProbabilities[read] = Float(
      coefficients[0][read] + coefficients[3][read] * p / 4)
    gradients.entropies[read] = Float(coefficients[1][read] + coefficients[4][read] * v / 8)
    gradients.values[read] = Float(
      coefficients[2][read] + coefficients[4][read] * h / 8 + coefficients[5][read] * v / 4)
  }

  private static func outputs(_ outputs: ReadOutputs, _ read: Int) -> (Double, Double, Double) {
    (
      Double(outputs.logProbabilities[read]), Double(outputs.entropies[read]),
      Double(outputs.values[read])
    )
  }
}
