import Foundation
import Networks
import Randomness
import SandboxTestSupport
import Testing

@Suite struct NGramTableTests {
  static func random(vocabularyCount: Int, order: Int, contextLength: Int) -> NGramTable {
    var table = NGramTable(
      vocabularyCount: vocabularyCount, order: order, contextLength: contextLength)
    var stream = RandomStream(seed: 11)
    for index in table.parameters.indices {
      table.parameters[index] = Float(2 * stream.uniform() - 1)
    }
    return table
  }

  @Test(arguments: [(5, 1, 6), (3, 2, 9), (4, 3, 12), (3, 6, 5), (70, 2, 7)])
  func obeysTheLawsOfLanguageModels(vocabulary: Int, order: Int, context: Int) {
    let table = Self.random(vocabularyCount: vocabulary, order: order, contextLength: context)
    #expect(checkLanguageModel(table) == [])
  }

  @Test func startsUniform() {
    let table = NGramTable(vocabularyCount: 7, order: 2, contextLength: 4)
    var batch = SequenceBatch()
    batch.append(predicting: [1, 2, 3])
    let outputs = table.outputs(for: batch, heads: .language, workspace: Workspace())
    #expect(outputs.logProbabilities.allSatisfy { abs($0 + log(7)) < 1e-6 })
    #expect(outputs.entropies.allSatisfy { abs($0 - log(7)) < 1e-6 })
  }

  /// One bigram row by hand: softmax(0, 1, 2), then without token 2.
  @Test func masksRenormalize() {
    var table = NGramTable(vocabularyCount: 3, order: 2, contextLength: 4)
    table.parameters.replaceSubrange(table.logitRange(after: [0]), with: [0, 1, 2])
    var batch = SequenceBatch()
    batch.append(predicting: [0, 1], legal: [[0b111]]) { _ in true }
    batch.append(predicting: [0, 1], legal: [[0b011]]) { _ in true }
    let outputs = table.outputs(for: batch, heads: .language, workspace: Workspace())
    let all = 1 + exp(1.0) + exp(2.0)
    #expect(abs(Double(outputs.logProbabilities[0]) - log(exp(1) / all)) < 1e-6)
    #expect(abs(Double(outputs.logProbabilities[1]) - log(exp(1) / (1 + exp(1)))) < 1e-6)
  }

  @Test func aShortContextIsNotALongOneThatBeginsAlike() {
    let table = Self.random(vocabularyCount: 2, order: 4, contextLength: 8)
    let rows = [[], [0], [0, 0], [0, 0, 0], [1, 0, 0]].map { table.logitRange(after: $0) }
    #expect(Set(rows).count == rows.count)
    // Only the last 3 tokens count.
    #expect(table.logitRange(after: [1, 1, 0, 0, 0]) == table.logitRange(after: [0, 0, 0]))
  }

  @Test func aWholeReadingSumsOverPositions() {
    let table = Self.random(vocabularyCount: 3, order: 2, contextLength: 8)
    let values = table.parameters[table.parameterGroups[1].range]
    var batch = SequenceBatch()
    batch.append(scoring: [2, 0, 0, 1])
    let outputs = table.outputs(for: batch, heads: .scalar, workspace: Workspace())
    let u = Array(values)
    #expect(abs(outputs.values[0] - (u[2] + u[0] + u[0] + u[1])) < 1e-6)
  }

  @Test func whatDoesNotFitIsKnownBeforehand() {
    #expect(NGramTable.parameterCount(vocabularyCount: 7, order: 3) == 512)
    #expect(NGramTable.parameterCount(vocabularyCount: 250, order: 3) == 251 * 251 * 251)
    #expect(NGramTable.parameterCount(vocabularyCount: 250, order: 4) == nil)
    #expect(NGramTable.parameterCount(vocabularyCount: 50_257, order: 2) == nil)
    #expect(NGramTable.parameterCount(vocabularyCount: .max - 1, order: 9) == nil)
    #expect(NGramTable.parameterCount(vocabularyCount: 3, order: 0) == nil)
  }

  /// The checker itself must be able to fail: a table that forgets its mask, and one whose gradient is
  /// half of what it should be.
  @Test func theCheckerFindsBrokenModels() {
    let table = Self.random(vocabularyCount: 5, order: 2, contextLength: 9)
    let halved = checkLanguageModel(Broken(table: table, gradientScale: 0.5, dropsMask: false))
    #expect(halved.contains { $0.contains("gradient of table.logits") })
    let unmasked = checkLanguageModel(Broken(table: table, gradientScale: 1, dropsMask: true))
    #expect(unmasked.contains { $0.contains("masked probabilities sum to") })
    #expect(!checkLanguageModel(NGramTable(vocabularyCount: 5, order: 2, contextLength: 9)).isEmpty)
  }
}

/// A table with a fault.
private struct Broken: LanguageModel {
  var table: NGramTable
  let gradientScale: Float
  let dropsMask: Bool

  var vocabularyCount: Int { table.vocabularyCount }
  var contextLength: Int { table.contextLength }
  var parameters: [Float] {
    get { table.parameters }
    set { table.parameters = newValue }
  }
  var parameterGroups: [ParameterGroup] { table.parameterGroups }

  private func seen(_ batch: SequenceBatch) -> SequenceBatch {
    guard dropsMask else { return batch }
    var result = SequenceBatch()
    for sequence in 0..<batch.sequenceCount {
      let start = Int(batch.starts[sequence])
      let predicted = Set(
        batch.readRange(of: sequence).map { Int(batch.readPositions[$0]) + 1 - start })
      var tokens = Array(batch.tokens[batch.tokenRange(of: sequence)])
      if batch.targets[batch.readRange(of: sequence).lowerBound] == SequenceBatch.noTarget {
        result.append(scoring: tokens)
      } else {
        // The last token is only a target, and not among those that are read.
        if let last = batch.readRange(of: sequence).last { tokens.append(batch.targets[last]) }
        result.append(predicting: tokens) { predicted.contains($0) }
      }
    }
    return result
  }

  func outputs(for batch: SequenceBatch, heads: Heads, workspace: Workspace) -> ReadOutputs {
    table.outputs(for: seen(batch), heads: heads, workspace: workspace)
  }

  func accumulateGradient(
    for batch: SequenceBatch, heads: Heads, groupSize: Int, into gradient: inout [Float],
    workspace: Workspace,
    loss: (_ outputs: ReadOutputs, _ sequences: Range<Int>, _ gradients: inout ReadGradients) ->
      Void
  ) -> ReadOutputs {
    var own = [Float](repeating: 0, count: gradient.count)
    let outputs = table.accumulateGradient(
      for: seen(batch), heads: heads, groupSize: groupSize, into: &own, workspace: workspace,
      loss: loss)
    for index in own.indices { gradient[index] += gradientScale * own[index] }
    return outputs
  }

  func makeDecodingSession(rowCount: Int) -> any DecodingSession {
    table.makeDecodingSession(rowCount: rowCount)
  }
}
