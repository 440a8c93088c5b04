/// Writes many sequences token by token, remembering the keys and values of all earlier tokens.
final class DecoderSession: DecodingSession {
  private let decoder: Decoder<Float>
  private let rowCount: Int
  private let capacity: Int
  /// Tokens that each row has been given so far.
  private var lengths: [Int32]
  /// Keys and values of each layer; see `attention_cached` in `CKernels.h` for their order.
  private let keyColumns: [UnsafeMutablePointer<Float>]
  private let valueRows: [UnsafeMutablePointer<Float>]
  private let workspace = Workspace()
  private let kernels = Float.kernels
  private(set) var logits = UnsafeBufferPointer<Float>(start: nil, count: 0)
  private(set) var values = UnsafeBufferPointer<Float>(start: nil, count: 0)

  init(decoder: Decoder<Float>, rowCount: Int) {
    self.decoder = decoder
    self.rowCount = rowCount
    capacity = decoder.shape.contextLength.roundedUpToLanes
    lengths = Array(repeating: 0, count: rowCount)
    let count = rowCount * decoder.shape.width * capacity
    let workspace = self.workspace
    func cache(_ name: String, _ layer: Int) -> UnsafeMutablePointer<Float> {
      workspace.buffer("\(name) \(layer)", count: count)
    }
    keyColumns = (0..<decoder.shape.layerCount).map { cache("keys", $0) }
    valueRows = (0..<decoder.shape.layerCount).map { cache("values", $0) }
  }

  func reset() {
    // Keys and values need no clearing: a row reads only what it has written since.
    lengths = lengths.map { _ in 0 }
  }

  func extend(rows: [Int32], tokens: [Int32], counts: [Int32]) {
    let positions = place(rows: rows, tokens: tokens, counts: counts)
    decoder.parameters.withUnsafeBufferPointer { buffer in
      guard let p = buffer.baseAddress else { return }
      let output = runBlocks(p, rows, tokens, counts, positions)
      runHeads(p, output, rowCount: rows.count)
    }
    for (index, row) in rows.enumerated() { lengths[Int(row)] += counts[index] }
  }

  func copy(_ row: Int32, to other: Int32) {
    let (d, length) = (decoder.shape.width, Int(lengths[Int(row)]))
    let (lanes, headWidth) = (length.roundedUpToLanes, d / decoder.shape.headCount)
    let (from, to) = (Int(row) * d * capacity, Int(other) * d * capacity)
    for (keys, values) in zip(keyColumns, valueRows) {
      for column in stride(from: 0, to: d * capacity, by: capacity) {
        (keys + to + column).update(from: keys + from + column, count: lanes)
      }
      for head in stride(from: 0, to: d * capacity, by: headWidth * capacity) {
        (values + to + head).update(from: values + from + head, count: length * headWidth)
      }
    }
    lengths[Int(other)] = lengths[Int(row)]
  }

  /// The position of each new token; stops a programmer who extends past the context.
  private func place(rows: [Int32], tokens: [Int32], counts: [Int32]) -> [Int32] {
    precondition(rows.count == counts.count, "\(rows.count) rows have \(counts.count) counts")
    var positions: [Int32] = []
    positions.reserveCapacity(tokens.count)
    for (row, count) in zip(rows, counts) {
      let length = lengths[Int(row)]
      precondition(
        Int(length + count) <= decoder.shape.contextLength,
        "row \(row) would have \(length + count) of at most \(decoder.shape.contextLength) tokens")
      for offset in 0..<count { positions.append(length + offset) }
    }
    precondition(positions.count == tokens.count, "the counts do not add up to the tokens")
    return positions
  }

  private func runBlocks(
    _ p: UnsafePointer<Float>, _ rows: [Int32], _ tokens: [Int32], _ counts: [Int32],
    _ positions: [Int32]
  ) -> UnsafeMutablePointer<Float> {
    var n = tokens.count
    let (d, layout) = (decoder.shape.width, decoder.layout)
    let width = Int64(d)
    func buffer(_ name: String, _ size: Int) -> UnsafeMutablePointer<Float> {
      workspace.buffer(name, count: size)
    }
    let (x, y) = (buffer("x", n * d), buffer("y", n * d))
    let (mean, deviation) = (buffer("mean", n), buffer("deviation", n))
    let (normed, wide) = (buffer("normed", n * d), buffer("wide", 4 * n * d))
    let (activated, attended) = (buffer("activated", 4 * n * d), buffer("attended", n * d))
    let scratch = buffer("scratch", capacity * decoder.shape.headCount)
    let rowLengths = rows.map { lengths[Int($0)] }
    kernels.embed(
      x, p + layout.tokenTable, p + layout.positionTable, tokens, positions, Int64(n), width)
    for (layer, w) in layout.blocks.enumerated() {
      kernels.layerNorm(
        normed, mean, deviation, x, p + w.norm1Gain, p + w.norm1Bias, Int64(n), width)
      kernels.fillRows(wide, p + w.qkvBias, Int64(n), 3 * width)
      Float.multiply(
        normed, transposeA: false, p + w.qkvWeight, transposeB: false, into: wide, m: n, n: 3 * d,
        k: d, addsToC: true)
      kernels.attentionCached(
        attended, keyColumns[layer], valueRows[layer], scratch, wide, rows, counts, rowLengths,
        Int64(rows.count), Int64(capacity), Int64(decoder.shape.headCount), width)
      if layer == layout.blocks.count - 1, n > rows.count {
        // Only what follows the last token of a row is asked for.
        keepLast(of: counts, in: attended)
        keepLast(of: counts, in: x)
        n = rows.count
      }
      kernels.addRows(y, x, p + w.projectionBias, Int64(n), width)
      Float.multiply(
        attended, transposeA: false, p + w.projectionWeight, transposeB: false, into: y, m: n, n: d,
        k: d, addsToC: true)
      kernels.layerNorm(
        normed, mean, deviation, y, p + w.norm2Gain, p + w.norm2Bias, Int64(n), width)
      Float.multiply(
        normed, transposeA: false, p + w.upWeight, transposeB: false, into: wide, m: n, n: 4 * d,
        k: d, addsToC: false)
      kernels.gelu(activated, wide, p + w.upBias, Int64(n), 4 * width)
      kernels.addRows(x, y, p + w.downBias, Int64(n), width)
      Float.multiply(
        activated, transposeA: false, p + w.downWeight, transposeB: false, into: x, m: n, n: d,
        k: 4 * d, addsToC: true)
    }
    return x
  }

  /// Moves the last of each row's tokens to the front of a buffer, in place: none moves backwards.
  private func keepLast(of counts: [Int32], in buffer: UnsafeMutablePointer<Float>) {
    let d = decoder.shape.width
    var end = 0
    for (row, count) in counts.enumerated() {
      end += Int(count)
      if end - 1 > row { (buffer + row * d).update(from: buffer + (end - 1) * d, count: d) }
    }
  }

  private func runHeads(
    _ p: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, rowCount m: Int
  ) {
    let (d, layout) = (decoder.shape.width, decoder.layout)
    let vocabulary = decoder.shape.vocabularyCount
    func buffer(_ name: String, _ size: Int) -> UnsafeMutablePointer<Float> {
      workspace.buffer(name, count: size)
    }
    let normed = buffer("last normed", m * d)
    kernels.layerNorm(
      normed, buffer("last mean", m), buffer("last deviation", m), output, p + layout.finalGain,
      p + layout.finalBias, Int64(m), Int64(d))
    let (scores, scalars) = (buffer("logits", m * vocabulary), buffer("scalars", m))
    Float.multiply(
      normed, transposeA: false, p + layout.tokenTable, transposeB: true, into: scores, m: m,
      n: vocabulary, k: d, addsToC: false)
    scalars.update(repeating: p[layout.scalarBias], count: m)
    Float.multiply(
      normed, transposeA: false, p + layout.scalarWeight, transposeB: true, into: scalars, m: m,
      n: 1, k: d, addsToC: true)
    logits = UnsafeBufferPointer(start: scores, count: m * vocabulary)
    values = UnsafeBufferPointer(start: scalars, count: m)
  }
}
