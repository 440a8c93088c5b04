/// Token sequences laid end to end without padding, and the places where a model is read.
///
/// A *read* is one position of one sequence at which the model's output is wanted: the log-probability
/// of the token that follows (language-model head), the scalar head's value, or both. Reads are kept
/// in the order of their positions, so a loss can be written per read and folded per sequence.
///
///     var batch = SequenceBatch()
///     batch.append(predicting: [0, 7, 9, 4], from: 2)   // reads at positions 1 and 2: tokens 9 and 4
///     batch.append(scoring: [0, 7, 9, 4])               // one read, at the last position
public struct SequenceBatch: Sendable {
  /// All tokens that are read, sequence after sequence; N in total.
  public private(set) var tokens: [Int32] = []
  /// Where each sequence begins in `tokens`, and N at the end: `sequenceCount` + 1 entries.
  public private(set) var starts: [Int32] = [0]
  /// The index into `tokens` of each read; M in total, ascending.
  public private(set) var readPositions: [Int32] = []
  /// For each read the token whose log-probability is wanted, or ``SequenceBatch/noTarget``.
  public private(set) var targets: [Int32] = []
  /// Where each sequence's reads begin, and M at the end: `sequenceCount` + 1 entries.
  public private(set) var readStarts: [Int32] = [0]
  /// For each read, the vocabulary as bits: bit t of the row is set when token t may be chosen there.
  /// Empty when every token is legal everywhere. `maskWords` words a read.
  public private(set) var legalTokens: [UInt64] = []
  /// Words of `legalTokens` that one read takes, 0 without a mask.
  public private(set) var maskWords = 0

  /// Whether tokens that several sequences begin with are computed once, as far as they lie together in the
  /// batch. Outputs and gradients are the same but for the rounding of sums; worth it where many sequences
  /// answer one prompt.
  public let sharesPrefixes: Bool

  /// The target of a read that wants the scalar head only.
  public static let noTarget: Int32 = -1

  /// An empty batch.
  public init(sharesPrefixes: Bool = false) { self.sharesPrefixes = sharesPrefixes }

  /// How many sequences the batch holds.
  public var sequenceCount: Int { starts.count - 1 }
  /// M, how many reads the batch holds.
  public var readCount: Int { readPositions.count }

  /// Where the tokens of one sequence lie in `tokens`.
  public func tokenRange(of sequence: Int) -> Range<Int> {
    Int(starts[sequence])..<Int(starts[sequence + 1])
  }

  /// Where the reads of one sequence lie among all reads.
  public func readRange(of sequence: Int) -> Range<Int> {
    Int(readStarts[sequence])..<Int(readStarts[sequence + 1])
  }

  /// Adds a sequence whose tokens from index `first` on are predicted from what stands before them.
  ///
  /// - Parameters:
  ///   - sequence: at least 2 tokens, and at most one more than the model's context.
  ///   - first: index of the first predicted token, at least 1: nothing stands before token 0.
  public mutating func append(predicting sequence: [Int32], from first: Int = 1) {
    append(predicting: sequence) { $0 >= first }
  }

  /// Adds a sequence of which those tokens are predicted for whose index `isPredicted` says so.
  ///
  /// - Parameters:
  ///   - sequence: at least 2 tokens.
  ///   - legal: bit masks of the legal tokens, one row of words for each predicted token in order;
  ///     `nil` when all tokens are legal. All sequences of a batch have masks, or none has.
  ///   - isPredicted: asked for the indices 1..<sequence.count.
  public mutating func append(
    predicting sequence: [Int32], legal: [[UInt64]]? = nil, where isPredicted: (Int) -> Bool
  ) {
    precondition(sequence.count >= 2, "a sequence of \(sequence.count) tokens predicts nothing")
    let base = Int32(tokens.count)
    var row = 0
    for index in 1..<sequence.count where isPredicted(index) {
      readPositions.append(base + Int32(index) - 1)
      targets.append(sequence[index])
      if let legal {
        maskWords = legal[row].count
        legalTokens.append(contentsOf: legal[row])
      }
      row += 1
    }
    // What follows the last token is not asked for, so that token is a target and nothing else.
    close(with: sequence.dropLast())
  }

  /// Adds a sequence that is read once, after its last token: the way a reward model reads.
  public mutating func append(scoring sequence: [Int32]) {
    precondition(!sequence.isEmpty, "an empty sequence cannot be scored")
    readPositions.append(Int32(tokens.count + sequence.count - 1))
    targets.append(Self.noTarget)
    close(with: sequence[...])
  }

  /// Adds a sequence of which some tokens are predicted, and which is read once more after its last token:
  /// one read more than there are predicted tokens.
  ///
  /// - Parameters:
  ///   - sequence: at least 2 tokens.
  ///   - words: tokens that are asked for after the last one, each by a read of its own before the very last:
  ///     by them the language head is read as so many further heads.
  ///   - isPredicted: asked for the indices 1..<sequence.count.
  public mutating func append(
    scoringEach sequence: [Int32], then words: [Int32] = [], where isPredicted: (Int) -> Bool
  ) {
    precondition(sequence.count >= 2, "a sequence of \(sequence.count) tokens predicts nothing")
    let base = Int32(tokens.count)
    for index in 1..<sequence.count where isPredicted(index) {
      readPositions.append(base + Int32(index) - 1)
      targets.append(sequence[index])
    }
    for target in words + [Self.noTarget] {
      readPositions.append(base + Int32(sequence.count) - 1)
      targets.append(target)
    }
    close(with: sequence[...])
  }

  private mutating func close(with sequence: ArraySlice<Int32>) {
    tokens.append(contentsOf: sequence)
    starts.append(Int32(tokens.count))
    readStarts.append(Int32(readPositions.count))
  }
}
