extension Decoder {
  /// Takes the derivatives of a loss by the reads of a chunk back to all parameters, adding them to
  /// `gradient`.
  ///
  /// - Parameters:
  ///   - activations: what ``forward`` left; the logits are overwritten.
  ///   - reads: the derivatives by log-probability, entropy and scalar of the chunk's reads.
  ///   - gradient: as many numbers as there are parameters.
  func backward(
    _ batch: SequenceBatch, _ chunk: DecoderChunk, heads: Heads,
    _ activations: DecoderActivations<Scalar>, reads: DecoderReadGradients<Scalar>,
    into gradient: UnsafeMutablePointer<Scalar>, workspace: Workspace
  ) {
    let (n, d) = (chunk.tokens.count, shape.width)
    let flow = workspace.buffer("d stream", of: Scalar.self, count: n * d)
    Scalar.kernels.clear(flow, Int64(n * d))
    parameters.withUnsafeBufferPointer { buffer in
      guard let p = buffer.baseAddress else { return }
      backThroughHeads(p, batch, chunk, heads, activations, reads, gradient, flow, workspace)
      for layer in stride(from: shape.layerCount - 1, through: 0, by: -1) {
        backThroughBlock(layer, p, batch, chunk, activations, gradient, flow, workspace)
      }
    }
    batch.tokens.withUnsafeBufferPointer { tokens in
      Scalar.kernels.embedBackward(
        gradient + layout.tokenTable, gradient + layout.positionTable, flow,
        tokens.baseAddress.map { $0 + chunk.tokens.lowerBound }, activations.positions, Int64(n),
        Int64(d))
    }
  }

  private func backThroughHeads(
    _ p: UnsafePointer<Scalar>, _ batch: SequenceBatch, _ chunk: DecoderChunk, _ heads: Heads,
    _ activations: DecoderActivations<Scalar>, _ reads: DecoderReadGradients<Scalar>,
    _ gradient: UnsafeMutablePointer<Scalar>, _ flow: UnsafeMutablePointer<Scalar>,
    _ workspace: Workspace
  ) {
    let (m, d, v) = (chunk.reads.count, shape.width, shape.vocabularyCount)
    guard m > 0 else { return }
    let dNormed = workspace.buffer("d read normed", of: Scalar.self, count: m * d)
    Scalar.kernels.clear(dNormed, Int64(m * d))
    if heads.contains(.language) {
      batch.targets.withUnsafeBufferPointer { targets in
        Scalar.kernels.logSoftmaxBackward(
          activations.logits, activations.logTotals, activations.entropies, reads.logProbabilities,
          reads.entropies, targets.baseAddress.map { $0 + chunk.reads.lowerBound }, Int64(m),
          Int64(v))
      }
      Scalar.multiply(
        activations.logits, transposeA: false, p + layout.tokenTable, transposeB: false,
        into: dNormed, m: m, n: d, k: v, addsToC: false)
      Scalar.multiply(
        activations.logits, transposeA: true, activations.readNormed, transposeB: false,
        into: gradient + layout.tokenTable, m: v, n: d, k: m, addsToC: true)
    }
    if heads.contains(.scalar) {
      Scalar.multiply(
        reads.values, transposeA: false, p + layout.scalarWeight, transposeB: false, into: dNormed,
        m: m, n: d, k: 1, addsToC: true)
      Scalar.multiply(
        reads.values, transposeA: true, activations.readNormed, transposeB: false,
        into: gradient + layout.scalarWeight, m: 1, n: d, k: m, addsToC: true)
      Scalar.kernels.sumRows(gradient + layout.scalarBias, reads.values, Int64(m), 1)
    }
    let dInput = workspace.buffer("d read input", of: Scalar.self, count: m * d)
    Scalar.kernels.clear(dInput, Int64(m * d))
    Scalar.kernels.layerNormBackward(
      dInput, gradient + layout.finalGain, gradient + layout.finalBias, dNormed,
      activations.readInput, activations.readMean, activations.readDeviation, p + layout.finalGain,
      Int64(m), Int64(d))
    batch.readPositions.withUnsafeBufferPointer { positions in
      Scalar.kernels.scatterRows(
        flow, dInput, positions.baseAddress.map { $0 + chunk.reads.lowerBound },
        Int64(chunk.tokens.lowerBound), Int64(m), Int64(d))
    }
  }

  private func backThroughBlock(
    _ layer: Int, _ p: UnsafePointer<Scalar>, _ batch: SequenceBatch, _ chunk: DecoderChunk,
    _ activations: DecoderActivations<Scalar>, _ gradient: UnsafeMutablePointer<Scalar>,
    _ flow: UnsafeMutablePointer<Scalar>, _ workspace: Workspace
  ) {
    let kernels = Scalar.kernels
    let (n, d, h) = (chunk.tokens.count, shape.width, shape.headCount)
    let (block, w, g) = (activations.blocks[layer], layout.blocks[layer], gradient)
    let wide = workspace.buffer("d wide", of: Scalar.self, count: 4 * n * d)
    let narrow = workspace.buffer("d narrow", of: Scalar.self, count: n * d)

    // x' + gelu(norm(x')·W_up + b)·W_down + b
    kernels.sumRows(g + w.downBias, flow, Int64(n), Int64(d))
    Scalar.multiply(
      block.activated, transposeA: true, flow, transposeB: false, into: g + w.downWeight, m: 4 * d,
      n: d, k: n, addsToC: true)
    Scalar.multiply(
      flow, transposeA: false, p + w.downWeight, transposeB: true, into: wide, m: n, n: 4 * d,
      k: d, addsToC: false)
    kernels.geluBackward(wide, g + w.upBias, block.up, Int64(n), Int64(4 * d))
    Scalar.multiply(
      block.normed2, transposeA: true, wide, transposeB: false, into: g + w.upWeight, m: d,
      n: 4 * d, k: n, addsToC: true)
    Scalar.multiply(
      wide, transposeA: false, p + w.upWeight, transposeB: true, into: narrow, m: n, n: d,
      k: 4 * d, addsToC: false)
    kernels.layerNormBackward(
      flow, g + w.norm2Gain, g + w.norm2Bias, narrow, block.middle, block.mean2, block.deviation2,
      p + w.norm2Gain, Int64(n), Int64(d))

    // x + attention(norm(x))·W + b
    kernels.sumRows(g + w.projectionBias, flow, Int64(n), Int64(d))
    Scalar.multiply(
      block.attended, transposeA: true, flow, transposeB: false, into: g + w.projectionWeight,
      m: d, n: d, k: n, addsToC: true)
    Scalar.multiply(
      flow, transposeA: false, p + w.projectionWeight, transposeB: true, into: narrow, m: n, n: d,
      k: d, addsToC: false)
    batch.starts.withUnsafeBufferPointer { starts in
      kernels.attentionBackward(
        wide, activations.scratch, narrow, block.probabilities, block.qkv,
        starts.baseAddress.map { $0 + chunk.sequences.lowerBound }, Int64(chunk.sequences.count),
        Int64(h), Int64(d))
    }
    kernels.sumRows(g + w.qkvBias, wide, Int64(n), Int64(3 * d))
    Scalar.multiply(
      block.normed1, transposeA: true, wide, transposeB: false, into: g + w.qkvWeight, m: d,
      n: 3 * d, k: n, addsToC: true)
    Scalar.multiply(
      wide, transposeA: false, p + w.qkvWeight, transposeB: true, into: narrow, m: n, n: d,
      k: 3 * d, addsToC: false)
    kernels.layerNormBackward(
      flow, g + w.norm1Gain, g + w.norm1Bias, narrow, block.input, block.mean1, block.deviation1,
      p + w.norm1Gain, Int64(n), Int64(d))
  }
}

/// The derivatives of a loss by what the model says at the reads of one chunk.
struct DecoderReadGradients<Scalar: NetworkScalar> {
  var logProbabilities: UnsafePointer<Scalar>
  var entropies: UnsafePointer<Scalar>
  var values: UnsafePointer<Scalar>
}
