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

/// One model on the bench, and what was found broken; the laws of gradients are in another file.
struct LanguageModelCheck {
  let model: any LanguageModel
  var stream: RandomStream
  var problems: [String] = []
  let workspace = Workspace()

  mutating func expect(_ condition: Bool, _ law: String) {
    if !condition { problems.append(law) }
  }

  // MARK: - Inputs

  mutating func randomSequences(_ count: Int) -> [[Int32]] {
    (0..<count).map { index in
      // The first is as long as can be (within reason), to try the last position.
      let longest = min(model.contextLength, index == 0 ? 64 : 24)
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
    // A session that was reset is as good as new: what other sequences left must not be heard.
    let used = model.makeDecodingSession(rowCount: 1)
    used.extend(rows: [0], tokens: sequences[0], counts: [Int32(sequences[0].count)])
    used.reset()
    used.extend(rows: [0], tokens: [sequences[1][0]], counts: [1])
    let fresh = model.makeDecodingSession(rowCount: 1)
    fresh.extend(rows: [0], tokens: [sequences[1][0]], counts: [1])
    expect(Array(used.logits) == Array(fresh.logits), "a reset session remembers")
    // A copied row goes on as its original does, whatever it was given before.
    let twins = model.makeDecodingSession(rowCount: 3)
    twins.extend(rows: [2], tokens: sequences[1], counts: [Int32(sequences[1].count)])
    let beginning = sequences[0].dropLast()
    twins.extend(rows: [0], tokens: Array(beginning), counts: [Int32(beginning.count)])
    twins.copy(0, to: 2)
    let next = sequences[0][beginning.count]
    twins.extend(rows: [0, 2], tokens: [next, next], counts: [1, 1])
    let (mine, its) = (
      twins.logits.prefix(model.vocabularyCount), twins.logits.suffix(model.vocabularyCount)
    )
    expect(
      mine.elementsEqual(its) && twins.values[0] == twins.values[1], "a copied row goes another way"
    )
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

  // MARK: - Comparing

  static func agree(
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
