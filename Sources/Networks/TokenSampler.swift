import CKernels

/// Draws tokens from a model's logits.
///
///     P(t) = exp(logit_t / temperature) / Σ over legal tokens
public struct TokenSampler: Sendable {
  /// Softmax temperature, ≥ 0: 1 samples from the model itself, 0 takes the most probable token.
  public var temperature: Double
  private var scratch: [Float]

  /// A sampler for a vocabulary of so many tokens.
  public init(vocabularyCount: Int, temperature: Double = 1) {
    self.temperature = temperature
    scratch = Array(repeating: 0, count: vocabularyCount)
  }

  /// One token, and log P of it in nats (0 at temperature 0).
  ///
  /// - Parameters:
  ///   - logits: one for each token of the vocabulary.
  ///   - legal: bit t of word t / 64 is set when token t may be chosen; empty when all may. At least
  ///     one bit is set.
  ///   - uniform: decides, in 0..<1.
  public mutating func draw(
    from logits: UnsafePointer<Float>, legal: [UInt64], uniform: Double
  ) -> (token: Int32, logProbability: Float) {
    var logProbability: Float = 0
    let token = legal.withUnsafeBufferPointer { bits in
      rlhf_chosen_kernels().pointee.sample_token(
        logits, bits.isEmpty ? nil : bits.baseAddress, Int32(scratch.count), Float(temperature),
        uniform, &scratch, &logProbability)
    }
    return (token, logProbability)
  }

  /// The bit mask of some tokens of a vocabulary.
  public static func mask(of tokens: [Int32], vocabularyCount: Int) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: (vocabularyCount + 63) / 64)
    for token in tokens { words[Int(token) >> 6] |= 1 << UInt64(token & 63) }
    return words
  }
}
