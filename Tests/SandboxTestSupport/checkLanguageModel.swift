import Foundation
import Networks
import Randomness

/// The laws of ``LanguageModel``, checked on one model; returns what is broken, nothing if all is well.
///
/// Give it a model whose parameters are random and not small: on a uniform model most laws are empty.
public func checkLanguageModel(_ model: any LanguageModel, seed: UInt64 = 1) -> [String] {
  var check = LanguageModelCheck(model: model, stream: RandomStream(seed: seed))
  check.parameterGroups()
  check.distributions(masked: false)
  check.distributions(masked: true)
  check.decoding()
  check.headsAreRespected()
  check.orderAndGroupingDoNotMatter()
  check.gradientsAddUp()
  check.gradientsAreDerivatives(masked: false)
  check.gradientsAreDerivatives(masked: true)
  return check.problems
}

private struct LanguageModelCheck {
  let model: any LanguageModel
  var stream: RandomStream
  var problems: [String] = []
  let workspace = Workspace()

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

  mutating func expect(_ condition: Bool, _ law: String) {
    if !condition { problems.append(law) }
  }

  // MARK: - Inputs

  mutating func randomSequences(_ count: Int) -> [[Int32]] {
    (0..<count).map { index in
      // The first has the greatest length, to try the last position.
      let longest = min(model.contextLength, 24)
      let length = index == 0 ? longest : 2 + stream.uniform(below: max(1, longest - 1))
      return (0..<length).map { _ in Int32(stream.uniform(below: model.vocabularyCount)) }
    }
  }

  mutating func randomMask(including token: Int32) -> [UInt64] {
    var words = (0..<(model.vocabularyCount + 63) / 64).map { _ in stream.next() }
    if model.vocabularyCount % 64 != 0 {
      words[words.count - 1] &= (1 << UInt64(model.vocabularyCount % 64)) - 1
    }
    words[Int(token) >> 6] |= 1 << UInt64(token & 63)
    return words
  }

  mutating func batch(of sequences: [[Int32]], masked: Bool) -> SequenceBatch {
    var batch = SequenceBatch()
    for sequence in sequences {
      guard masked else {
        batch.append(predicting: sequence)
        continue
      }
      let legal = sequence.dropFirst().map { randomMask(including: $0) }
      batch.append(predicting: sequence, legal: legal) { _ in true }
    }
    return batch
  }

  // MARK: - Laws

  mutating func parameterGroups() {
    var end = 0
    for group in model.parameterGroups {
      expect(group.range.lowerBound == end, "group \(group.name) does not begin at \(end)")
      expect(
        group.shape.reduce(1, *) == group.range.count,
        "group \(group.name) has \(group.range.count) numbers, not those of \(group.shape)")
      end = group.range.upperBound
    }
    expect(
      end == model.parameters.count, "groups cover \(end) of \(model.parameters.count) numbers")
    expect(
      Set(model.parameterGroups.map(\.name)).count == model.parameterGroups.count,
      "two groups have one name")
  }

  /// Probabilities of all legal tokens sum to 1, and their entropy is the one reported.
  mutating func distributions(masked: Bool) {
    for prefix in randomSequences(3).map({ Array($0.dropLast()) }) {
      let mask = masked ? randomMask(including: 0) : []
      let legal = (0..<Int32(min(model.vocabularyCount, 4096))).filter {
        mask.isEmpty || mask[Int($0) >> 6] >> UInt64($0 & 63) & 1 == 1
      }
      guard model.vocabularyCount <= 4096, !prefix.isEmpty else { continue }
      var batch = SequenceBatch()
      for token in legal {
        batch.append(predicting: prefix + [token], legal: masked ? [mask] : nil) {
          $0 == prefix.count
        }
      }
      let outputs = model.outputs(for: batch, heads: .language, workspace: workspace)
      let logs = outputs.logProbabilities.map(Double.init)
      let total = logs.reduce(0) { $0 + exp($1) }
      let entropy = logs.reduce(0) { $0 - exp($1) * $1 }
      let name = masked ? "masked" : "unmasked"
      expect(abs(total - 1) < 1e-4, "\(name) probabilities sum to \(total)")
      expect(
        outputs.entropies.allSatisfy { abs(Double($0) - entropy) < 1e-4 * max(1, entropy) },
        "\(name) entropy is \(outputs.entropies.first ?? 0), not \(entropy)")
    }
  }

  /// A session says what a batch says; many tokens at once are as good as one by one.
  mutating func decoding() {
    let sequences = randomSequences(5)
    let outputs = model.outputs(
      for: batch(of: sequences, masked: false), heads: [.language, .scalar], workspace: workspace)
    let single = model.makeDecodingSession(rowCount: sequences.count)
    let many = model.makeDecodingSession(rowCount: sequences.count)
    var read = 0
    for (row, sequence) in sequences.enumerated() {
      // Rows at different depths side by side: row 0 goes first and is then left alone.
      for (index, token) in sequence.dropLast().enumerated() {
        single.extend(rows: [Int32(row)], tokens: [token], counts: [1])
        let found = Self.logProbability(single.logits, of: sequence[index + 1])
        expect(
          abs(found - Double(outputs.logProbabilities[read])) < 1e-4 * max(1, abs(found)),
          "session: log-probability \(found), batch: \(outputs.logProbabilities[read])")
        expect(
          abs(single.values[0] - outputs.values[read]) < 1e-4 * max(1, abs(outputs.values[read])),
          "session: value \(single.values[0]), batch: \(outputs.values[read])")
        read += 1
      }
    }
    // All but the last token in two strokes, rows in reverse order.
    let rows = Array(sequences.indices.reversed())
    for (from, to) in [(0.0, 0.5), (0.5, 1.0)] {
      let parts = rows.map { row -> ArraySlice<Int32> in
        let count = Double(sequences[row].count)
        return sequences[row][Int(max(from * count, from > 0 ? 1 : 0))..<max(1, Int(to * count))]
      }
      let taken = parts.indices.filter { !parts[$0].isEmpty }
      many.extend(
        rows: taken.map { Int32(rows[$0]) }, tokens: taken.flatMap { Array(parts[$0]) },
        counts: taken.map { Int32(parts[$0].count) })
      guard to == 1 else { continue }
      let width = model.vocabularyCount
      for (place, part) in taken.enumerated() {
        let row = rows[part]
        guard let last = sequences[row].last else { continue }
        single.extend(rows: [Int32(row)], tokens: [last], counts: [1])
        let difference = (0..<width).map {
          abs(single.logits[$0] - many.logits[place * width + $0])
        }
        expect((difference.max() ?? 0) < 1e-3, "extending by many tokens differs from one by one")
      }
    }
  }

  mutating func headsAreRespected() {
    let batch = batch(of: randomSequences(4), masked: false)
    let both = model.outputs(for: batch, heads: [.language, .scalar], workspace: workspace)
    let language = model.outputs(for: batch, heads: .language, workspace: workspace)
    let scalar = model.outputs(for: batch, heads: .scalar, workspace: workspace)
    expect(language.values.allSatisfy { $0 == 0 }, "the language head alone fills in values")
    expect(
      scalar.logProbabilities.allSatisfy { $0 == 0 } && scalar.entropies.allSatisfy { $0 == 0 },
      "the scalar head alone fills in log-probabilities or entropies")
    expect(
      Self.agree(language.logProbabilities, both.logProbabilities),
      "log-probabilities depend on which heads are asked for")
    expect(Self.agree(scalar.values, both.values), "values depend on which heads are asked for")
    expect(both.values.contains { $0 != 0 }, "all values are 0: give the checker a random model")
  }

  mutating func orderAndGroupingDoNotMatter() {
    let sequences = randomSequences(6)
    let all = batch(of: sequences, masked: false)
    let together = model.outputs(for: all, heads: [.language, .scalar], workspace: workspace)
    for (index, sequence) in sequences.enumerated() {
      let alone = model.outputs(
        for: batch(of: [sequence], masked: false), heads: [.language, .scalar],
        workspace: Workspace())
      let reads = all.readRange(of: index)
      expect(
        Self.agree(alone.logProbabilities, together.logProbabilities[reads])
          && Self.agree(alone.entropies, together.entropies[reads])
          && Self.agree(alone.values, together.values[reads]),
        "outputs of a sequence depend on what else is in the batch")
    }
    var loss = RandomLoss(readCount: all.readCount, using: &stream)
    loss.coefficients[4] = loss.coefficients[3]
    let singles = gradient(of: loss, on: all, groupSize: 1)
    let threes = gradient(of: loss, on: all, groupSize: 3)
    expect(Self.agree(singles, threes), "the gradient depends on the group size")
    // A whole-sequence reading must work in pairs too.
    var scoring = SequenceBatch()
    for sequence in sequences { scoring.append(scoring: sequence) }
    let outputs = model.outputs(for: scoring, heads: .scalar, workspace: workspace)
    expect(
      outputs.logProbabilities.allSatisfy { $0 == 0 }, "a read without target has a log-probability"
    )
    expect(
      outputs.values.contains { $0 != 0 }, "all rewards are 0: give the checker a random model")
    gradientIsDerivative(on: scoring, name: "scoring")
  }

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
  private mutating func gradientIsDerivative(on batch: SequenceBatch, name: String) {
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

  // MARK: - Gradients

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

  private func gradient(
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

  // MARK: - Comparing

  private static func agree(
    _ left: some Collection<Float>, _ right: some Collection<Float>
  ) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { abs($0 - $1) <= 1e-4 * max(1, abs($0), abs($1)) }
  }

  private static func logProbability(
    _ logits: UnsafeBufferPointer<Float>, of token: Int32
  ) -> Double {
    let greatest = Double(logits.max() ?? 0)
    let sum = logits.reduce(0.0) { $0 + exp(Double($1) - greatest) }
    return Double(logits[Int(token)]) - greatest - log(sum)
  }
}
