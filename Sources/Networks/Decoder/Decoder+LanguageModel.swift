extension Decoder {
  /// What the model says at each read; see ``LanguageModel``. Works in either precision.
  public func outputs(for batch: SequenceBatch, heads: Heads, workspace: Workspace) -> ReadOutputs {
    checkFit(batch)
    var outputs = ReadOutputs(count: batch.readCount)
    for chunk in DecoderChunk.chunks(of: batch, groupSize: 1) {
      let activations = forward(chunk, heads: heads, workspace: workspace)
      copy(activations, chunk, heads, into: &outputs)
    }
    return outputs
  }

  /// Adds a loss's gradient; see ``LanguageModel``. Works in either precision.
  @discardableResult
  public func accumulateGradient(
    for batch: SequenceBatch, heads: Heads, groupSize: Int, into gradient: inout [Scalar],
    workspace: Workspace,
    loss: (_ outputs: ReadOutputs, _ sequences: Range<Int>, _ gradients: inout ReadGradients) ->
      Void
  ) -> ReadOutputs {
    checkFit(batch)
    precondition(gradient.count == layout.count, "the gradient has \(gradient.count) numbers")
    var outputs = ReadOutputs(count: batch.readCount)
    var gradients = ReadGradients(count: batch.readCount)
    for chunk in DecoderChunk.chunks(of: batch, groupSize: groupSize) {
      let activations = forward(chunk, heads: heads, workspace: workspace)
      copy(activations, chunk, heads, into: &outputs)
      loss(outputs, chunk.sequences, &gradients)
      let m = chunk.readRows.count
      let reads = workspace.buffer("d reads", of: Scalar.self, count: 3 * m)
      Scalar.kernels.clear(reads, Int64(3 * m))
      for (read, place) in zip(chunk.reads, chunk.places) {
        reads[place] += Scalar(gradients.logProbabilities[read])
        reads[m + place] += Scalar(gradients.entropies[read])
        reads[2 * m + place] += Scalar(gradients.values[read])
      }
      gradient.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        backward(
          chunk, heads: heads, activations,
          reads: DecoderReadGradients(
            logProbabilities: reads, entropies: reads + m, values: reads + 2 * m),
          into: base, workspace: workspace)
      }
    }
    return outputs
  }

  private func copy(
    _ activations: DecoderActivations<Scalar>, _ chunk: DecoderChunk, _ heads: Heads,
    into outputs: inout ReadOutputs
  ) {
    for (read, place) in zip(chunk.reads, chunk.places) {
      if heads.contains(.language) {
        outputs.logProbabilities[read] = Float(activations.logProbabilities[place])
        outputs.entropies[read] = Float(activations.entropies[place])
      }
      if heads.contains(.scalar) { outputs.values[read] = Float(activations.values[place]) }
    }
  }

  /// A sequence that does not fit would read beyond the tables: a programmer's error.
  private func checkFit(_ batch: SequenceBatch) {
    for sequence in 0..<batch.sequenceCount {
      let length = batch.tokenRange(of: sequence).count
      precondition(
        length <= shape.contextLength,
        "sequence \(sequence) has \(length) tokens, but the context is \(shape.contextLength)")
    }
    for token in batch.tokens {
      precondition(
        token >= 0 && Int(token) < shape.vocabularyCount,
        "token \(token) is not in a vocabulary of \(shape.vocabularyCount)")
    }
  }
}

extension Decoder: LanguageModel where Scalar == Float {
  /// Tokens the model knows.
  public var vocabularyCount: Int { shape.vocabularyCount }
  /// Longest sequence in tokens.
  public var contextLength: Int { shape.contextLength }

  /// Opens a session with a key-value cache.
  public func makeDecodingSession(rowCount: Int) -> any DecodingSession {
    DecoderSession(decoder: self, rowCount: rowCount)
  }
}
