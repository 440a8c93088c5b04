import Foundation
import Networks

/// A model that says the same wherever it is read: every legal token by its fixed weight.
///
/// Uniform as it stands. It has nothing to train, and its probabilities are known exactly, which is
/// what tests of rollouts and of measures need.
package struct UniformModel: LanguageModel {
  package let contextLength: Int
  /// The logarithm of each token's weight; a token of weight 0 is never written.
  package let logits: [Float]

  /// A model with a weight for each token; they need not sum to 1.
  package init(weights: [Double], contextLength: Int) {
    logits = weights.map { Float(log($0)) }
    self.contextLength = contextLength
  }

  /// A model to which all tokens are alike.
  package init(vocabularyCount: Int, contextLength: Int) {
    self.init(weights: Array(repeating: 1, count: vocabularyCount), contextLength: contextLength)
  }

  package var vocabularyCount: Int { logits.count }
  package var parameters: [Float] {
    get { [] }
    set { precondition(newValue.isEmpty, "a uniform model has no parameters") }
  }
  package var parameterGroups: [ParameterGroup] { [] }

  package func outputs(for batch: SequenceBatch, heads: Heads, workspace: Workspace) -> ReadOutputs
  {
    var outputs = ReadOutputs(count: batch.readCount)
    guard heads.contains(.language) else { return outputs }
    for read in 0..<batch.readCount where batch.targets[read] != SequenceBatch.noTarget {
      let tokens = logits.indices.filter { isLegal($0, at: read, in: batch) }
      let total = tokens.map { exp(Double(logits[$0])) }.reduce(0, +)
      let logProbability = { (token: Int) in Double(logits[token]) - log(total) }
      outputs.logProbabilities[read] = Float(logProbability(Int(batch.targets[read])))
      outputs.entropies[read] = Float(
        tokens.map(logProbability).reduce(0) { $1.isFinite ? $0 - exp($1) * $1 : $0 })
    }
    return outputs
  }

  @discardableResult
  package func accumulateGradient(
    for batch: SequenceBatch, heads: Heads, groupSize: Int, into gradient: inout [Float],
    workspace: Workspace,
    loss: (_ outputs: ReadOutputs, _ sequences: Range<Int>, _ gradients: inout ReadGradients) ->
      Void
  ) -> ReadOutputs {
    let outputs = outputs(for: batch, heads: heads, workspace: workspace)
    var gradients = ReadGradients(count: batch.readCount)
    loss(outputs, 0..<batch.sequenceCount, &gradients)
    return outputs
  }

  package func makeDecodingSession(rowCount: Int) -> any DecodingSession {
    Session(logits: logits)
  }

  private func isLegal(_ token: Int, at read: Int, in batch: SequenceBatch) -> Bool {
    guard batch.maskWords > 0 else { return true }
    let word = batch.legalTokens[read * batch.maskWords + token / 64]
    return word >> UInt64(token % 64) & 1 == 1
  }

  private final class Session: DecodingSession {
    private let row: [Float]
    private var storage: UnsafeMutableBufferPointer<Float> = .allocate(capacity: 0)
    private var zeros: UnsafeMutableBufferPointer<Float> = .allocate(capacity: 0)

    init(logits: [Float]) { row = logits }

    deinit {
      storage.deallocate()
      zeros.deallocate()
    }

    func reset() {}
    func copy(_ row: Int32, to other: Int32) {}

    func extend(rows: [Int32], tokens: [Int32], counts: [Int32]) {
      storage.deallocate()
      zeros.deallocate()
      let logits = rows.flatMap { _ in row }
      storage = .allocate(capacity: logits.count)
      _ = storage.initialize(from: logits)
      zeros = .allocate(capacity: rows.count)
      zeros.initialize(repeating: 0)
    }

    var logits: UnsafeBufferPointer<Float> { UnsafeBufferPointer(storage) }
    var values: UnsafeBufferPointer<Float> { UnsafeBufferPointer(zeros) }
  }
}
