import Randomness

/// An autoregressive model of token sequences with a language-model head and a scalar head.
///
/// The scalar head is a value function when read before each action, and a reward model when read
/// once after the last token. Parameters lie in one flat buffer, so optimisers, checkpoints and
/// comparisons need not know the architecture. Models are values: a copy is a frozen reference.
public protocol LanguageModel: Sendable {
  /// How many tokens there are; a token is in 0..<vocabularyCount.
  var vocabularyCount: Int { get }
  /// The longest sequence the model can read, in tokens.
  var contextLength: Int { get }
  /// Every trainable number, group after group.
  var parameters: [Float] { get set }
  /// What the stretches of `parameters` are, in order and without gaps.
  var parameterGroups: [ParameterGroup] { get }

  /// What the model says at each read of the batch.
  ///
  /// - Parameters:
  ///   - batch: sequences no longer than `contextLength`.
  ///   - heads: which heads to compute; the others stay 0.
  ///   - workspace: scratch memory, reused from call to call.
  func outputs(for batch: SequenceBatch, heads: Heads, workspace: Workspace) -> ReadOutputs

  /// Adds the gradient of a loss to `gradient`, and says what the model put out.
  ///
  /// The batch is worked off in chunks of whole groups of sequences. For each chunk `loss` is called
  /// once with the outputs of all reads so far filled in, and fills in the gradients of the reads
  /// of that chunk.
  ///
  /// - Parameters:
  ///   - batch: sequences no longer than `contextLength`.
  ///   - heads: which heads the loss uses.
  ///   - groupSize: consecutive sequences that the loss needs together (2 for pairs); ≥ 1.
  ///   - gradient: as long as `parameters`.
  ///   - workspace: scratch memory, reused from call to call.
  ///   - loss: given the outputs, the chunk's sequences, and the gradients to fill in (indexed by read).
  @discardableResult
  func accumulateGradient(
    for batch: SequenceBatch, heads: Heads, groupSize: Int, into gradient: inout [Float],
    workspace: Workspace,
    loss: (
      _ outputs: ReadOutputs, _ sequences: Range<Int>, _ gradients: inout ReadGradients
    ) -> Void
  ) -> ReadOutputs

  /// Opens a session that writes many sequences token by token.
  ///
  /// - Parameter rowCount: how many sequences; rows are numbered from 0.
  func makeDecodingSession(rowCount: Int) -> any DecodingSession
}

extension LanguageModel {
  /// How many trainable numbers the model has.
  public var parameterCount: Int { parameterGroups.last?.range.upperBound ?? 0 }
}

/// The heads of a model that a computation uses.
public struct Heads: OptionSet, Sendable {
  /// One bit for each head.
  public let rawValue: UInt8
  /// The heads whose bits are set.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// The distribution over the next token.
  public static let language = Heads(rawValue: 1)
  /// The one number a position is worth.
  public static let scalar = Heads(rawValue: 2)
}

/// A named stretch of a model's flat parameters.
public struct ParameterGroup: Sendable, Hashable {
  /// The tensor's name in the Hugging Face GPT-2 layout, such as `h.0.attn.c_attn.weight`.
  public var name: String
  /// Rows and columns, or one length.
  public var shape: [Int]
  /// Where it lies in the flat buffer.
  public var range: Range<Int>
  /// Whether weight decay applies: to matrices, not to biases and norms.
  public var isDecayed: Bool

  /// Describes a stretch of the flat buffer.
  public init(name: String, shape: [Int], range: Range<Int>, isDecayed: Bool) {
    self.name = name
    self.shape = shape
    self.range = range
    self.isDecayed = isDecayed
  }
}

/// Many unfinished sequences of one model, with what it remembers of each (the key-value cache).
public protocol DecodingSession: AnyObject {
  /// Appends tokens to some rows and reads the model after the last of each.
  ///
  /// - Parameters:
  ///   - rows: the rows to extend, each once, in any order.
  ///   - tokens: their new tokens end to end.
  ///   - counts: how many of `tokens` belong to each of `rows`; each ≥ 1.
  func extend(rows: [Int32], tokens: [Int32], counts: [Int32])

  /// Makes a row go on as if it had been given the same tokens as another. The logits and values of the last
  /// extension stay valid.
  func copy(_ row: Int32, to other: Int32)

  /// Forgets all rows, so that others can be written in the same memory.
  func reset()

  /// The logits over the vocabulary after the last extension: `rows.count` × vocabulary, row-major,
  /// in the order of the `rows` given. Valid until the next call.
  var logits: UnsafeBufferPointer<Float> { get }

  /// The scalar head after the last extension, one for each of the `rows` given.
  var values: UnsafeBufferPointer<Float> { get }
}
