/// A stretch of whole sequences of a batch that goes through the decoder at once.
///
/// Chunks keep the activations of a pass inside a core's cache: at width 64 a token leaves about
/// 5 kB a block, so 256 tokens and two blocks are 2.5 MB forward and are still warm on the way back.
struct DecoderChunk {
  /// The sequences.
  var sequences: Range<Int>
  /// Their tokens, as a range of the batch's.
  var tokens: Range<Int>
  /// Their reads, as a range of the batch's.
  var reads: Range<Int>
  /// Numbers that one head's attention probabilities take, summed over the sequences.
  var scores: Int
  /// Tokens of the longest sequence.
  var longest: Int

  /// Tokens at which a chunk is closed.
  static let tokenLimit = 256

  /// Cuts a batch into chunks of whole groups.
  static func chunks(of batch: SequenceBatch, groupSize: Int) -> [DecoderChunk] {
    precondition(
      groupSize >= 1 && batch.sequenceCount % groupSize == 0,
      "\(batch.sequenceCount) sequences do not make whole groups of \(groupSize)")
    var chunks: [DecoderChunk] = []
    var first = 0
    while first < batch.sequenceCount {
      var last = first
      repeat {
        last += groupSize
      } while last < batch.sequenceCount
        && batch.starts[last + groupSize] - batch.starts[first] <= tokenLimit
      chunks.append(DecoderChunk(batch, first..<last))
      first = last
    }
    return chunks
  }

  private init(_ batch: SequenceBatch, _ sequences: Range<Int>) {
    self.sequences = sequences
    tokens = Int(batch.starts[sequences.lowerBound])..<Int(batch.starts[sequences.upperBound])
    reads =
      Int(batch.readStarts[sequences.lowerBound])..<Int(batch.readStarts[sequences.upperBound])
    scores = 0
    longest = 0
    for sequence in sequences {
      let length = batch.tokenRange(of: sequence).count
      scores += length * length.roundedUpToLanes
      longest = max(longest, length)
    }
  }
}
