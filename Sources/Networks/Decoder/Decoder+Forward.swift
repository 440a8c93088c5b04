extension Decoder {
  /// Runs one chunk through the blocks and the asked heads.
  ///
  /// - Returns: the activations, with the heads' outputs of the chunk's reads.
  func forward(
    _ batch: SequenceBatch, _ chunk: DecoderChunk, heads: Heads, workspace: Workspace
  ) -> DecoderActivations<Scalar> {
    let activations = DecoderActivations<Scalar>(
      workspace, shape: shape, tokens: chunk.tokens.count, reads: chunk.reads.count,
      scores: chunk.scores, longest: chunk.longest)
    parameters.withUnsafeBufferPointer { buffer in
      guard let p = buffer.baseAddress else { return }
      runBlocks(p, batch, chunk, activations)
      runHeads(p, batch, chunk, heads, activations)
    }
    return activations
  }

  private func runBlocks(
    _ p: UnsafePointer<Scalar>, _ batch: SequenceBatch, _ chunk: DecoderChunk,
    _ activations: DecoderActivations<Scalar>
  ) {
    let kernels = Scalar.kernels
    let (n, d, h) = (chunk.tokens.count, shape.width, shape.headCount)
    var index = 0
    for sequence in chunk.sequences {
      for position in 0..<batch.tokenRange(of: sequence).count {
        activations.positions[index] = Int32(position)
        index += 1
      }
    }
    batch.tokens.withUnsafeBufferPointer { tokens in
      kernels.embed(
        activations.blocks[0].input, p + layout.tokenTable, p + layout.positionTable,
        tokens.baseAddress.map { $0 + chunk.tokens.lowerBound },
        activations.positions, Int64(n), Int64(d))
    }
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
      batch.starts.withUnsafeBufferPointer { starts in
        kernels.attention(
          block.attended, block.probabilities, activations.scratch, block.qkv,
          starts.baseAddress.map { $0 + chunk.sequences.lowerBound },
          Int64(chunk.sequences.count), Int64(h), Int64(d))
      }
      // Nothing listens to the other rows of the last block, so they go no further.
      if isLast {
        gatherReads(block.attended, of: batch, chunk, into: block.rowAttended)
        gatherReads(block.input, of: batch, chunk, into: block.rowInput)
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

  /// The rows of a chunk's buffer that are read.
  private func gatherReads(
    _ buffer: UnsafeMutablePointer<Scalar>, of batch: SequenceBatch, _ chunk: DecoderChunk,
    into rows: UnsafeMutablePointer<Scalar>
  ) {
    batch.readPositions.withUnsafeBufferPointer { positions in
      Scalar.kernels.gatherRows(
        rows, buffer, positions.baseAddress.map { $0 + chunk.reads.lowerBound },
        Int64(chunk.tokens.lowerBound), Int64(chunk.reads.count), Int64(shape.width))
    }
  }

  private func runHeads(
    _ p: UnsafePointer<Scalar>, _ batch: SequenceBatch, _ chunk: DecoderChunk, _ heads: Heads,
    _ activations: DecoderActivations<Scalar>
  ) {
    let (m, d, v) = (chunk.reads.count, shape.width, shape.vocabularyCount)
    Scalar.kernels.layerNorm(
      activations.readNormed, activations.readMean, activations.readDeviation,
      activations.readInput, p + layout.finalGain, p + layout.finalBias, Int64(m), Int64(d))
    if heads.contains(.language), m > 0 {
      Scalar.multiply(
        activations.readNormed, transposeA: false, p + layout.tokenTable, transposeB: true,
        into: activations.logits, m: m, n: v, k: d, addsToC: false)
      batch.targets.withUnsafeBufferPointer { targets in
        batch.legalTokens.withUnsafeBufferPointer { legal in
          Scalar.kernels.logSoftmax(
            activations.logits, activations.logTotals, activations.logProbabilities,
            activations.entropies, targets.baseAddress.map { $0 + chunk.reads.lowerBound },
            legal.baseAddress.map { $0 + chunk.reads.lowerBound * batch.maskWords },
            Int64(batch.maskWords), Int64(m), Int64(v))
        }
      }
    }
    if heads.contains(.scalar), m > 0 {
      Scalar.kernels.fillRows(activations.values, p + layout.scalarBias, Int64(m), 1)
      Scalar.multiply(
        activations.readNormed, transposeA: false, p + layout.scalarWeight, transposeB: true,
        into: activations.values, m: m, n: 1, k: d, addsToC: true)
    }
  }
}
