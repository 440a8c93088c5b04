extension Decoder {
  /// Runs one chunk through the blocks and the asked heads.
  ///
  /// - Returns: the activations, with the heads' outputs of the chunk's reads.
  func forward(
    _ chunk: DecoderChunk, heads: Heads, workspace: Workspace
  ) -> DecoderActivations<Scalar> {
    let activations = DecoderActivations<Scalar>(workspace, shape: shape, chunk)
    parameters.withUnsafeBufferPointer { buffer in
      guard let p = buffer.baseAddress else { return }
      runBlocks(p, chunk, activations)
      runHeads(p, chunk, heads, activations)
    }
    return activations
  }

  private func runBlocks(
    _ p: UnsafePointer<Scalar>, _ chunk: DecoderChunk, _ activations: DecoderActivations<Scalar>
  ) {
    let kernels = Scalar.kernels
    let (n, d, h) = (chunk.tokens.count, shape.width, shape.headCount)
    kernels.embed(
      activations.blocks[0].input, p + layout.tokenTable, p + layout.positionTable, chunk.tokens,
      chunk.positions, Int64(n), Int64(d))
    for (layer, block) in activations.blocks.enumerated() {
      let w = layout.blocks[layer]
      let isLast = layer + 1 == shape.layerCount
      let next = isLast ? activations.readInput : activations.blocks[layer + 1].input
      kernels.layerNorm(
        block.normed1, block.mean1, block.deviation1, block.input, p + w.norm1Gain, p + w.norm1Bias,
        Int64(n), Int64(d))
      kernels.fillRows(block.qkv, p + w.qkvBias, Int64(n), Int64(3 * d))
      Scalar.multiply(
        block.normed1, transposeA: false, p + w.qkvWeight, transposeB: false, into: block.qkv,
        m: n, n: 3 * d, k: d, addsToC: true)
      if chunk.isShared {
        kernels.gatherRows(
          block.wholeQKV, block.qkv, chunk.rows, 0, Int64(chunk.rows.count), Int64(3 * d))
      }
      kernels.attention(
        block.attended, block.probabilities, activations.scratch, block.wholeQKV, chunk.starts,
        chunk.firsts, Int64(chunk.sequences.count), Int64(h), Int64(d))
      // Nothing listens to the other rows of the last block, so they go no further.
      if isLast {
        for (some, all) in [(block.rowAttended, block.attended), (block.rowInput, block.input)] {
          kernels.gatherRows(some, all, chunk.readRows, 0, Int64(block.rows), Int64(d))
        }
      }
      runRows(block, w, p, into: next)
    }
  }

  /// The second half of a block, on the rows that go on: projection, norm and the two wide layers.
  private func runRows(
    _ block: DecoderActivations<Scalar>.Block, _ w: DecoderLayout.Block,
    _ p: UnsafePointer<Scalar>, into next: UnsafeMutablePointer<Scalar>
  ) {
    let kernels = Scalar.kernels
    let (rows, d) = (block.rows, shape.width)
    kernels.addRows(block.middle, block.rowInput, p + w.projectionBias, Int64(rows), Int64(d))
    Scalar.multiply(
      block.rowAttended, transposeA: false, p + w.projectionWeight, transposeB: false,
      into: block.middle, m: rows, n: d, k: d, addsToC: true)
    kernels.layerNorm(
      block.normed2, block.mean2, block.deviation2, block.middle, p + w.norm2Gain,
      p + w.norm2Bias, Int64(rows), Int64(d))
    Scalar.multiply(
      block.normed2, transposeA: false, p + w.upWeight, transposeB: false, into: block.up,
      m: rows, n: 4 * d, k: d, addsToC: false)
    kernels.gelu(block.activated, block.up, p + w.upBias, Int64(rows), Int64(4 * d))
    kernels.addRows(next, block.middle, p + w.downBias, Int64(rows), Int64(d))
    Scalar.multiply(
      block.activated, transposeA: false, p + w.downWeight, transposeB: false, into: next,
      m: rows, n: d, k: 4 * d, addsToC: true)
  }

  private func runHeads(
    _ p: UnsafePointer<Scalar>, _ chunk: DecoderChunk, _ heads: Heads,
    _ activations: DecoderActivations<Scalar>
  ) {
    let (m, d) = (chunk.readRows.count, shape.width)
    Scalar.kernels.layerNorm(
      activations.readNormed, activations.readMean, activations.readDeviation,
      activations.readInput, p + layout.finalGain, p + layout.finalBias, Int64(m), Int64(d))
    if heads.contains(.language), m > 0 { runLanguageHead(p, chunk, activations) }
    if heads.contains(.scalar), m > 0 {
      Scalar.kernels.fillRows(activations.values, p + layout.scalarBias, Int64(m), 1)
      Scalar.multiply(
        activations.readNormed, transposeA: false, p + layout.scalarWeight, transposeB: true,
        into: activations.values, m: m, n: 1, k: d, addsToC: true)
    }
  }
}
