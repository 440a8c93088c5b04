/// The memory of one forward pass over a chunk: what the backward pass needs.
///
/// n tokens, m reads, width d, vocabulary v. All buffers come from a workspace and are reused.
struct DecoderActivations<Scalar: NetworkScalar> {
  typealias Buffer = UnsafeMutablePointer<Scalar>

  /// What one block leaves behind.
  struct Block {
    /// Input of the block, n × d.
    var input: Buffer
    var mean1: Buffer, deviation1: Buffer
    /// Output of the first norm, n × d.
    var normed1: Buffer
    /// Queries, keys and values, n × 3d.
    var qkv: Buffer
    /// The same sequence after sequence, with a copy of what is shared for each; `qkv` where nothing is.
    var wholeQKV: Buffer
    /// Attention probabilities, by sequence and head.
    var probabilities: Buffer
    /// What the heads say, n × d.
    var attended: Buffer
    /// How many rows go on from here: all n, or in the last block the m that are read.
    var rows: Int
    /// The rows of `attended` and of `input` that go on, rows × d.
    var rowAttended: Buffer, rowInput: Buffer
    /// After attention, rows × d.
    var middle: Buffer
    var mean2: Buffer, deviation2: Buffer
    var normed2: Buffer
    /// Before and after the GELU, rows × 4d.
    var up: Buffer, activated: Buffer
  }
  var blocks: [Block] = []
  /// Output of the last block at the reads, m × d; its norms.
  var readInput: Buffer, readMean: Buffer, readDeviation: Buffer, readNormed: Buffer
  /// The logits of one part of the vocabulary, m × the longest of ``DecoderShape/vocabularyParts``.
  var logits: Buffer
  /// Per read; see `log_softmax` in `CKernels.h` for what they hold on the way.
  var logTotals: Buffer, totals: Buffer, logProbabilities: Buffer, entropies: Buffer
  var values: Buffer
  /// Transposed keys, or scores, of one head.
  var scratch: Buffer

  init(_ workspace: Workspace, shape: DecoderShape, _ chunk: DecoderChunk) {
    let (n, m, d) = (chunk.tokens.count, chunk.readRows.count, shape.width)
    func buffer(_ name: String, _ count: Int) -> Buffer {
      workspace.buffer(name, count: count)
    }
    for layer in 0..<shape.layerCount {
      let isLast = layer == shape.layerCount - 1
      let rows = isLast ? m : n
      let (input, attended) = (buffer("\(layer).input", n * d), buffer("\(layer).attended", n * d))
      let qkv = buffer("\(layer).qkv", 3 * n * d)
      blocks.append(
        Block(
          input: input, mean1: buffer("\(layer).mean1", n),
          deviation1: buffer("\(layer).deviation1", n), normed1: buffer("\(layer).normed1", n * d),
          qkv: qkv,
          wholeQKV: chunk.isShared ? buffer("\(layer).whole qkv", 3 * chunk.rows.count * d) : qkv,
          probabilities: buffer("\(layer).probabilities", chunk.scores * shape.headCount),
          attended: attended, rows: rows,
          rowAttended: isLast ? buffer("read attended", rows * d) : attended,
          rowInput: isLast ? buffer("read residual", rows * d) : input,
          middle: buffer("\(layer).middle", rows * d), mean2: buffer("\(layer).mean2", rows),
          deviation2: buffer("\(layer).deviation2", rows),
          normed2: buffer("\(layer).normed2", rows * d), up: buffer("\(layer).up", 4 * rows * d),
          activated: buffer("\(layer).activated", 4 * rows * d)))
    }
    readInput = buffer("read.input", m * d)
    readMean = buffer("read.mean", m)
    readDeviation = buffer("read.deviation", m)
    readNormed = buffer("read.normed", m * d)
    logits = buffer("logits", m * (shape.vocabularyParts.first?.count ?? 0))
    logTotals = buffer("log totals", m)
    totals = buffer("totals", m)
    logProbabilities = buffer("log probabilities", m)
    entropies = buffer("entropies", m)
    values = buffer("values", m)
    let padded = chunk.longest.roundedUpToLanes
    scratch = buffer("scratch", padded * (padded + d))
  }
}

extension Int {
  /// The next multiple of 16: kernels work on whole vectors.
  var roundedUpToLanes: Int { (self + 15) / 16 * 16 }
}
