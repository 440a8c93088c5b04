import Networks

extension SequenceRewardModel {
  /// How to learn from evidence.
  public struct Settings: Sendable, Hashable, Codable {
    /// Passes over the evidence, ≥ 1. One keeps large models from over-fitting (Ouyang et al.
    /// 2022, appendix C.2); small ones want a few.
    public var epochs: Int
    /// Pairs, or single responses, in one step, ≥ 1.
    public var batchSize: Int
    /// The peak learning rate, > 0.
    public var learningRate: Double
    /// Steps over which the learning rate rises to its peak, ≥ 0.
    public var warmUpSteps: Int
    /// What the learning rate does after that.
    public var schedule: LearningRateSchedule.Shape
    /// Decoupled weight decay, ≥ 0.
    public var weightDecay: Double
    /// The longest gradient that passes unscaled, > 0; `nil` never clips.
    public var maximumGradientNorm: Double?
    /// The share of the evidence that is only measured on, in 0..<1.
    public var heldOutShare: Double
    /// Whether normalising also scales to unit standard deviation, as in Ziegler et al. 2019,
    /// arXiv:1909.08593.
    public var normalizesVariance: Bool

    /// Describes a training; the parameters are the properties of the same names.
    public init(
      epochs: Int = 2, batchSize: Int = 32, learningRate: Double = 1e-3, warmUpSteps: Int = 10,
      schedule: LearningRateSchedule.Shape = .cosine, weightDecay: Double = 0.01,
      maximumGradientNorm: Double? = 1, heldOutShare: Double = 0.1,
      normalizesVariance: Bool = false
    ) {
      self.epochs = epochs
      self.batchSize = batchSize
      self.learningRate = learningRate
      self.warmUpSteps = warmUpSteps
      self.schedule = schedule
      self.weightDecay = weightDecay
      self.maximumGradientNorm = maximumGradientNorm
      self.heldOutShare = heldOutShare
      self.normalizesVariance = normalizesVariance
    }
  }
}
