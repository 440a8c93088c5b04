/// What a model says at each read of a batch (see ``SequenceBatch``), in the order of the reads.
public struct ReadOutputs: Sendable {
  /// log π(target | prefix) in nats, ≤ 0, over the legal tokens; 0 where a read has no target.
  public var logProbabilities: [Float]
  /// Entropy of the distribution over the legal tokens, in nats, ≥ 0; 0 where there is no target.
  public var entropies: [Float]
  /// The scalar head at the read; its unit is the loss's (a value, or a reward). 0 without that head.
  public var values: [Float]

  /// Outputs of `count` reads, all zero.
  public init(count: Int) {
    logProbabilities = Array(repeating: 0, count: count)
    entropies = logProbabilities
    values = logProbabilities
  }
}

/// The derivatives of a loss by what a model says at each read; the loss fills them in.
///
/// Every loss of the sandbox is a function of log-probabilities, entropies and scalars at reads, so
/// this is all a model needs in order to go backwards.
public struct ReadGradients: Sendable {
  /// ∂loss / ∂ log π(target).
  public var logProbabilities: [Float]
  /// ∂loss / ∂ entropy.
  public var entropies: [Float]
  /// ∂loss / ∂ scalar.
  public var values: [Float]

  /// Gradients of `count` reads, all zero.
  public init(count: Int) {
    logProbabilities = Array(repeating: 0, count: count)
    entropies = logProbabilities
    values = logProbabilities
  }
}
