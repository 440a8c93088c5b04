import Networks

extension SupervisedTrainer {
  /// When training ends.
  public enum Duration: Sendable, Hashable, Codable {
    /// After so many passes over all sequences, ≥ 1.
    case epochs(Int)
    /// After so many optimiser steps, ≥ 1; passes go on as long as needed.
    case steps(Int)
  }

  /// How to train.
  public struct Settings: Sendable, Hashable, Codable {
    /// When training ends.
    public var duration: Duration
    /// Sequences in one step, ≥ 1.
    public var batchSize: Int
    /// What moves the hidden matrices.
    public var optimizer: OptimizerKind
    /// The peak learning rate, > 0; 3e-3 suits decoders of width 64, larger ones want less.
    public var learningRate: Double
    /// Steps over which the learning rate rises to its peak, ≥ 0.
    public var warmUpSteps: Int
    /// What the learning rate does after that.
    public var schedule: LearningRateSchedule.Shape
    /// Decoupled weight decay, ≥ 0; 0.01 in Loshchilov & Hutter's code.
    public var weightDecay: Double
    /// The longest gradient that passes unscaled, > 0; `nil` never clips. 1 is GPT-3's.
    public var maxGradNorm: Double?

    /// Describes a training; the parameters are the properties of the same names.
    public init(
      duration: Duration = .epochs(1), batchSize: Int = 64,
      optimizer: OptimizerKind = .adamW, learningRate: Double = 3e-3,
      warmUpSteps: Int = 20, schedule: LearningRateSchedule.Shape = .cosine,
      weightDecay: Double = 0.01, maxGradNorm: Double? = 1
    ) {
      self.duration = duration
      self.batchSize = batchSize
      self.optimizer = optimizer
      self.learningRate = learningRate
      self.warmUpSteps = warmUpSteps
      self.schedule = schedule
      self.weightDecay = weightDecay
      self.maxGradNorm = maxGradNorm
    }
  }
}
