import Foundation

extension NGramTable {
  /// What the table says at each read of the batch.
  public func outputs(
    for batch: SequenceBatch, heads: Heads, workspace: Workspace
  ) -> ReadOutputs {
    var outputs = ReadOutputs(count: batch.readCount)
    for sequence in 0..<batch.sequenceCount {
      read(sequence, of: batch, heads: heads, workspace: workspace, into: &outputs)
    }
    return outputs
  }

  /// Adds the gradient of a loss to `gradient`, in chunks of about 64 sequences.
  @discardableResult
  public func accumulateGradient(
    for batch: SequenceBatch, heads: Heads, groupSize: Int, into gradient: inout [Float],
    workspace: Workspace,
    loss: (_ outputs: ReadOutputs, _ sequences: Range<Int>, _ gradients: inout ReadGradients) ->
      Void
  ) -> ReadOutputs {
    precondition(
      gradient.count == parameters.count,
      "a gradient of \(gradient.count) numbers for \(parameters.count) parameters")
    var outputs = ReadOutputs(count: batch.readCount)
    var gradients = ReadGradients(count: batch.readCount)
    let chunk = max(1, 64 / groupSize) * groupSize
    for first in stride(from: 0, to: batch.sequenceCount, by: chunk) {
      let sequences = first..<min(first + chunk, batch.sequenceCount)
      for sequence in sequences {
        read(sequence, of: batch, heads: heads, workspace: workspace, into: &outputs)
      }
      loss(outputs, sequences, &gradients)
      for sequence in sequences {
        back(
          sequence, of: batch, heads: heads, workspace: workspace, from: gradients, to: &gradient)
      }
    }
    return outputs
  }

  private func read(
    _ sequence: Int, of batch: SequenceBatch, heads: Heads, workspace: Workspace,
    into outputs: inout ReadOutputs
  ) {
    let scratch = workspace.buffer("n-gram", of: Double.self, count: vocabularyCount)
    var total = 0.0
    walk(sequence, of: batch) { context, isFirst, read in
      if heads.contains(.scalar) {
        let value = parameters[valuesStart + context]
        if isFirst { total += Double(value) }
        if let read {
          outputs.values[read] = isWholeReading(read, of: batch) ? Float(total) : value
        }
      }
      guard let read, heads.contains(.language), let target = target(of: read, in: batch) else {
        return
      }
      let entropy = fillDistribution(at: read, of: batch, context: context, into: scratch)
      outputs.logProbabilities[read] = Float(scratch[target])
      outputs.entropies[read] = Float(entropy)
    }
  }

  private func back(
    _ sequence: Int, of batch: SequenceBatch, heads: Heads, workspace: Workspace,
    from gradients: ReadGradients, to gradient: inout [Float]
  ) {
    let scratch = workspace.buffer("n-gram", of: Double.self, count: vocabularyCount)
    let lastRead = batch.readRange(of: sequence).last
    let whole = lastRead.flatMap { isWholeReading($0, of: batch) ? $0 : nil }
    walk(sequence, of: batch) { context, isFirst, read in
      if heads.contains(.scalar) {
        // A whole reading is a sum over positions, so each position has its derivative.
        if let whole, isFirst { gradient[valuesStart + context] += gradients.values[whole] }
        if let read, read != whole { gradient[valuesStart + context] += gradients.values[read] }
      }
      guard let read, heads.contains(.language), let target = target(of: read, in: batch) else {
        return
      }
      let byLogProbability = Double(gradients.logProbabilities[read])
      let byEntropy = Double(gradients.entropies[read])
      if byLogProbability == 0 && byEntropy == 0 { return }
      let entropy = fillDistribution(at: read, of: batch, context: context, into: scratch)
      let row = context * vocabularyCount
      // ∂ log π(a) / ∂ logit_t = [t = a] − π(t);  ∂H / ∂ logit_t = −π(t) (log π(t) + H).
      for token in 0..<vocabularyCount where scratch[token] > -.infinity {
        let probability = exp(scratch[token])
        let derivative =
          byLogProbability * ((token == target ? 1 : 0) - probability)
          - byEntropy * probability * (scratch[token] + entropy)
        gradient[row + token] += Float(derivative)
      }
    }
  }

  /// Visits the positions of a sequence with their contexts, and with the reads where there are some: once for
  /// each, and once where there is none.
  private func walk(
    _ sequence: Int, of batch: SequenceBatch,
    _ visit: (_ context: Int, _ isFirst: Bool, _ read: Int?) -> Void
  ) {
    let positions = batch.tokenRange(of: sequence)
    precondition(
      positions.count <= contextLength,
      "a sequence of \(positions.count) tokens is longer than the context of \(contextLength)")
    var reads = batch.readRange(of: sequence)
    var context = emptyContext
    for position in positions {
      context = self.context(context, followedBy: batch.tokens[position])
      let own = reads.prefix { Int(batch.readPositions[$0]) == position }
      reads.removeFirst(own.count)
      if own.isEmpty { visit(context, true, nil) }
      for read in own { visit(context, read == own.lowerBound, read) }
    }
  }

  private func target(of read: Int, in batch: SequenceBatch) -> Int? {
    let target = batch.targets[read]
    return target == SequenceBatch.noTarget ? nil : Int(target)
  }

  /// Whether a read wants the worth of the whole sequence. The batch has such reads only at the end.
  private func isWholeReading(_ read: Int, of batch: SequenceBatch) -> Bool {
    batch.targets[read] == SequenceBatch.noTarget
  }

  /// Fills in log π over the legal tokens, −∞ elsewhere, and returns the entropy in nats.
  private func fillDistribution(
    at read: Int, of batch: SequenceBatch, context: Int,
    into logProbabilities: UnsafeMutablePointer<Double>
  ) -> Double {
    let row = context * vocabularyCount
    let mask = read * batch.maskWords
    var greatest = -Double.infinity
    for token in 0..<vocabularyCount {
      let isLegal =
        batch.maskWords == 0
        || batch.legalTokens[mask + token >> 6] >> UInt64(token & 63) & 1 == 1
      logProbabilities[token] = isLegal ? Double(parameters[row + token]) : -.infinity
      greatest = max(greatest, logProbabilities[token])
    }
    var sum = 0.0
    for token in 0..<vocabularyCount { sum += exp(logProbabilities[token] - greatest) }
    let logNormalizer = greatest + log(sum)
    var entropy = 0.0
    for token in 0..<vocabularyCount where logProbabilities[token] > -.infinity {
      logProbabilities[token] -= logNormalizer
      entropy -= exp(logProbabilities[token]) * logProbabilities[token]
    }
    return entropy
  }
}
