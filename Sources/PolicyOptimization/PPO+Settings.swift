extension PPO {
  /// How PPO improves a policy, and what keeps it from going astray.
  ///
  /// Every guardrail (clipping, KL penalty, early stopping, missing-end penalty, gradient and reward
  /// clipping, normalisation) has a value that switches it off and leaves the rest alone.
  public struct Settings: Sendable, Hashable, Codable {
    /// Rounds of acting and learning, ≥ 1.
    public var iterations = 50
    /// Episodes that each round acts out, ≥ 1.
    public var episodesPerIteration = 256
    /// Passes over the episodes of a round, ≥ 1; 4 in Huang et al. 2024, arXiv:2403.17031.
    public var epochs = 4
    /// Steps in each pass, ≥ 1: the episodes are dealt into so many parts.
    public var minibatchCount = 4
    /// The learning rate of the first round, > 0.
    public var learningRate = 1e-3
    /// Whether the learning rate falls in a straight line to 0 after the last round.
    public var annealsLearningRate = true
    /// The longest gradient that passes unscaled, > 0; `nil` never clips.
    public var maximumGradientNorm: Double? = 0.5
    /// ε of ``ClippedSurrogate``, > 0; `nil` switches clipping off.
    public var clipRange: Double? = 0.2
    /// ε of ``ClippedValueLoss``, in reward units, > 0; `nil` switches it off.
    public var valueClipRange: Double?
    /// The weight of the value loss beside the surrogate, ≥ 0; 0.1 in Huang et al. 2024.
    public var valueCoefficient = 0.1
    /// The weight of the entropy bonus, in units of the advantage a nat, ≥ 0; 0 is off.
    public var entropyCoefficient = 0.0
    /// γ, in 0...1. Language tasks use 1.
    public var discount = 1.0
    /// λ of ``advantages(rewards:values:discount:traceDecay:)``, in 0...1.
    public var traceDecay = 0.95
    /// How strongly the policy is held to the reference.
    public var klPenalty = KLPenalty.fixed(coefficient: 0.05)
    /// Ends a round's passes before a step when KL(π_old‖π) (k3, nats a token) is above this; `nil`
    /// never does.
    public var klToBehaviourLimit: Double?
    /// What a truncated episode loses, in reward units; `nil` is off. Meant for text, where an agent
    /// ought to end its response.
    public var missingEndPenalty: Double?
    /// Scores are clipped to ± this, in reward units, > 0; `nil` is off.
    public var rewardClip: Double?
    /// Whether the rewards of a round are scaled to unit variance around their own mean.
    public var whitensRewards = false
    /// Whether the advantages of a round are shifted to mean 0 and scaled to unit variance.
    public var normalizesAdvantages = true
    /// Whether KL to the reference is measured even where no penalty needs it. Costs a forward pass.
    public var measuresKLToReference = true

    /// The defaults, which suit the sandbox's small worlds.
    public init() {}
  }
}
