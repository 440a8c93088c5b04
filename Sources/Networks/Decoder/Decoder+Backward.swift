extension Decoder {
  /// Takes the derivatives of a loss by the reads of a chunk back to all parameters, adding them to
  /// `gradient`.
  ///
  /// - Parameters:
  ///   - activations: what ``forward`` left; the logits are overwritten.
  ///   - reads: the derivatives by log-probability, entropy and scalar of the chunk's reads.
  ///   - gradient: as many numbers as there are parameters.
  func backward(
    _ chunk: DecoderChunk, heads: Heads,
    _ activations: DecoderActivations<Scalar>, reads: DecoderReadGradients<Scalar>,
    into gradient: UnsafeMutablePointer<Scalar>, workspace: Workspace
  ) {
    let (n, d) = (chunk.tokens.count, shape.width)
    let flow = workspace.buffer("d stream", of: Scalar.self, count: n * d)
    let readFlow = workspace.buffer(
      "d read stream", of: Scalar.self, count: chunk.readRows.count * d)
    parameters.withUnsafeBufferPointer { buffer in
      guard let p = buffer.baseAddress else { return }
      backThroughHeads(p, chunk, heads, activations, reads, gradient, readFlow, workspace)
      for layer in stride(from: shape.layerCount - 1, through: 0, by: -1) {
        let isLast = layer == shape.layerCount - 1
        let rowFlow = isLast ? readFlow : flow
        backThroughRows(
          activations.blocks[layer], layout.blocks[layer], p, gradient, rowFlow, workspace)
        let dAttended = backToAttention(
          layer, p, chunk, activations, gradient, flow, rowFlow, workspace)
        backThroughAttention(
          layer, p, chunk, activations, gradient, flow, dAttended, workspace)
      }
    }
    Scalar.kernels.embedBackward(
      gradient + layout.tokenTable, gradient + layout.positionTable, flow, chunk.tokens,
      chunk.positions, Int64(n), Int64(d))
  }

  private func backThroughHeads(
    _ p: UnsafePointer<Scalar>, _ chunk: DecoderChunk, _ heads: Heads,
    _ activations: DecoderActivations<Scalar>, _ reads: DecoderReadGradients<Scalar>,
    _ gradient: UnsafeMutablePointer<Scalar>, _ readFlow: UnsafeMutablePointer<Scalar>,
    _ workspace: Workspace
  ) {
    let (m, d) = (chunk.readRows.count, shape.width)
    guard m > 0 else { return }
    let dNormed = workspace.buffer("d read normed", of: Scalar.self, count: m * d)
    if !heads.contains(.language) { Scalar.kernels.clear(dNormed, Int64(m * d)) }
    if heads.contains(.language) {
      backThroughLanguageHead(p, chunk, activations, reads, gradient, dNormed)
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
    Scalar.kernels.clear(readFlow, Int64(m * d))
    Scalar.kernels.layerNormBackward(
      readFlow, gradient + layout.finalGain, gradient + layout.finalBias, dNormed,
      activations.readInput, activations.readMean, activations.readDeviation, p + layout.finalGain,
      Int64(m), Int64(d))
  }

  /// x' + gelu(norm(x')·W_up + b)·W_down + b, on the rows that went on; `flow` is d of both.
  private func backThroughRows(
    _ block: DecoderActivations<Scalar>.Block, _ w: DecoderLayout.Block,
    _ p: UnsafePointer<Scalar>, _ g: UnsafeMutablePointer<Scalar>,
    _ flow: UnsafeMutablePointer<Scalar>, _ workspace: Workspace
  ) {
    let kernels = Scalar.kernels
    let (rows, d) = (block.rows, shape.width)
    let wide = workspace.buffer("d wide", of: Scalar.self, count: 4 * rows * d)
    let narrow = workspace.buffer("d narrow", of: Scalar.self, count: rows * d)
    kernels.sumRows(g + w.downBias, flow, Int64(rows), Int64(d))
    Scalar.multiply(
      block.activated, transposeA: true, flow, transposeB: false, into: g + w.downWeight, m: 4 * d,
      n: d, k: rows, addsToC: true)
    Scalar.multiply(
      flow, transposeA: false, p + w.downWeight, transposeB: true, into: wide, m: rows, n: 4 * d,
      k: d, addsToC: false)
    kernels.geluBackward(wide, g + w.upBias, block.up, Int64(rows), Int64(4 * d))
    Scalar.multiply(
      block.normed2, transposeA: true, wide, transposeB: false, into: g + w.upWeight, m: d,
      n: 4 * d, k: rows, addsToC: true)
    Scalar.multiply(
      wide, transposeA: false, p + w.upWeight, transposeB: true, into: narrow, m: rows, n: d,
      k: 4 * d, addsToC: false)
    kernels.layerNormBackward(
      flow, g + w.norm2Gain, g + w.norm2Bias, narrow, block.middle, block.mean2, block.deviation2,
      p + w.norm2Gain, Int64(rows), Int64(d))
  }

  /// The projection after attention, from the rows that went on to all tokens.
  ///
  /// - Returns: d of what the heads said, n × d. `flow` becomes the residual path's part.
  private func backToAttention(
    _ layer: Int, _ p: UnsafePointer<Scalar>, _ chunk: DecoderChunk,
    _ activations: DecoderActivations<Scalar>, _ g: UnsafeMutablePointer<Scalar>,
    _ flow: UnsafeMutablePointer<Scalar>, _ rowFlow: UnsafeMutablePointer<Scalar>,
    _ workspace: Workspace
  ) -> UnsafeMutablePointer<Scalar> {
    let kernels = Scalar.kernels
    let (block, w) = (activations.blocks[layer], layout.blocks[layer])
    let (n, d, rows) = (chunk.tokens.count, shape.width, block.rows)
    let narrow = workspace.buffer("d narrow", of: Scalar.self, count: max(rows, n) * d)
    kernels.sumRows(g + w.projectionBias, rowFlow, Int64(rows), Int64(d))
    Scalar.multiply(
      block.rowAttended, transposeA: true, rowFlow, transposeB: false,
      into: g + w.projectionWeight, m: d, n: d, k: rows, addsToC: true)
    Scalar.multiply(
      rowFlow, transposeA: false, p + w.projectionWeight, transposeB: true, into: narrow, m: rows,
      n: d, k: d, addsToC: false)
    guard layer == shape.layerCount - 1 else { return narrow }
    let dAttended = workspace.buffer("d attended", of: Scalar.self, count: n * d)
    for (all, read) in [(dAttended, narrow), (flow, rowFlow)] {
      kernels.clear(all, Int64(n * d))
      kernels.scatterRows(all, read, chunk.readRows, 0, Int64(rows), Int64(d))
    }
    return dAttended
  }

  /// attention(norm(x)); adds to `flow`, d of the block's input.
  private func backThroughAttention(
    _ layer: Int, _ p: UnsafePointer<Scalar>, _ chunk: DecoderChunk,
    _ activations: DecoderActivations<Scalar>, _ g: UnsafeMutablePointer<Scalar>,
    _ flow: UnsafeMutablePointer<Scalar>, _ dAttended: UnsafeMutablePointer<Scalar>,
    _ workspace: Workspace
  ) {
    let kernels = Scalar.kernels
    let (block, w) = (activations.blocks[layer], layout.blocks[layer])
    let (n, d, h) = (chunk.tokens.count, shape.width, shape.headCount)
    let wide = workspace.buffer("d wide", of: Scalar.self, count: 4 * n * d)
    let whole =
      chunk.isShared
      ? workspace.buffer("d whole qkv", of: Scalar.self, count: 3 * chunk.rows.count * d) : wide
    kernels.attentionBackward(
      whole, activations.scratch, dAttended, block.probabilities, block.wholeQKV, chunk.starts,
      chunk.firsts, Int64(chunk.sequences.count), Int64(h), Int64(d))
    if chunk.isShared {
      kernels.clear(wide, Int64(3 * n * d))
      kernels.scatterRows(wide, whole, chunk.rows, 0, Int64(chunk.rows.count), Int64(3 * d))
    }
    kernels.sumRows(g + w.qkvBias, wide, Int64(n), Int64(3 * d))
    Scalar.multiply(
      block.normed1, transposeA: true, wide, transposeB: false, into: g + w.qkvWeight, m: d,
      n: 3 * d, k: n, addsToC: true)
    // What the heads were told is used up, so its buffer can take d of the norm.
    Scalar.multiply(
      wide, transposeA: false, p + w.qkvWeight, transposeB: true, into: dAttended, m: n, n: d,
      k: 3 * d, addsToC: false)
    kernels.layerNormBackward(
      flow, g + w.norm1Gain, g + w.norm1Bias, dAttended, block.input, block.mean1,
      block.deviation1, p + w.norm1Gain, Int64(n), Int64(d))
  }
}

/// The derivatives of a loss by what the model says at the reads of one chunk.
struct DecoderReadGradients<Scalar: NetworkScalar> {
  var logProbabilities: UnsafePointer<Scalar>
  var entropies: UnsafePointer<Scalar>
  var values: UnsafePointer<Scalar>
}
