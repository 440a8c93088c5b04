/// The size of a GPT-2-architecture decoder.
public struct DecoderShape: Sendable, Hashable, Codable {
  /// Tokens the model knows.
  public var vocabularyCount: Int
  /// Longest sequence in tokens: learned positions.
  public var contextLength: Int
  /// Width of the residual stream, d; a multiple of `headCount`.
  public var width: Int
  /// Transformer blocks.
  public var layerCount: Int
  /// Attention heads of a block.
  public var headCount: Int

  /// Describes a decoder; the parameters are the properties of the same names, all ≥ 1.
  public init(
    vocabularyCount: Int, contextLength: Int, width: Int = 64, layerCount: Int = 2,
    headCount: Int = 4
  ) {
    precondition(
      headCount > 0 && width % headCount == 0,
      "a width of \(width) cannot be split among \(headCount) heads")
    self.vocabularyCount = vocabularyCount
    self.contextLength = contextLength
    self.width = width
    self.layerCount = layerCount
    self.headCount = headCount
  }

  /// The vocabulary in parts, of which the logits of one are in memory at a time: all of it, unless it is so large
  /// that they would leave a core's cache.
  var vocabularyParts: [Range<Int>] {
    let size = vocabularyCount <= 1024 ? vocabularyCount : 512
    return stride(from: 0, to: vocabularyCount, by: size).map {
      $0..<min($0 + size, vocabularyCount)
    }
  }
}

/// Where each tensor of a decoder lies in its flat parameters.
///
/// Matrices have one row for each input, as in the Hugging Face GPT-2 layout: y = x·W + b.
struct DecoderLayout: Sendable, Hashable {
  /// The tensors of one block; each is the offset of its first number.
  struct Block: Sendable, Hashable {
    var norm1Gain = 0, norm1Bias = 0, qkvWeight = 0, qkvBias = 0, projectionWeight = 0
    var projectionBias = 0, norm2Gain = 0, norm2Bias = 0, upWeight = 0, upBias = 0
    var downWeight = 0, downBias = 0
  }
  private(set) var tokenTable = 0
  private(set) var positionTable = 0
  private(set) var blocks: [Block] = []
  private(set) var finalGain = 0
  private(set) var finalBias = 0
  private(set) var scalarWeight = 0
  private(set) var scalarBias = 0
  private(set) var groups: [ParameterGroup] = []

  init(_ shape: DecoderShape) {
    let d = shape.width
    tokenTable = add("wte.weight", [shape.vocabularyCount, d])
    positionTable = add("wpe.weight", [shape.contextLength, d])
    for layer in 0..<shape.layerCount {
      let name = "h.\(layer)."
      var block = Block()
      block.norm1Gain = add(name + "ln_1.weight", [d])
      block.norm1Bias = add(name + "ln_1.bias", [d])
      block.qkvWeight = add(name + "attn.c_attn.weight", [d, 3 * d])
      block.qkvBias = add(name + "attn.c_attn.bias", [3 * d])
      block.projectionWeight = add(name + "attn.c_proj.weight", [d, d])
      block.projectionBias = add(name + "attn.c_proj.bias", [d])
      block.norm2Gain = add(name + "ln_2.weight", [d])
      block.norm2Bias = add(name + "ln_2.bias", [d])
      block.upWeight = add(name + "mlp.c_fc.weight", [d, 4 * d])
      block.upBias = add(name + "mlp.c_fc.bias", [4 * d])
      block.downWeight = add(name + "mlp.c_proj.weight", [4 * d, d])
      block.downBias = add(name + "mlp.c_proj.bias", [d])
      blocks.append(block)
    }
    finalGain = add("ln_f.weight", [d])
    finalBias = add("ln_f.bias", [d])
    scalarWeight = add("score.weight", [1, d])
    scalarBias = add("score.bias", [1])
  }

  /// How many numbers there are in all.
  var count: Int { groups.last?.range.upperBound ?? 0 }

  private mutating func add(_ name: String, _ shape: [Int]) -> Int {
    let offset = count
    groups.append(
      ParameterGroup(
        name: name, shape: shape, range: offset..<offset + shape.reduce(1, *),
        isDecayed: shape.count > 1))
    return offset
  }
}
