/// The distribution over the next token, part of the vocabulary by part.
///
/// A read has as many logits as there are tokens, and each needs only a few sums over them. So no more than a part
/// is in memory, of which the cache holds the logits, the rows of the token table and their gradient; on the way
/// back the logits of a vocabulary of several parts are computed again. That costs a product and saves reading
/// reads × vocabulary numbers from memory. Milakov & Gimelshein 2018, arXiv:1805.02867, algorithm 3, are the sums.
extension Decoder {
  /// Log-probabilities of the targets, and entropies, from the normed reads.
  func runLanguageHead(
    _ p: UnsafePointer<Scalar>, _ chunk: DecoderChunk, _ activations: DecoderActivations<Scalar>
  ) {
    let m = Int64(chunk.readRows.count)
    for part in shape.vocabularyParts {
      computeLogits(of: part, p, chunk, activations)
      Scalar.kernels.logSoftmax(
        activations.logits, activations.logTotals, activations.totals, activations.entropies,
        activations.logProbabilities, chunk.targets, Int64(part.lowerBound), m, Int64(part.count))
    }
    Scalar.kernels.logSoftmaxEnd(
      activations.logTotals, activations.totals, activations.entropies,
      activations.logProbabilities, chunk.targets, m)
  }

  /// Adds the head's part to the gradient of the token table; `dNormed` becomes d of the normed reads.
  func backThroughLanguageHead(
    _ p: UnsafePointer<Scalar>, _ chunk: DecoderChunk, _ activations: DecoderActivations<Scalar>,
    _ reads: DecoderReadGradients<Scalar>, _ gradient: UnsafeMutablePointer<Scalar>,
    _ dNormed: UnsafeMutablePointer<Scalar>
  ) {
    let (m, d, parts) = (chunk.readRows.count, shape.width, shape.vocabularyParts)
    for part in parts {
      if parts.count > 1 { computeLogits(of: part, p, chunk, activations) }
      Scalar.kernels.logSoftmaxBackward(
        activations.logits, activations.logTotals, activations.entropies, reads.logProbabilities,
        reads.entropies, chunk.targets, Int64(part.lowerBound), Int64(m), Int64(part.count))
      let rows = layout.tokenTable + part.lowerBound * d
      Scalar.multiply(
        activations.logits, transposeA: false, p + rows, transposeB: false, into: dNormed, m: m,
        n: d, k: part.count, addsToC: part.lowerBound > 0)
      Scalar.multiply(
        activations.logits, transposeA: true, activations.readNormed, transposeB: false,
        into: gradient + rows, m: part.count, n: d, k: m, addsToC: true)
    }
  }

  /// Where a token is illegal its logit is a large negative number.
  private func computeLogits(
    of part: Range<Int>, _ p: UnsafePointer<Scalar>, _ chunk: DecoderChunk,
    _ activations: DecoderActivations<Scalar>
  ) {
    Scalar.multiply(
      activations.readNormed, transposeA: false,
      p + layout.tokenTable + part.lowerBound * shape.width, transposeB: true,
      into: activations.logits, m: chunk.readRows.count, n: part.count, k: shape.width,
      addsToC: false)
    guard chunk.maskWords > 0 else { return }
    Scalar.kernels.forbid(
      activations.logits, chunk.legalTokens, Int64(chunk.maskWords), Int64(part.lowerBound),
      Int64(chunk.readRows.count), Int64(part.count))
  }
}
