/// A stretch of whole sequences of a batch that goes through the decoder at once.
///
/// Chunks keep the activations of a pass inside a core's cache: at width 64 a token leaves about
/// 5 kB a block, so 256 tokens and two blocks are 2.5 MB forward and are still warm on the way back.
///
/// Where the batch says so, tokens that several sequences of the chunk begin with are computed once: what
/// stands at a position of a causal model depends on the tokens up to it and on nothing else. Liu et al. 2025,
/// arXiv:2506.05433, "Prefix Grouper", show that the gradient is the same. Only attention sees whole
/// sequences; everything else works on the rows that are left.
struct DecoderChunk {
  /// The sequences.
  private(set) var sequences: Range<Int>
  /// Their reads, as a range of the batch's.
  private(set) var reads: Range<Int>

  /// The tokens that are computed, n in all: of each sequence those that no earlier one has computed.
  private(set) var tokens: [Int32] = []
  /// The position of each of `tokens` in its sequence.
  private(set) var positions: [Int32] = []
  /// Where each sequence would begin if none were shared, and their length at the end.
  private(set) var starts: [Int32] = [0]
  /// For each sequence how many of its tokens stand in an earlier one.
  private(set) var firsts: [Int32] = []
  /// For each token of each sequence the row of `tokens` that computes it; empty where nothing is shared.
  private(set) var rows: [Int32] = []

  /// The row of `tokens` behind each computed read, m in all: reads that ask the same are one.
  private(set) var readRows: [Int32] = []
  /// The target of each computed read.
  private(set) var targets: [Int32] = []
  /// The legal tokens of each computed read; see ``SequenceBatch/legalTokens``.
  private(set) var legalTokens: [UInt64] = []
  /// Words of `legalTokens` that one read takes, 0 without a mask.
  let maskWords: Int
  /// For each of `reads` the computed read that answers it.
  private(set) var places: [Int] = []

  /// Numbers that one head's attention probabilities take, summed over the sequences.
  private(set) var scores = 0
  /// Tokens of the longest sequence.
  private(set) var longest = 0

  /// Tokens at which a chunk is closed.
  static let tokenLimit = 256

  /// Whether some token is computed for more than one sequence.
  var isShared: Bool { !rows.isEmpty }

  /// Cuts a batch into chunks of whole groups.
  static func chunks(of batch: SequenceBatch, groupSize: Int) -> [DecoderChunk] {
    precondition(
      groupSize >= 1 && batch.sequenceCount % groupSize == 0,
      "\(batch.sequenceCount) sequences do not make whole groups of \(groupSize)")
    var chunks: [DecoderChunk] = []
    var first = 0
    while first < batch.sequenceCount {
      var tree = PrefixTree()
      var chunk = DecoderChunk(from: first, of: batch)
      repeat {
        for _ in 0..<groupSize { chunk.append(from: batch, &tree) }
      } while chunk.hasRoom(for: groupSize, of: batch, tree)
      if !chunk.firsts.contains(where: { $0 > 0 }) { chunk.rows = [] }
      chunks.append(chunk)
      first = chunk.sequences.upperBound
    }
    return chunks
  }

  private init(from first: Int, of batch: SequenceBatch) {
    sequences = first..<first
    reads = Int(batch.readStarts[first])..<Int(batch.readStarts[first])
    maskWords = batch.maskWords
  }

  /// Whether the next group of sequences belongs into the chunk too.
  private func hasRoom(for groupSize: Int, of batch: SequenceBatch, _ tree: PrefixTree) -> Bool {
    let group = sequences.upperBound..<sequences.upperBound + groupSize
    guard group.upperBound <= batch.sequenceCount else { return false }
    let more = group.reduce(0) { count, sequence in
      let range = batch.tokenRange(of: sequence)
      return count + range.count
        - (batch.sharesPrefixes ? tree.path(of: batch.tokens[range]).count : 0)
    }
    return tokens.count + more <= Self.tokenLimit
  }

  /// Adds the next sequence of the batch.
  private mutating func append(from batch: SequenceBatch, _ tree: inout PrefixTree) {
    let sequence = sequences.upperBound
    let range = batch.tokenRange(of: sequence)
    var path = batch.sharesPrefixes ? tree.path(of: batch.tokens[range]) : []
    let shared = path.count
    for position in shared..<range.count {
      let (token, row) = (batch.tokens[range.lowerBound + position], Int32(tokens.count))
      if batch.sharesPrefixes { tree.add(token, after: path.last) }
      path.append(row)
      tokens.append(token)
      positions.append(Int32(position))
    }
    firsts.append(Int32(shared))
    starts.append((starts.last ?? 0) + Int32(range.count))
    if batch.sharesPrefixes { rows += path }
    scores += (range.count - shared) * range.count.roundedUpToLanes
    longest = max(longest, range.count)
    for read in batch.readRange(of: sequence) {
      let row = path[Int(batch.readPositions[read]) - range.lowerBound]
      places.append(place(of: read, at: row, in: batch, &tree))
    }
    sequences = sequences.lowerBound..<sequence + 1
    reads = reads.lowerBound..<Int(batch.readStarts[sequence + 1])
  }

  /// The computed read that answers one of the batch's.
  private mutating func place(
    of read: Int, at row: Int32, in batch: SequenceBatch, _ tree: inout PrefixTree
  ) -> Int {
    let target = batch.targets[read]
    let legal = batch.legalTokens[read * maskWords..<(read + 1) * maskWords]
    if batch.sharesPrefixes {
      if let known = tree.read(of: target, at: row),
        legalTokens[known * maskWords..<(known + 1) * maskWords].elementsEqual(legal)
      {
        return known
      }
      tree.addRead(of: target, at: row)
    }
    readRows.append(row)
    targets.append(target)
    legalTokens += legal
    return readRows.count - 1
  }
}

/// Which rows compute the tokens that sequences begin with, and which reads have been asked there.
///
/// Linked lists instead of a dictionary: few tokens follow one beginning.
private struct PrefixTree {
  /// The first row that follows each row, and the root at index 0; -1 where none does.
  private var firstChild: [Int32] = [-1]
  /// The next row that follows the same row.
  private var nextSibling: [Int32] = []
  private var tokens: [Int32] = []
  /// The last read at each row, and the read at the same row before it.
  private var lastRead: [Int32] = []
  private var readBefore: [Int32] = []
  private var targets: [Int32] = []

  /// The rows of the longest known beginning of a sequence.
  func path(of sequence: ArraySlice<Int32>) -> [Int32] {
    var path: [Int32] = []
    path.reserveCapacity(sequence.count)
    var place = 0
    for token in sequence {
      var row = firstChild[place]
      while row >= 0, tokens[Int(row)] != token { row = nextSibling[Int(row)] }
      guard row >= 0 else { break }
      path.append(row)
      place = Int(row) + 1
    }
    return path
  }

  /// Adds the next row, which follows `parent`.
  mutating func add(_ token: Int32, after parent: Int32?) {
    let place = parent.map { Int($0) + 1 } ?? 0
    nextSibling.append(firstChild[place])
    firstChild[place] = Int32(tokens.count)
    firstChild.append(-1)
    tokens.append(token)
    lastRead.append(-1)
  }

  /// The latest computed read of this target at a row.
  func read(of target: Int32, at row: Int32) -> Int? {
    var read = lastRead[Int(row)]
    while read >= 0, targets[Int(read)] != target { read = readBefore[Int(read)] }
    return read >= 0 ? Int(read) : nil
  }

  /// Adds the next computed read.
  mutating func addRead(of target: Int32, at row: Int32) {
    readBefore.append(lastRead[Int(row)])
    lastRead[Int(row)] = Int32(targets.count)
    targets.append(target)
  }
}
